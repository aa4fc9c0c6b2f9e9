#include "cbc_space.hpp"

#include <cfloat>
#include <cmath>

namespace cbc {

namespace {

/// Larger shifts would cost more digits than they are worth.
const double largestShift = 1e7;

}  // namespace

Space::Space(const track *t) : t_(t) {
  int n = t->model->column_count;
  shift_.assign(n, 0);
  mirrored_.assign(n, 0);
  for (int j = 0; j < n; j++) {
    double lower, upper;
    track_column_bounds(t, j, &lower, &upper);
    if (std::fabs(lower) <= largestShift) {
      shift_[j] = lower;
    } else if (std::isinf(lower) && std::fabs(upper) <= largestShift) {
      shift_[j] = upper;
      mirrored_[j] = 1;
    }
    costOffset_ += t->sign * t->model->objective[j] * shift_[j];
  }
}

void Space::bounds(int j, double &lower, double &upper) const {
  double low, high;
  track_column_bounds(t_, j, &low, &high);
  low = inner(j, low);
  high = inner(j, high);
  lower = low < high ? low : high;
  upper = low < high ? high : low;
  if (std::isinf(lower)) lower = -DBL_MAX;
  if (std::isinf(upper)) upper = DBL_MAX;
}

std::vector<double> Space::outer(const double *values) const {
  std::vector<double> result(shift_.size());
  for (size_t j = 0; j < result.size(); j++) result[j] = outer(static_cast<int>(j), values[j]);
  return result;
}

}  // namespace cbc
