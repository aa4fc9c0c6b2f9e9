/* What one call of an engine found. */
#ifndef OPTSOLVE_SHIM_RESULT_H
#define OPTSOLVE_SHIM_RESULT_H

#ifdef __cplusplus
extern "C" {
#endif

/* Why the engine stopped, or what it proved. */
typedef enum shim_status {
  SHIM_OPTIMAL = 0,   /* the incumbent is proven optimal */
  SHIM_INFEASIBLE,    /* proven: no point satisfies the rows */
  SHIM_UNBOUNDED,     /* proven: the objective has no bound */
  SHIM_CUTOFF,        /* proven: no point is better than the cutoff */
  SHIM_GAP,           /* the gap asked for is reached */
  SHIM_TARGET,        /* the target asked for is reached */
  SHIM_TIME,          /* the time limit */
  SHIM_NODES,         /* the node limit */
  SHIM_STOPPED,       /* should_stop said so */
  SHIM_FAILED,        /* numerical trouble: the engine gave up or contradicted itself */
  SHIM_ERROR          /* the library reported an error or could not get memory */
} shim_status;

typedef enum shim_start_status {
  SHIM_START_NONE = 0, /* no start was given */
  SHIM_START_ACCEPTED, /* a feasible point was made of it */
  SHIM_START_REJECTED  /* no feasible point could be made of it; the solve went on */
} shim_start_status;

/* Filled by the engine; the arrays belong to the caller. */
typedef struct shim_result {
  int status;        /* shim_status */
  int start_status;  /* shim_start_status */
  int has_incumbent; /* then `values` and `objective` hold it */
  double objective;
  int has_bound;
  double bound;
  long nodes;
  long iterations;
  double *values;          /* column_count entries */
  int has_duals;           /* pure LP at its optimum, when the arrays below are given */
  double *row_duals;       /* rows.count entries or NULL: change of the objective per unit of right-hand side */
  double *reduced_costs;   /* column_count entries or NULL */
  char message[256];       /* the engine's own words */
} shim_result;

#ifdef __cplusplus
}
#endif
#endif
