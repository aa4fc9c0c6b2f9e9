#include "cbc_reduced.hpp"

#include "cbc_handlers.hpp"

namespace cbc {

Reduced::Reduced(Session &session, const OsiClpSolverInterface &lp, bool wanted)
    : original_(new OsiClpSolverInterface(lp)) {
  solver_ = original_.get();
  if (!wanted) return;
  process_.passInMessageHandler(&session.lines);
  process_.setTimeLimit(track_remaining(session.t, 1e8), true);
  process_.setKeepColumnNames(false);
  // No cut generator takes part: probing here proves wrong bounds at times (Cgl 0.60.3). For the same reason
  // tuning 0: nothing continuous is declared integer.
  OsiSolverInterface *reduced = process_.preProcessNonDefault(*original_, 0, 10, 0);
  isReduced_ = true;
  solver_ = dynamic_cast<OsiClpSolverInterface *>(reduced);
  if (solver_) silence(*solver_, session.t);
}

bool Reduced::restore(const double *values, std::vector<double> &result) {
  if (!isReduced_) {
    result.assign(values, values + original_->getNumCols());
    return true;
  }
  for (int i = 0; i < solver_->getNumCols(); i++)
    if (solver_->isInteger(i)) solver_->setColBounds(i, values[i], values[i]);
  solver_->resolve();
  if (!solver_->isProvenOptimal()) return false;
  process_.postProcess(*solver_);
  const double *point = original_->getColSolution();
  if (!point || !original_->isProvenOptimal()) return false;
  result.assign(point, point + original_->getNumCols());
  return true;
}

}  // namespace cbc
