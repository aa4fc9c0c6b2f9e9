#include <coin/CoinPackedMatrix.hpp>

#include "cbc_handlers.hpp"
#include "cbc_session.hpp"

namespace cbc {

void RowBuffer::append(const Space &space, const shim_rows &rows, int i) {
  double moved = 0;
  for (int k = rows.start[i]; k < rows.start[i + 1]; k++) {
    int j = rows.column[k];
    column.push_back(j);
    value.push_back(space.coefficient(j, rows.value[k]));
    moved += space.constant(j, rows.value[k]);
  }
  lower.push_back(rows.lower[i] <= -SHIM_NO_BOUND ? -COIN_DBL_MAX : rows.lower[i] - moved);
  upper.push_back(rows.upper[i] >= SHIM_NO_BOUND ? COIN_DBL_MAX : rows.upper[i] - moved);
  start.push_back(static_cast<CoinBigIndex>(column.size()));
}

std::unique_ptr<OsiClpSolverInterface> load(Session &session, bool withAllLazyRows) {
  const shim_model &model = *session.t->model;
  RowBuffer rows;
  for (int i = 0; i < model.rows.count; i++) rows.append(session.space, model.rows, i);
  for (int i = 0; i < model.lazy_rows.count; i++)
    if (withAllLazyRows || session.lazy.active[i]) rows.append(session.space, model.lazy_rows, i);
  int n = model.column_count;
  std::vector<double> lower(n), upper(n), cost(n);
  for (int j = 0; j < n; j++) {
    session.space.bounds(j, lower[j], upper[j]);
    cost[j] = session.space.coefficient(j, session.t->sign * model.objective[j]);
  }
  CoinPackedMatrix matrix(false, n, rows.count(), static_cast<CoinBigIndex>(rows.column.size()),
                          rows.value.data(), rows.column.data(), rows.start.data(), nullptr);
  matrix.setDimensions(rows.count(), n);
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
