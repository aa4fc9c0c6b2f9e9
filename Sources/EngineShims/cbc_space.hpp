// The columns as CBC sees them: moved and mirrored so that a bounded column starts at 0.
//
// CBC 2.10.8 with Cgl 0.60.3 calls some small models with negative columns infeasible or cuts off their optimum: its
// preprocessing declares continuous columns integer by looking at the rows alone. With every bounded column starting
// at 0 a fractional bound shows in the rows, and the answers are right.
#ifndef OPTSOLVE_CBC_SPACE_HPP
#define OPTSOLVE_CBC_SPACE_HPP

#include <vector>

#include "track.h"

namespace cbc {

class Space {
 public:
  explicit Space(const track *t);

  /// What has to be added to CBC's objective to get our cost.
  double costOffset() const { return costOffset_; }
  /// The coefficient of column j in CBC's model.
  double coefficient(int j, double value) const { return mirrored_[j] ? -value : value; }
  /// The part of a coefficient that moves to the right-hand side.
  double constant(int j, double value) const { return value * shift_[j]; }
  /// A value of column j of ours in CBC's model, and back.
  double inner(int j, double value) const {
    return mirrored_[j] ? shift_[j] - value : value - shift_[j];
  }
  double outer(int j, double value) const {
    return mirrored_[j] ? shift_[j] - value : value + shift_[j];
  }
  /// Bounds of column j in CBC's model, with +-COIN_DBL_MAX for none.
  void bounds(int j, double &lower, double &upper) const;
  /// A point of CBC's model as one of ours.
  std::vector<double> outer(const double *values) const;

 private:
  const track *t_;
  std::vector<double> shift_;
  std::vector<char> mirrored_;
  double costOffset_ = 0;
};

}  // namespace cbc

#endif
