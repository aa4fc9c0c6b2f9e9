#include "glpk_point.h"

#include <math.h>
#include <string.h>

#include "glpk_build.h"

static int simplex(track *t, glp_prob *problem, double seconds) {
  glp_smcp parameters;
  glp_init_smcp(&parameters);
  parameters.msg_lev = GLP_MSG_ON;
  parameters.out_frq = 50;
  parameters.presolve = GLP_ON;
  parameters.tm_lim = (int)(1000 * track_remaining(t, seconds));
  return glp_simplex(problem, &parameters) == 0 && glp_get_status(problem) == GLP_OPT;
}

static int all_whole(const track *t, glp_prob *problem) {
  for (int j = 0; j < t->model->column_count; j++) {
    double value = glp_get_col_prim(problem, j + 1);
    if (t->model->is_integer[j] && fabs(value - nearbyint(value)) > 1e-7) return 0;
  }
  return 1;
}

/* Lets GLPK finish the columns that are still free. */
static int finish_integers(track *t, glp_prob *problem) {
  glp_iocp parameters;
  glp_init_iocp(&parameters);
  parameters.msg_lev = GLP_MSG_ON;
  parameters.presolve = GLP_ON;
  parameters.mip_gap = 0.05;
  parameters.tm_lim = (int)(1000 * track_remaining(t, 2));
  glp_intopt(problem, &parameters);
  int status = glp_mip_status(problem);
  return status == GLP_OPT || status == GLP_FEAS;
}

/* Solves `problem`, in which some columns are fixed, and offers what comes out. */
static int solve_and_offer(track *t, glp_prob *problem, double *values) {
  int whole = 0;
  if (!simplex(t, problem, 5)) return 0;
  whole = all_whole(t, problem);
  if (!whole && !finish_integers(t, problem)) return 0;
  for (int j = 0; j < t->model->column_count; j++)
    values[j] = whole ? glp_get_col_prim(problem, j + 1) : glp_mip_col_val(problem, j + 1);
  return track_offer(t, values);
}

int glpk_offer(track *t, const double *values) {
  if (track_offer(t, values)) return 1;
  glp_prob *problem = glpk_build(t, 0);
  if (!problem) return 0;
  int columns = t->model->column_count, done = 0;
  double *point = glp_alloc(columns + 1, sizeof(double));
  for (int j = 0; j < columns; j++) {
    double whole = nearbyint(values[j]);
    if (t->model->is_integer[j]) glpk_set_column_bounds(problem, j, whole, whole);
  }
  done = solve_and_offer(t, problem, point);
  glp_free(point);
  glp_delete_prob(problem);
  return done;
}

/* Fixes the given integer columns (or, when `all`, every given column) to the start; 0 = outside the bounds. */
static int fix_given(const track *t, glp_prob *problem, int all) {
  const shim_model *model = t->model;
  for (int j = 0; j < model->column_count; j++) {
    if (model->start_given && !model->start_given[j]) continue;
    if (!all && !model->is_integer[j]) continue;
    double value = model->start[j], lower, upper;
    if (model->is_integer[j]) {
      if (fabs(value - nearbyint(value)) > 1e-5) return 0;
      value = nearbyint(value);
    }
    track_column_bounds(t, j, &lower, &upper);
    if (value < lower - 1e-6 || value > upper + 1e-6) return 0;
    glpk_set_column_bounds(problem, j, value, value);
  }
  return 1;
}

static int gives_everything(const shim_model *model) {
  if (!model->start_given) return 1;
  for (int j = 0; j < model->column_count; j++)
    if (!model->start_given[j]) return 0;
  return 1;
}

/* Lazy rows take part here: a start may leave out columns that only they determine. */
static void add_lazy_rows(const track *t, glp_prob *problem) {
  const shim_rows *lazy = &t->model->lazy_rows;
  size_t size = (size_t)t->model->column_count + 1;
  int *index = glp_alloc((int)size, sizeof *index);
  double *value = glp_alloc((int)size, sizeof *value);
  for (int i = 0; i < lazy->count; i++) glpk_append_row(problem, lazy, i, index, value);
  glp_free(index);
  glp_free(value);
}

int glpk_complete_start(track *t, double *values) {
  const shim_model *model = t->model;
  if (gives_everything(model)) {
    memcpy(values, model->start, sizeof(double) * (size_t)model->column_count);
    if (track_offer(t, values)) return 1;
  }
  glp_prob *problem = glpk_build(t, 0);
  if (!problem) return 0;
  if (!gives_everything(model)) add_lazy_rows(t, problem);
  int done = fix_given(t, problem, !track_has_integers(model)) && solve_and_offer(t, problem, values);
  glp_delete_prob(problem);
  return done;
}
