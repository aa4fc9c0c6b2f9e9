// The model after preprocessing, and the way back.
#ifndef OPTSOLVE_CBC_REDUCED_HPP
#define OPTSOLVE_CBC_REDUCED_HPP

#include <coin/CglPreProcess.hpp>

#include "cbc_session.hpp"

namespace cbc {

class Reduced {
 public:
  /// Preprocesses a copy of `lp`, whose relaxation was solved; without `wanted` it only copies.
  Reduced(Session &session, const OsiClpSolverInterface &lp, bool wanted);

  /// The smaller model; nullptr = proven infeasible.
  OsiClpSolverInterface *solver() { return solver_; }
  /// Column of the original model for each column, or nullptr when they are the same.
  const int *columns() { return isReduced_ ? process_.originalColumns() : nullptr; }
  /// The point of the original model (in CBC's space) that belongs to a point of the smaller one.
  bool restore(const double *values, std::vector<double> &result);

 private:
  std::unique_ptr<OsiClpSolverInterface> original_;
  CglPreProcess process_;
  OsiClpSolverInterface *solver_ = nullptr;
  bool isReduced_ = false;
};

}  // namespace cbc

#endif
