#include <coin/CbcModel.hpp>
#include <cmath>

#include "cbc_handlers.hpp"
#include "cbc_session.hpp"

namespace cbc {

namespace {

/// Whether the columns that must be whole are.
bool isWhole(const Session &session, const std::vector<double> &values) {
  for (int j = 0; j < session.columns(); j++)
    if (session.t->model->is_integer[j] && std::fabs(values[j] - std::nearbyint(values[j])) > 1e-6)
      return false;
  return true;
}

/// A short search over the columns that are still open.
bool searchRest(Session &session, const OsiClpSolverInterface &lp, std::vector<double> &found) {
  CbcModel rest(lp);
  rest.passInMessageHandler(&session.lines);
  rest.setLogLevel(0);
  rest.setUseElapsedTime(true);
  rest.setMaximumSeconds(track_remaining(session.t, 2));
  rest.setMaximumNodes(2000);
  rest.setAllowableFractionGap(0.01);
  rest.branchAndBound();
  const double *best = rest.bestSolution();
  if (!best) return false;
  found = session.space.outer(best);
  return true;
}

/// Solves the completer with the bounds it has now.
bool completeNow(Session &session, OsiClpSolverInterface &lp, std::vector<double> &found) {
  lp.initialSolve();
  if (!lp.isProvenOptimal()) return false;
  found = session.space.outer(lp.getColSolution());
  return isWhole(session, found) || searchRest(session, lp, found);
}

OsiClpSolverInterface &completer(Session &session) {
  if (!session.completer) {
    session.completer = load(session, session.completerHasAllRows);
    session.completer->setHintParam(OsiDoPresolveInInitial, true, OsiHintTry);
  }
  return *session.completer;
}

/// Fixes the known columns (the integer ones, or all when `everything`); false = one lies outside its bounds and
/// `strictly` asks for all of them.
bool fixKnown(Session &session, OsiClpSolverInterface &lp, const PartialPoint &point,
              bool everything, bool strictly) {
  for (int j = 0; j < session.columns(); j++) {
    bool isInteger = session.t->model->is_integer[j];
    double lower, upper, value = point.value[j];
    track_column_bounds(session.t, j, &lower, &upper);
    bool fix = point.known[j] && (isInteger || everything);
    if (fix && isInteger) {
      double whole = std::nearbyint(value);
      if (strictly && std::fabs(value - whole) > 1e-5) return false;
      value = whole;
    }
    // Preprocessing may merge equal columns into one; its value then fits none of them and they stay open.
    if (fix && (value < lower - 1e-6 || value > upper + 1e-6)) {
      if (strictly) return false;
      fix = false;
    }
    if (fix)
      lower = upper = session.space.inner(j, value);
    else
      session.space.bounds(j, lower, upper);
    lp.setColBounds(j, lower, upper);
  }
  return true;
}

bool offerFixed(Session &session, const PartialPoint &point, std::vector<double> &found,
                bool everything, bool strictly) {
  OsiClpSolverInterface &lp = completer(session);
  found.clear();
  if (!fixKnown(session, lp, point, everything, strictly)) return false;
  if (!completeNow(session, lp, found)) return false;
  return track_offer(session.t, found.data());
}

}  // namespace

bool offerCompleted(Session &session, const PartialPoint &point, std::vector<double> &found) {
  bool complete = true;
  for (char known : point.known) complete = complete && known;
  if (complete) {
    found = point.value;
    if (track_offer(session.t, found.data())) return true;
  }
  return offerFixed(session, point, found, false, false);
}

bool offer(Session &session, const double *values) {
  PartialPoint point;
  std::vector<double> found;
  point.value.assign(values, values + session.columns());
  point.known.assign(session.columns(), 1);
  return offerCompleted(session, point, found);
}

bool offerStart(Session &session) {
  const shim_model &model = *session.t->model;
  PartialPoint point;
  std::vector<double> found;
  point.value.assign(model.start, model.start + session.columns());
  point.known.assign(session.columns(), 1);
  bool complete = true;
  for (int j = 0; j < session.columns() && model.start_given; j++) {
    point.known[j] = model.start_given[j] != 0;
    complete = complete && point.known[j];
  }
  if (complete && track_offer(session.t, model.start)) return true;
  // Lazy rows take part: they may be what determines the open columns.
  session.completerHasAllRows = true;
  session.completer.reset();
  bool done = offerFixed(session, point, found, !track_has_integers(&model), true);
  session.completerHasAllRows = false;
  session.completer.reset();
  return done;
}

}  // namespace cbc
