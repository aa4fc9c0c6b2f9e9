#include "cbc_handlers.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>
#include <string>

namespace cbc {

LineHandler::LineHandler(track *t) : t_(t) {
  setLogLevel(t->options->wants_log ? 1 : 0);
  setPrefix(false);
}

int LineHandler::print() {
  std::string text = messageBuffer(), line;
  std::istringstream lines(text);
  while (std::getline(lines, line))
    if (!line.empty()) track_log(t_, line.c_str());
  return 0;
}

int IterationHandler::event(Event which) {
  if (which != endOfIteration && which != endOfFactorization) return -1;
  if (++calls_ % 8 != 0) return -1;
  return track_should_stop(t_) ? 0 : -1;
}

void silence(OsiClpSolverInterface &lp, track *t) {
  lp.getModelPtr()->setLogLevel(t->options->wants_log ? 1 : 0);
  lp.setHintParam(OsiDoReducePrint, true, OsiHintTry);
  IterationHandler iterations(t);
  lp.getModelPtr()->passInEventHandler(&iterations);
}

namespace {

/// Heuristics run searches of their own on smaller models; their bounds say nothing about ours.
bool isSubSearch(const CbcModel *model) { return model->parentModel() != nullptr; }

/// What the integer columns of a point of the preprocessed model say about the original columns.
PartialPoint original(const Session &session, const CbcModel &model) {
  PartialPoint point;
  int n = session.columns();
  point.value.assign(n, 0);
  point.known.assign(n, 0);
  const double *values = model.bestSolution();
  const int *columns = model.originalColumns();
  int count = model.getNumCols();
  for (int i = 0; i < count; i++) {
    int j = columns ? columns[i] : i;
    if (j < 0 || j >= n) continue;
    point.value[j] = session.space.outer(j, values[i]);
    point.known[j] = 1;
  }
  return point;
}

}  // namespace

void TreeHandler::noteBound() {
  // Once a stop is asked for, linear programs end early, CBC takes their nodes for empty, and its bound for that of what is left.
  if (session_->lazy.violated.load() || track_should_stop(session_->t)) return;
  // Nodes were pruned against the model's own incumbent, so nothing is proven beyond it.
  double bound = std::min(model_->getBestPossibleObjValue(), model_->getMinimizationObjValue());
  track_bound(session_->t, bound + session_->space.costOffset());
}

void TreeHandler::noteIncumbent() {
  double objective = model_->getMinimizationObjValue();
  if (!model_->bestSolution() || objective >= lastObjective_ || objective > 1e49) return;
  lastObjective_ = objective;
  PartialPoint point = original(*session_, *model_);
  std::vector<double> found;
  if (offerCompleted(*session_, point, found) || found.empty()) return;
  const shim_rows &rows = session_->t->model->lazy_rows;
  if (rows.count && session_->lazy.activate(rows, found.data(), 2000))
    session_->lazy.violated = true;
}

CbcEventHandler::CbcAction TreeHandler::event(CbcEvent which) {
  track *t = session_->t;
  bool isTree = model_ && session_->tree &&
                (model_ == session_->tree || (t->options->threads > 1 && !isSubSearch(model_)));
  if (isTree) {
    std::lock_guard<std::mutex> hold(session_->events);
    noteBound();
    noteIncumbent();
    long nodes = session_->nodesBefore + model_->getNodeCount();
    t->result->nodes = std::max(t->result->nodes, nodes);
    if (t->options->node_limit >= 0 && nodes > t->options->node_limit)
      track_request_stop(t, TRACK_NODES);
  }
  // To these events "stop" would mean a veto of the solution.
  if (which == beforeSolution1 || which == beforeSolution2 || which == convertToCuts)
    return noAction;
  return session_->lazy.violated.load() || track_should_stop(t) ? stop : noAction;
}

}  // namespace cbc
