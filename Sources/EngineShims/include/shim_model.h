/* The model as flat arrays, borrowed from the caller for the length of one call.
 *
 * Conventions: indices are 0-based; a bound of magnitude 1e30 or more, or infinite, means "none"; no number is NaN;
 * no row names a column twice. Rows are stored one after another (compressed by row).
 */
#ifndef OPTSOLVE_SHIM_MODEL_H
#define OPTSOLVE_SHIM_MODEL_H

#ifdef __cplusplus
extern "C" {
#endif

/* Rows lower[i] <= sum of value[k] * x[column[k]] <= upper[i], for k in start[i] ..< start[i + 1]. */
typedef struct shim_rows {
  int count;
  const double *lower;
  const double *upper;
  const int *start; /* count + 1 entries; may be NULL when count is 0 */
  const int *column;
  const double *value;
} shim_rows;

/* Minimise or maximise objective_constant + sum of objective[j] * x[j]. */
typedef struct shim_model {
  int column_count;
  const double *column_lower;
  const double *column_upper;
  const double *objective;
  const unsigned char *is_integer; /* 1 = integer column */
  double objective_constant;
  int maximize;
  shim_rows rows;
  /* Rows that every solution must satisfy, but that the engine sees only once a point violates them. */
  shim_rows lazy_rows;
  /* A point to start from, or NULL; given[j] = 0 leaves column j to the engine (given NULL = all are given). */
  const double *start;
  const unsigned char *start_given;
} shim_model;

/* What the engine may use. */
typedef struct shim_options {
  double time_limit;     /* wall seconds; < 0 = none */
  long node_limit;       /* < 0 = none */
  double relative_gap;   /* stop at |incumbent - bound| <= relative_gap * |incumbent|; 0 = full proof */
  int has_cutoff;        /* 1: only points strictly better than `cutoff` are of interest */
  double cutoff;
  int has_target;        /* 1: stop at the first incumbent at least as good as `target` */
  double target;
  double objective_step; /* objectives (without the constant) are multiples of this; 0 = not known */
  int threads;           /* >= 1; GLPK has one */
  int seed;              /* >= 0 */
  int wants_log;         /* 1: produce log lines */
  const char *const *words; /* further engine words, already checked: CBC's "-name", "value" pairs */
  int word_count;
} shim_options;

/* Magnitude from which a bound means "none". */
#define SHIM_NO_BOUND 1e30

#ifdef __cplusplus
}
#endif
#endif
