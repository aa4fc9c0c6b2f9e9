#include <coin/CoinPackedMatrix.hpp>

#include "cbc_handlers.hpp"
#include "cbc_session.hpp"

namespace cbc {

namespace {

/// Rows one after another, the form in which they are collected.
struct RowBuffer {
  std::vector<double> lower, upper, value;
  std::vector<int> column;
  std::vector<CoinBigIndex> start{0};

  void append(const shim_rows &rows, int i) {
    lower.push_back(rows.lower[i] <= -SHIM_NO_BOUND ? -COIN_DBL_MAX : rows.lower[i]);
    upper.push_back(rows.upper[i] >= SHIM_NO_BOUND ? COIN_DBL_MAX : rows.upper[i]);
    for (int k = rows.start[i]; k < rows.start[i + 1]; k++) {
      column.push_back(rows.column[k]);
      value.push_back(rows.value[k]);
    }
    start.push_back(static_cast<CoinBigIndex>(column.size()));
  }
};

}  // namespace

std::unique_ptr<OsiClpSolverInterface> load(Session &session, bool withAllLazyRows) {
  const shim_model &model = *session.t->model;
  RowBuffer rows;
  for (int i = 0; i < model.rows.count; i++) rows.append(model.rows, i);
  for (int i = 0; i < model.lazy_rows.count; i++)
    if (withAllLazyRows || session.lazy.active[i]) rows.append(model.lazy_rows, i);
  int n = model.column_count;
  std::vector<double> lower(n), upper(n), cost(n);
  for (int j = 0; j < n; j++) {
    track_column_bounds(session.t, j, &lower[j], &upper[j]);
    if (lower[j] <= -SHIM_NO_BOUND) lower[j] = -COIN_DBL_MAX;
    if (upper[j] >= SHIM_NO_BOUND) upper[j] = COIN_DBL_MAX;
    cost[j] = session.t->sign * model.objective[j];
  }
  int rowCount = static_cast<int>(rows.lower.size());
  CoinPackedMatrix matrix(false, n, rowCount, static_cast<CoinBigIndex>(rows.column.size()),
                          rows.value.data(), rows.column.data(), rows.start.data(), nullptr);
  matrix.setDimensions(rowCount, n);
  auto lp = std::make_unique<OsiClpSolverInterface>();
  lp->passInMessageHandler(&session.lines);
  lp->loadProblem(matrix, lower.data(), upper.data(), cost.data(), rows.lower.data(),
                  rows.upper.data());
  lp->setObjSense(1);
  for (int j = 0; j < n; j++)
    if (model.is_integer[j]) lp->setInteger(j);
  silence(*lp, session.t);
  return lp;
}

int LazyRows::activate(const shim_rows &rows, const double *values, int most) {
  int count = 0;
  for (double threshold : {0.2, 0.0}) {
    for (int i = 0; i < rows.count && count < most; i++) {
      if (active[i] || track_row_violation(&rows, i, values) <= threshold) continue;
      active[i] = 1;
      count++;
    }
    if (count) break;
  }
  return count;
}

}  // namespace cbc
