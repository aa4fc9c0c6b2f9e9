#include <memory>
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

LpOutcome solveFromSlacks(Session &session, OsiClpSolverInterface &lp, bool dual) {
  lp.setHintParam(OsiDoDualInInitial, dual, OsiHintDo);
  lp.setHintParam(OsiDoPresolveInInitial, false, OsiHintDo);
  std::unique_ptr<CoinWarmStart> slacks(lp.getEmptyWarmStart());
  lp.setWarmStart(slacks.get());
  lp.initialSolve();
  lp.setHintParam(OsiDoDualInInitial, true, OsiHintTry);
  return outcomeOf(session, lp);
}

/// Solves from scratch. Where Clp gives up it is asked again without presolve, by the dual and then the primal
/// method (which, started on an infeasible model, may end with an error status instead of an answer).
LpOutcome solveOnce(Session &session, OsiClpSolverInterface &lp) {
  lp.initialSolve();
  LpOutcome outcome = outcomeOf(session, lp);
  if (outcome == LpOutcome::failed) outcome = solveFromSlacks(session, lp, true);
  if (outcome == LpOutcome::failed) outcome = solveFromSlacks(session, lp, false);
  return outcome;
}

/// Whether the rows have a point, whatever the objective. Clp's presolve calls some unbounded models infeasible.
LpOutcome solveWithoutObjective(Session &session, OsiClpSolverInterface &lp) {
  for (int j = 0; j < session.columns(); j++) lp.setObjCoeff(j, 0);
  return solveFromSlacks(session, lp, true);
}

LpOutcome confirmInfeasible(Session &session, const OsiClpSolverInterface &lp) {
  OsiClpSolverInterface copy(lp);
  LpOutcome outcome = solveWithoutObjective(session, copy);
  if (outcome == LpOutcome::optimal) return LpOutcome::unbounded;
  return outcome == LpOutcome::stopped ? outcome : LpOutcome::infeasible;
}

void appendActive(Session &session, OsiClpSolverInterface &lp, const std::vector<char> &before) {
  const shim_rows &rows = session.t->model->lazy_rows;
  RowBuffer added;
  for (int i = 0; i < rows.count; i++)
    if (!before[i] && session.lazy.active[i]) added.append(session.space, rows, i);
  lp.addRows(added.count(), added.start.data(), added.column.data(), added.value.data(),
             added.lower.data(), added.upper.data());
}

}  // namespace

LpOutcome solveRelaxation(Session &session, OsiClpSolverInterface &lp) {
  LpOutcome outcome = solveOnce(session, lp);
  const shim_rows &rows = session.t->model->lazy_rows;
  bool isMixed = track_has_integers(session.t->model);
  for (int round = 0; outcome == LpOutcome::optimal; round++) {
    track_bound(session.t, lp.getObjValue() + session.space.costOffset());
    if (rows.count == 0 || (isMixed && round >= 50)) break;
    std::vector<char> before = session.lazy.active;
    std::vector<double> point = session.space.outer(lp.getColSolution());
    if (session.lazy.activate(rows, point.data(), 1000) == 0) break;
    appendActive(session, lp, before);
    lp.resolve();
    outcome = outcomeOf(session, lp);
    if (outcome == LpOutcome::failed) outcome = solveOnce(session, lp);
  }
  if (outcome == LpOutcome::infeasible) outcome = confirmInfeasible(session, lp);
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
  if (session.t->result->has_incumbent) return TRACK_UNBOUNDED;
  // Without an objective: any point at all?
  outcome = solveWithoutObjective(session, *lp);
  if (outcome == LpOutcome::stopped) return TRACK_INTERRUPTED;
  if (outcome == LpOutcome::infeasible) return TRACK_INFEASIBLE;
  if (outcome != LpOutcome::optimal) return TRACK_FAILED;
  if (!track_has_integers(session.t->model)) return TRACK_UNBOUNDED;
  CbcModel model(*lp);
  TreeHandler events(&session);
  model.passInEventHandler(&events);
  model.passInMessageHandler(&session.lines);
  model.setLogLevel(0);
  model.setMaximumSolutions(1);
  model.branchAndBound();
  if (model.bestSolution()) return TRACK_UNBOUNDED;
  if (track_should_stop(session.t)) return TRACK_INTERRUPTED;
  return model.isProvenInfeasible() ? TRACK_INFEASIBLE : TRACK_FAILED;
}

}  // namespace cbc
