#include "glpk_build.h"

#include <math.h>
#include <stdlib.h>

static int kind_of_bounds(double lower, double upper) {
  if (lower == upper) return GLP_FX;
  if (isinf(lower) && isinf(upper)) return GLP_FR;
  if (isinf(upper)) return GLP_LO;
  return isinf(lower) ? GLP_UP : GLP_DB;
}

void glpk_set_column_bounds(glp_prob *problem, int j, double lower, double upper) {
  glp_set_col_bnds(problem, j + 1, kind_of_bounds(lower, upper), lower, upper);
}

static void set_row_bounds(glp_prob *problem, int row, double lower, double upper) {
  if (lower <= -SHIM_NO_BOUND) lower = -INFINITY;
  if (upper >= SHIM_NO_BOUND) upper = INFINITY;
  glp_set_row_bnds(problem, row, kind_of_bounds(lower, upper), lower, upper);
}

void glpk_append_row(glp_prob *problem, const shim_rows *rows, int i, int *index, double *value) {
  int row = glp_add_rows(problem, 1), length = 0;
  set_row_bounds(problem, row, rows->lower[i], rows->upper[i]);
  for (int k = rows->start[i]; k < rows->start[i + 1]; k++) {
    length++;
    index[length] = rows->column[k] + 1;
    value[length] = rows->value[k];
  }
  glp_set_mat_row(problem, row, length, index, value);
}

static void add_columns(glp_prob *problem, const track *t) {
  const shim_model *model = t->model;
  if (model->column_count == 0) return;
  glp_add_cols(problem, model->column_count);
  for (int j = 0; j < model->column_count; j++) {
    double lower, upper;
    track_column_bounds(t, j, &lower, &upper);
    glpk_set_column_bounds(problem, j, lower, upper);
    glp_set_obj_coef(problem, j + 1, t->sign * model->objective[j]);
    if (model->is_integer[j]) glp_set_col_kind(problem, j + 1, GLP_IV);
  }
}

/* Entries as 1-based triplets; returns 0 when there is no memory. */
static int add_matrix(glp_prob *problem, const shim_rows *rows) {
  int count = rows->count ? rows->start[rows->count] : 0;
  size_t size = (size_t)count + 1;
  int *row = malloc(size * sizeof *row), *column = malloc(size * sizeof *column);
  double *value = malloc(size * sizeof *value);
  int done = row && column && value;
  if (done) {
    for (int i = 0; i < rows->count; i++) {
      for (int k = rows->start[i]; k < rows->start[i + 1]; k++) {
        row[k + 1] = i + 1;
        column[k + 1] = rows->column[k] + 1;
        value[k + 1] = rows->value[k];
      }
    }
    glp_load_matrix(problem, count, row, column, value);
  }
  free(row);
  free(column);
  free(value);
  return done;
}

static int add_cutoff_row(glp_prob *problem, const track *t) {
  const shim_model *model = t->model;
  size_t size = (size_t)model->column_count + 1;
  int *index = malloc(size * sizeof *index), length = 0;
  double *value = malloc(size * sizeof *value);
  int done = index && value;
  if (done) {
    for (int j = 0; j < model->column_count; j++) {
      if (model->objective[j] == 0) continue;
      length++;
      index[length] = j + 1;
      value[length] = t->sign * model->objective[j];
    }
    int row = glp_add_rows(problem, 1);
    glp_set_row_bnds(problem, row, GLP_UP, 0, track_cost_limit(t));
    glp_set_mat_row(problem, row, length, index, value);
  }
  free(index);
  free(value);
  return done;
}

glp_prob *glpk_build(const track *t, int with_cutoff) {
  const shim_rows *rows = &t->model->rows;
  glp_prob *problem = glp_create_prob();
  glp_set_obj_dir(problem, GLP_MIN);
  if (rows->count) glp_add_rows(problem, rows->count);
  for (int i = 0; i < rows->count; i++)
    set_row_bounds(problem, i + 1, rows->lower[i], rows->upper[i]);
  add_columns(problem, t);
  int done = add_matrix(problem, rows);
  if (done && with_cutoff && t->options->has_cutoff) done = add_cutoff_row(problem, t);
  return done ? problem : NULL;
}
