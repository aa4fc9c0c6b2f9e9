#include "shim_cbc.h"

#include <coin/CbcConfig.h>
#include <coin/CoinError.hpp>
#include <coin/CbcSolver.hpp>
#include <exception>
#include <string>

#include "cbc_session.hpp"

namespace {

void readDuals(const cbc::Session &session, const OsiClpSolverInterface &lp) {
  shim_result *result = session.t->result;
  const shim_model &model = *session.t->model;
  if (!result->row_duals || !result->reduced_costs || model.lazy_rows.count > 0) return;
  for (int i = 0; i < model.rows.count; i++)
    result->row_duals[i] = session.t->sign * lp.getRowPrice()[i];
  for (int j = 0; j < model.column_count; j++)
    result->reduced_costs[j] =
        session.t->sign * session.space.coefficient(j, lp.getReducedCost()[j]);
  result->has_duals = 1;
}

int solve(cbc::Session &session, std::string &message) {
  track *t = session.t;
  session.lazy.active.assign(t->model->lazy_rows.count, 0);
  if (t->model->start) {
    bool accepted = cbc::offerStart(session);
    t->result->start_status = accepted ? SHIM_START_ACCEPTED : SHIM_START_REJECTED;
  }
  auto lp = cbc::load(session);
  cbc::LpOutcome outcome = cbc::solveRelaxation(session, *lp);
  t->result->iterations = lp->getIterationCount();
  message = "Clp status " + std::to_string(lp->getModelPtr()->status());
  switch (outcome) {
    case cbc::LpOutcome::stopped: return TRACK_INTERRUPTED;
    case cbc::LpOutcome::failed: return TRACK_FAILED;
    case cbc::LpOutcome::infeasible: return TRACK_INFEASIBLE;
    case cbc::LpOutcome::unbounded: return cbc::settleUnbounded(session, message);
    case cbc::LpOutcome::optimal: break;
  }
  if (track_has_integers(t->model)) return cbc::searchTree(session, *lp, message);
  bool feasible = track_offer(t, session.space.outer(lp->getColSolution()).data());
  readDuals(session, *lp);
  return feasible ? TRACK_EXHAUSTED : TRACK_FAILED;
}

}  // namespace

extern "C" void shim_cbc_solve(const shim_model *model, const shim_options *options,
                               const shim_events *events, shim_result *result) {
  track t;
  if (track_open(&t, model, options, events, result)) {
    track_finish(&t, TRACK_LIBRARY_ERROR, "no memory");
  } else if (!track_settle_trivial(&t)) {
    try {
      cbc::Session session(&t);
      std::string message;
      int end = solve(session, message);
      track_finish(&t, end, message.c_str());
    } catch (const CoinError &error) {
      std::string text = error.className() + "::" + error.methodName() + ": " + error.message();
      track_finish(&t, TRACK_LIBRARY_ERROR, text.c_str());
    } catch (const std::exception &error) {
      track_finish(&t, TRACK_LIBRARY_ERROR, error.what());
    } catch (...) {
      track_finish(&t, TRACK_LIBRARY_ERROR, "an unknown exception");
    }
  }
  track_close(&t);
}

extern "C" const char *shim_cbc_version(void) { return CBC_VERSION; }
