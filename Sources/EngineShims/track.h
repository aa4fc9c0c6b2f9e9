/* The state of one solve that both engines share: the best point, the best bound, and the reasons to stop.
 *
 * Engines are always given a minimisation; "cost" below is in that sense and without the objective's constant.
 */
#ifndef OPTSOLVE_TRACK_H
#define OPTSOLVE_TRACK_H

#include <pthread.h>

#include "shim_events.h"
#include "shim_model.h"
#include "shim_result.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum track_stop {
  TRACK_GO = 0,
  TRACK_USER,
  TRACK_TIME,
  TRACK_NODES,
  TRACK_GAP,
  TRACK_TARGET,
  TRACK_PROVED /* the bound has met the incumbent */
} track_stop;

/* How the engine's own search ended, before the reasons to stop are considered. */
typedef enum track_end {
  TRACK_EXHAUSTED, /* nothing better than the incumbent exists */
  TRACK_INFEASIBLE,
  TRACK_UNBOUNDED,
  TRACK_INTERRUPTED,
  TRACK_FAILED,
  TRACK_LIBRARY_ERROR
} track_end;

typedef struct track {
  const shim_model *model;
  const shim_options *options;
  const shim_events *events;
  shim_result *result;
  double sign;     /* +1 minimise, -1 maximise */
  double deadline; /* monotonic seconds; infinite = none */
  pthread_mutex_t lock;
  int stop; /* track_stop, latched */
  double best_cost;
  double best_bound;
  double claimed_cost; /* what the engine takes the optimal cost for; infinite = what it was given */
  double *scratch; /* column_count */
} track;

/* Returns 0, or 1 when there is no memory. */
int track_open(track *t, const shim_model *model, const shim_options *options,
               const shim_events *events, shim_result *result);
void track_close(track *t);

double track_now(void);
/* Seconds to the deadline, at most `most`; never negative. */
double track_remaining(const track *t, double most);
/* Asks the caller and the clock; the first reason found stays. */
int track_should_stop(track *t);
void track_request_stop(track *t, int reason);

/* The largest cost that is still of interest: just below the cutoff, infinite without one. */
double track_cost_limit(const track *t);
double track_cost(const track *t, const double *values);
/* Copies a point into `scratch`, integer columns rounded, bounds respected; 0 = it is not feasible. With the lock
 * held. */
int track_clean(track *t, const double *values);
/* Offers a point. Integer columns are rounded first. Returns 0 when it is not feasible for rows, bounds or lazy rows,
 * 1 when it is feasible; it becomes the incumbent when it is strictly better than that and than the cutoff. */
int track_offer(track *t, const double *values);
/* States a proven bound on the cost. */
void track_bound(track *t, double cost_bound);
/* States what the engine itself takes for the optimal cost, infinite = what it was given: a proof goes no further than
 * that. */
void track_claim(track *t, double cost);
void track_log(track *t, const char *line);
/* Closes the books: sets status, bound and message from the way the search ended. */
void track_finish(track *t, int end, const char *message);

/* Bounds of column j, with integer columns rounded inwards; +-infinity for none. */
void track_column_bounds(const track *t, int j, double *lower, double *upper);
/* Amount by which `values` violates row i beyond tolerance; 0 = satisfied. */
double track_row_violation(const shim_rows *rows, int i, const double *values);
/* Settles, without an engine, a model that has no columns or an obvious contradiction: 1 = settled. */
int track_settle_trivial(track *t);
int track_has_integers(const shim_model *model);

#ifdef __cplusplus
}
#endif
#endif
