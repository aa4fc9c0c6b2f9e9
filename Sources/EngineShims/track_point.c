#include <math.h>

#include "track.h"

/* Tolerances of the check of a point, relative to the size of what is compared. */
static const double feasibility_tolerance = 1e-6;
static const double integrality_tolerance = 1e-5;

void track_column_bounds(const track *t, int j, double *lower, double *upper) {
  double low = t->model->column_lower[j], high = t->model->column_upper[j];
  if (low <= -SHIM_NO_BOUND) low = -INFINITY;
  if (high >= SHIM_NO_BOUND) high = INFINITY;
  if (t->model->is_integer[j]) {
    low = ceil(low - 1e-9);
    high = floor(high + 1e-9);
  }
  *lower = low;
  *upper = high;
}

double track_row_violation(const shim_rows *rows, int i, const double *values) {
  double sum = 0, size = 1;
  for (int k = rows->start[i]; k < rows->start[i + 1]; k++) {
    double term = rows->value[k] * values[rows->column[k]];
    sum += term;
    if (fabs(term) > size) size = fabs(term);
  }
  double below = rows->lower[i] > -SHIM_NO_BOUND ? rows->lower[i] - sum : 0;
  double above = rows->upper[i] < SHIM_NO_BOUND ? sum - rows->upper[i] : 0;
  double violation = below > above ? below : above;
  return violation > feasibility_tolerance * size ? violation : 0;
}

int track_has_integers(const shim_model *model) {
  for (int j = 0; j < model->column_count; j++)
    if (model->is_integer[j]) return 1;
  return 0;
}

/* A continuous value that is a whole number but for rounding errors, as that number. */
static double snapped(double value) {
  double whole = nearbyint(value);
  return fabs(value - whole) <= 1e-8 + 1e-11 * fabs(value) ? whole : value;
}

/* Copies into `out` with integer columns rounded and bounds respected; 0 = not possible within tolerance. */
static int clean(const track *t, const double *values, int snap, double *out) {
  for (int j = 0; j < t->model->column_count; j++) {
    double value = values[j], lower, upper;
    if (!isfinite(value)) return 0;
    if (t->model->is_integer[j]) {
      double whole = nearbyint(value);
      if (fabs(value - whole) > integrality_tolerance) return 0;
      value = whole;
    } else if (snap) {
      value = snapped(value);
    }
    track_column_bounds(t, j, &lower, &upper);
    double tolerance = feasibility_tolerance * (1 + fabs(value));
    if (value < lower - tolerance || value > upper + tolerance) return 0;
    out[j] = value < lower ? lower : value > upper ? upper : value;
  }
  return 1;
}

static int satisfies(const shim_rows *rows, const double *values) {
  for (int i = 0; i < rows->count; i++)
    if (track_row_violation(rows, i, values) > 0) return 0;
  return 1;
}

int track_clean(track *t, const double *values) {
  for (int snap = 1; snap >= 0; snap--) {
    if (clean(t, values, snap, t->scratch) && satisfies(&t->model->rows, t->scratch) &&
        satisfies(&t->model->lazy_rows, t->scratch))
      return 1;
  }
  return 0;
}
