#include <coin/CbcSolver.hpp>
#include <cmath>
#include <string>

#include "cbc_handlers.hpp"
#include "cbc_session.hpp"

namespace cbc {

namespace {

/// The command line that the driver of CBC is given.
struct Words {
  std::vector<std::string> words{"cbc"};

  void add(const char *name, const std::string &value) {
    words.push_back(name);
    words.push_back(value);
  }
  void add(const char *name, double value) {
    char text[32];
    snprintf(text, sizeof text, "%.15g", value);
    add(name, std::string(text));
  }
  std::vector<const char *> pointers() const {
    std::vector<const char *> result;
    for (const std::string &word : words) result.push_back(word.c_str());
    return result;
  }
};

/// The cost that a point has to reach to be of interest: below the cutoff and the incumbent.
double wantedCost(const track *t) {
  double limit = track_cost_limit(t);
  double step = t->options->objective_step;
  if (t->result->has_incumbent) {
    double best = t->best_cost;
    double below = step > 0 ? best - step + 1e-6 * (1 + step) : best - 1e-7 * (1 + std::fabs(best));
    if (below < limit) limit = below;
  }
  return limit;
}

Words command(const Session &session) {
  const shim_options &options = *session.t->options;
  Words result;
  result.add("-timeMode", std::string("elapsed"));
  if (options.time_limit >= 0) result.add("-seconds", track_remaining(session.t, 1e8) + 0.05);
  result.add("-log", options.wants_log ? 1 : 0);
  if (options.threads > 1) result.add("-threads", options.threads);
  if (options.node_limit >= 0) result.add("-maxNodes", static_cast<double>(options.node_limit + 1));
  if (options.seed > 0) {
    result.add("-randomSeed", 1000000 + options.seed);
    result.add("-randomCbcSeed", 1 + options.seed);
  }
  if (options.objective_step > 0) result.add("-increment", 0.999 * options.objective_step);
  double wanted = wantedCost(session.t);
  if (wanted < 1e30) result.add("-cutoff", wanted - session.space.costOffset());
  for (int i = 0; i < options.word_count; i++) result.words.push_back(options.words[i]);
  // Its default lets preprocessing declare continuous columns integer, at times wrongly.
  result.add("-tunePreProcess", 0.0);
  result.words.push_back("-solve");
  result.words.push_back("-quit");
  return result;
}

/// Called by the driver at its stages; stage 3 is just before branch and bound.
int onStage(CbcModel *model, int stage) {
  auto *handler = dynamic_cast<TreeHandler *>(model->getEventHandler());
  if (handler && stage == 3) handler->session()->tree = model;
  if (handler && stage == 4) handler->session()->tree = nullptr;
  return 0;
}

/// What the driver's status means, when no stop was asked for.
int endOf(const Session &session, const CbcModel &model) {
  bool primed = session.t->result->has_incumbent || session.t->options->has_cutoff;
  if (model.status() == 0) {
    if (model.secondaryStatus() == 0) return TRACK_EXHAUSTED;
    if (model.secondaryStatus() == 1) return primed ? TRACK_EXHAUSTED : TRACK_INFEASIBLE;
    if (model.secondaryStatus() == 7) return TRACK_UNBOUNDED;
    if (model.secondaryStatus() == 2) return TRACK_EXHAUSTED;
  }
  if (model.status() == 1) return TRACK_INTERRUPTED;
  return TRACK_FAILED;
}

void noteLimit(const Session &session, const CbcModel &model) {
  if (model.status() != 1) return;
  bool nodes = model.secondaryStatus() == 3;
  track_request_stop(session.t, nodes ? TRACK_NODES : TRACK_TIME);
}

/// One run of the driver on the rows that are active now.
int runDriver(Session &session, const OsiClpSolverInterface &lp, std::string &message) {
  CbcModel model(lp);
  CbcSolverUsefulData data;
  data.noPrinting_ = true;
  data.useSignalHandler_ = false;
  CbcMain0(model, data);
  TreeHandler events(&session);
  model.passInEventHandler(&events);
  model.passInMessageHandler(&session.lines);
  model.solver()->passInMessageHandler(&session.lines);
  // Probing while preprocessing proves wrong bounds at times (Cgl 0.60.3); this leaves it out.
  model.setMoreSpecialOptions(model.moreSpecialOptions() | 65536);
  Words words = command(session);
  std::vector<const char *> pointers = words.pointers();
  CbcMain1(static_cast<int>(pointers.size()), pointers.data(), model, onStage, data);
  session.tree = nullptr;
  message = "CBC status " + std::to_string(model.status()) + ", secondary status " +
            std::to_string(model.secondaryStatus());
  session.nodesBefore += model.getNodeCount();
  session.t->result->nodes = std::max(session.t->result->nodes, session.nodesBefore);
  session.t->result->iterations += model.getIterationCount();
  int end = endOf(session, model);
  const double *best = model.bestSolution();
  if (best && model.getNumCols() == session.columns()) {
    std::vector<double> point = session.space.outer(best);
    const shim_rows &rows = session.t->model->lazy_rows;
    if (offer(session, point.data())) {
    } else if (rows.count && session.lazy.activate(rows, point.data(), 2000)) {
      session.lazy.violated = true;
    } else if (end == TRACK_EXHAUSTED && !session.t->result->has_incumbent) {
      end = TRACK_FAILED;
    }
  }
  noteLimit(session, model);
  return end;
}

}  // namespace

int searchTree(Session &session, OsiClpSolverInterface &lp, std::string &message) {
  std::unique_ptr<OsiClpSolverInterface> next;
  for (;;) {
    session.lazy.violated = false;
    int end = runDriver(session, next ? *next : lp, message);
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
