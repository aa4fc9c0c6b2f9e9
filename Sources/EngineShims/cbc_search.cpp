#include <algorithm>
#include <cmath>
#include <string>

#include "cbc_handlers.hpp"
#include "cbc_reduced.hpp"
#include "cbc_session.hpp"
#include "cbc_strategy.hpp"

namespace cbc {

namespace {

/// The cost that a point has to reach to be of interest: below the cutoff and the incumbent.
double wantedCost(const track *t) {
  double limit = track_cost_limit(t);
  if (!t->result->has_incumbent) return limit;
  double step = t->options->objective_step, best = t->best_cost;
  double below = step > 0 ? best - step + 1e-6 * (1 + step) : best - 1e-7 * (1 + std::fabs(best));
  return std::min(limit, below);
}

void setLimits(Session &session, CbcModel &model) {
  const shim_options &options = *session.t->options;
  model.setUseElapsedTime(true);
  if (options.time_limit >= 0) model.setMaximumSeconds(track_remaining(session.t, 1e8) + 0.05);
  if (options.node_limit >= 0)
    model.setMaximumNodes(static_cast<int>(std::min(options.node_limit + 1, 2000000000L)));
  // Every thread has a model of its own, and CBC gives numbers from 100 on another meaning.
  if (options.threads > 1) model.setNumberThreads(std::min(options.threads, 64));
  if (options.seed > 0) model.setRandomSeed(1 + options.seed);
  if (options.objective_step > 0) model.setCutoffIncrement(0.999 * options.objective_step);
  model.setAllowableGap(0);
  double wanted = wantedCost(session.t);
  if (wanted < 1e30) model.setCutoff(wanted - session.space.costOffset());
}

/// Gives the incumbent we hold to the heuristics that improve on one.
void giveIncumbent(Session &session, CbcModel &model, const int *columns) {
  const shim_result &result = *session.t->result;
  if (!result.has_incumbent) return;
  OsiClpSolverInterface lp(*dynamic_cast<OsiClpSolverInterface *>(model.solver()));
  for (int i = 0; i < lp.getNumCols(); i++) {
    if (!lp.isInteger(i)) continue;
    int j = columns ? columns[i] : i;
    if (j < 0 || j >= session.columns()) return;
    double value = session.space.inner(j, result.values[j]);
    if (value < lp.getColLower()[i] - 1e-6 || value > lp.getColUpper()[i] + 1e-6) return;
    lp.setColBounds(i, value, value);
  }
  lp.setDblParam(OsiDualObjectiveLimit, COIN_DBL_MAX);
  lp.initialSolve();
  if (!lp.isProvenOptimal()) return;
  double cutoff = model.getCutoff();
  model.setBestSolution(lp.getColSolution(), lp.getNumCols(), lp.getObjValue());
  model.setCutoff(cutoff);
}

/// What CBC's status means when no stop was asked for.
int endOf(const Session &session, const CbcModel &model) {
  bool primed = session.t->result->has_incumbent || session.t->options->has_cutoff;
  if (model.status() == 0) {
    if (model.secondaryStatus() == 7) return TRACK_UNBOUNDED;
    if (model.bestSolution()) return TRACK_EXHAUSTED;
    // Without a point only "complete" and "infeasible" mean that there is none.
    if (model.secondaryStatus() > 1) return TRACK_FAILED;
    return primed ? TRACK_EXHAUSTED : TRACK_INFEASIBLE;
  }
  return model.status() == 1 ? TRACK_INTERRUPTED : TRACK_FAILED;
}

void noteLimit(const Session &session, const CbcModel &model) {
  if (model.status() != 1) return;
  track_request_stop(session.t, model.secondaryStatus() == 3 ? TRACK_NODES : TRACK_TIME);
}

/// Offers CBC's best point where the events could not: by CBC's own way back.
int settleBest(Session &session, const CbcModel &model, Reduced &reduced, int end) {
  const double *best = model.bestSolution();
  if (!best || session.lazy.violated) return end;
  double cost = model.getMinimizationObjValue() + session.space.costOffset();
  if (session.t->result->has_incumbent &&
      session.t->best_cost <= cost + 1e-6 * (1 + std::fabs(cost)))
    return end;
  std::vector<double> inner;
  if (!reduced.restore(best, inner)) return TRACK_FAILED;
  std::vector<double> point = session.space.outer(inner.data());
  if (offer(session, point.data())) return end;
  const shim_rows &rows = session.t->model->lazy_rows;
  if (rows.count && session.lazy.activate(rows, point.data(), 2000)) {
    session.lazy.violated = true;
    return end;
  }
  return TRACK_FAILED;
}

/// Nothing is left to decide: the reduced model is a linear program.
int settleWithoutIntegers(Session &session, Reduced &reduced) {
  OsiClpSolverInterface *lp = reduced.solver();
  lp->resolve();
  if (track_should_stop(session.t)) return TRACK_INTERRUPTED;
  if (!lp->isProvenOptimal()) return lp->isProvenPrimalInfeasible() ? TRACK_INFEASIBLE : TRACK_FAILED;
  std::vector<double> values(lp->getColSolution(), lp->getColSolution() + lp->getNumCols()), inner;
  if (!reduced.restore(values.data(), inner)) return TRACK_FAILED;
  std::vector<double> point = session.space.outer(inner.data());
  if (offer(session, point.data())) return TRACK_EXHAUSTED;
  const shim_rows &rows = session.t->model->lazy_rows;
  session.lazy.violated = rows.count && session.lazy.activate(rows, point.data(), 2000) > 0;
  return session.lazy.violated ? TRACK_EXHAUSTED : TRACK_FAILED;
}

/// One branch and bound on the rows that are active now.
int runRound(Session &session, const OsiClpSolverInterface &lp, std::string &message) {
  Settings settings(session.t->options);
  Reduced reduced(session, lp, settings.isOn("preprocess"));
  if (track_should_stop(session.t)) return TRACK_INTERRUPTED;
  if (!reduced.solver()) {
    message = "preprocessing found no point";
    return TRACK_INFEASIBLE;
  }
  if (reduced.solver()->getNumIntegers() == 0) {
    message = "solved by preprocessing";
    return settleWithoutIntegers(session, reduced);
  }
  CbcModel model(*reduced.solver());
  TreeHandler events(&session);
  model.passInMessageHandler(&session.lines);
  model.passInEventHandler(&events);
  model.setLogLevel(session.t->options->wants_log ? 1 : 0);
  if (reduced.columns()) model.setOriginalColumns(reduced.columns(), model.getNumCols());
  model.initialSolve();
  setLimits(session, model);
  setSearch(model, settings, wantedCost(session.t) < 1e30);
  addCuts(model, settings);
  addHeuristics(model, settings, session.t->result->has_incumbent);
  giveIncumbent(session, model, reduced.columns());
  session.tree = &model;
  model.branchAndBound();
  session.tree = nullptr;
  message = "CBC status " + std::to_string(model.status()) + ", secondary status " +
            std::to_string(model.secondaryStatus());
  session.nodesBefore += model.getNodeCount();
  session.t->result->nodes = std::max(session.t->result->nodes, session.nodesBefore);
  session.t->result->iterations += model.getIterationCount();
  if (track_should_stop(session.t)) return TRACK_INTERRUPTED;
  bool hasClaim = model.status() == 0 && model.bestSolution();
  track_claim(session.t, hasClaim ? model.getMinimizationObjValue() + session.space.costOffset() : INFINITY);
  int end = settleBest(session, model, reduced, endOf(session, model));
  noteLimit(session, model);
  return end;
}

}  // namespace

int searchTree(Session &session, OsiClpSolverInterface &lp, std::string &message) {
  std::unique_ptr<OsiClpSolverInterface> next;
  for (;;) {
    session.lazy.violated = false;
    int end = runRound(session, next ? *next : lp, message);
    if (track_should_stop(session.t)) return TRACK_INTERRUPTED;
    if (!session.lazy.violated) return end;
    session.completer.reset();
    next = load(session);
    LpOutcome outcome = solveRelaxation(session, *next);
    if (outcome == LpOutcome::infeasible)
      return session.t->result->has_incumbent ? TRACK_FAILED : TRACK_INFEASIBLE;
    if (outcome == LpOutcome::stopped) return TRACK_INTERRUPTED;
    if (outcome != LpOutcome::optimal) return TRACK_FAILED;
  }
}

}  // namespace cbc
