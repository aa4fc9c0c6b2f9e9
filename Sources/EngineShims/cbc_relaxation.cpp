#include <string>

#include "cbc_handlers.hpp"
#include "cbc_session.hpp"

namespace cbc {

namespace {

LpOutcome outcomeOf(Session &session, OsiClpSolverInterface &lp) {
  if (track_should_stop(session.t)) return LpOutcome::stopped;
  if (lp.isProvenOptimal()) return LpOutcome::optimal;
  if (lp.isProvenPrimalInfeasible()) return LpOutcome::infeasible;
  if (lp.isProvenDualInfeasible()) return LpOutcome::unbounded;
  return LpOutcome::failed;
}

/// Solves from scratch; a doubtful answer is asked again with the primal method and without presolve.
LpOutcome solveOnce(Session &session, OsiClpSolverInterface &lp) {
  lp.initialSolve();
  LpOutcome outcome = outcomeOf(session, lp);
  if (outcome == LpOutcome::optimal || outcome == LpOutcome::stopped) return outcome;
  lp.setHintParam(OsiDoDualInInitial, false, OsiHintDo);
  lp.setHintParam(OsiDoPresolveInInitial, false, OsiHintDo);
  CoinWarmStart *slack = lp.getEmptyWarmStart();
  lp.setWarmStart(slack);
  delete slack;
  lp.initialSolve();
  lp.setHintParam(OsiDoDualInInitial, true, OsiHintTry);
  return outcomeOf(session, lp);
}

void appendActive(Session &session, OsiClpSolverInterface &lp, const std::vector<char> &before) {
  const shim_rows &rows = session.t->model->lazy_rows;
  std::vector<int> starts{0}, columns;
  std::vector<double> values, lower, upper;
  for (int i = 0; i < rows.count; i++) {
    if (before[i] || !session.lazy.active[i]) continue;
    columns.insert(columns.end(), rows.column + rows.start[i], rows.column + rows.start[i + 1]);
    values.insert(values.end(), rows.value + rows.start[i], rows.value + rows.start[i + 1]);
    starts.push_back(static_cast<int>(columns.size()));
    lower.push_back(rows.lower[i] <= -SHIM_NO_BOUND ? -COIN_DBL_MAX : rows.lower[i]);
    upper.push_back(rows.upper[i] >= SHIM_NO_BOUND ? COIN_DBL_MAX : rows.upper[i]);
  }
  lp.addRows(static_cast<int>(lower.size()), starts.data(), columns.data(), values.data(),
             lower.data(), upper.data());
}

}  // namespace

LpOutcome solveRelaxation(Session &session, OsiClpSolverInterface &lp) {
  LpOutcome outcome = solveOnce(session, lp);
  const shim_rows &rows = session.t->model->lazy_rows;
  bool isMixed = track_has_integers(session.t->model);
  for (int round = 0; outcome == LpOutcome::optimal; round++) {
    track_bound(session.t, lp.getObjValue());
    if (rows.count == 0 || (isMixed && round >= 50)) break;
    std::vector<char> before = session.lazy.active;
    if (session.lazy.activate(rows, lp.getColSolution(), 1000) == 0) break;
    appendActive(session, lp, before);
    lp.resolve();
    outcome = outcomeOf(session, lp);
    if (outcome == LpOutcome::failed) outcome = solveOnce(session, lp);
  }
  return outcome;
}

int settleUnbounded(Session &session, std::string &message) {
  // The rows left out may be what bounds it.
  session.lazy.active.assign(session.lazy.active.size(), 1);
  auto lp = load(session);
  LpOutcome outcome = solveRelaxation(session, *lp);
  if (outcome == LpOutcome::optimal) return searchTree(session, *lp, message);
  if (outcome == LpOutcome::stopped) return TRACK_INTERRUPTED;
  if (outcome == LpOutcome::infeasible) return TRACK_INFEASIBLE;
  if (outcome == LpOutcome::failed) return TRACK_FAILED;
  if (!track_has_integers(session.t->model) || session.t->result->has_incumbent)
    return TRACK_UNBOUNDED;
  // Without an objective: any point at all?
  for (int j = 0; j < session.columns(); j++) lp->setObjCoeff(j, 0);
  CbcModel model(*lp);
  LineHandler quiet(session.t);
  TreeHandler events(&session);
  model.passInEventHandler(&events);
  model.passInMessageHandler(&quiet);
  model.setLogLevel(0);
  model.setMaximumSolutions(1);
  model.branchAndBound();
  if (model.bestSolution()) return TRACK_UNBOUNDED;
  if (track_should_stop(session.t)) return TRACK_INTERRUPTED;
  return model.isProvenInfeasible() ? TRACK_INFEASIBLE : TRACK_FAILED;
}

}  // namespace cbc
