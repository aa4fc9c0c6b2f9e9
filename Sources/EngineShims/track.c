#define _POSIX_C_SOURCE 200809L
#include "track.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

double track_now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

int track_open(track *t, const shim_model *model, const shim_options *options,
               const shim_events *events, shim_result *result) {
  memset(t, 0, sizeof *t);
  t->model = model;
  t->options = options;
  t->events = events;
  t->result = result;
  t->sign = model->maximize ? -1 : 1;
  t->deadline = options->time_limit >= 0 ? track_now() + options->time_limit : INFINITY;
  t->best_cost = INFINITY;
  t->best_bound = -INFINITY;
  t->claimed_cost = INFINITY;
  t->stop = TRACK_GO;
  result->status = SHIM_ERROR;
  result->start_status = SHIM_START_NONE;
  result->has_incumbent = result->has_bound = result->has_duals = 0;
  result->nodes = result->iterations = 0;
  result->message[0] = 0;
  pthread_mutex_init(&t->lock, NULL);
  t->scratch = malloc(sizeof(double) * (size_t)(model->column_count + 1));
  return t->scratch == NULL;
}

void track_close(track *t) {
  free(t->scratch);
  pthread_mutex_destroy(&t->lock);
}

double track_remaining(const track *t, double most) {
  double left = t->deadline - track_now();
  if (left > most) return most;
  return left > 0 ? left : 0;
}

int track_should_stop(track *t) {
  int reason = __atomic_load_n(&t->stop, __ATOMIC_ACQUIRE);
  if (reason) return reason;
  if (t->events->should_stop && t->events->should_stop(t->events->context))
    track_request_stop(t, TRACK_USER);
  else if (t->deadline < INFINITY && track_now() >= t->deadline)
    track_request_stop(t, TRACK_TIME);
  return __atomic_load_n(&t->stop, __ATOMIC_ACQUIRE);
}

void track_request_stop(track *t, int reason) {
  int none = TRACK_GO;
  __atomic_compare_exchange_n(&t->stop, &none, reason, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
}

double track_cost(const track *t, const double *values) {
  double sum = 0;
  for (int j = 0; j < t->model->column_count; j++) sum += t->model->objective[j] * values[j];
  return t->sign * sum;
}

double track_cost_limit(const track *t) {
  const shim_options *options = t->options;
  if (!options->has_cutoff) return INFINITY;
  double cutoff = t->sign * (options->cutoff - t->model->objective_constant);
  double step = options->objective_step;
  if (step > 0) return step * (ceil(cutoff / step - 1e-9) - 1) + 1e-9 * (1 + fabs(cutoff));
  return cutoff - 1e-7 * (1 + fabs(cutoff));
}

/* The gap and target asked for; called with the lock held, after a change. */
static void note_targets(track *t) {
  if (!t->result->has_incumbent) return;
  const shim_options *options = t->options;
  double constant = t->sign * t->model->objective_constant;
  double value = t->best_cost + constant;
  if (options->has_target && value <= t->sign * options->target + 1e-9 * (1 + fabs(value)))
    track_request_stop(t, TRACK_TARGET);
  double gap = t->best_cost - t->best_bound;
  double allowed = options->relative_gap * fabs(value);
  if (gap <= 1e-9 * (1 + fabs(t->best_cost)))
    track_request_stop(t, TRACK_PROVED);
  else if (gap <= allowed)
    track_request_stop(t, TRACK_GAP);
}

int track_offer(track *t, const double *values) {
  pthread_mutex_lock(&t->lock);
  int feasible = track_clean(t, values);
  if (feasible) {
    double cost = track_cost(t, t->scratch);
    if (cost < t->best_cost - 1e-9 * (1 + fabs(cost)) && cost <= track_cost_limit(t)) {
      shim_result *result = t->result;
      t->best_cost = cost;
      result->has_incumbent = 1;
      result->objective = t->sign * cost + t->model->objective_constant;
      memcpy(result->values, t->scratch, sizeof(double) * (size_t)t->model->column_count);
      if (t->events->incumbent)
        t->events->incumbent(t->events->context, result->values, result->objective);
      note_targets(t);
    }
  }
  pthread_mutex_unlock(&t->lock);
  return feasible;
}

/* A row without terms whose limits exclude 0. */
static int is_contradiction(const shim_rows *rows, int i) {
  return rows->start[i] == rows->start[i + 1] && track_row_violation(rows, i, NULL) > 0;
}

int track_settle_trivial(track *t) {
  const shim_model *model = t->model;
  int contradiction = 0;
  for (int i = 0; i < model->rows.count; i++)
    contradiction |= is_contradiction(&model->rows, i);
  for (int i = 0; i < model->lazy_rows.count; i++)
    contradiction |= is_contradiction(&model->lazy_rows, i);
  if (contradiction) {
    track_finish(t, TRACK_INFEASIBLE, "a row without terms excludes 0");
    return 1;
  }
  for (int j = 0; j < model->column_count; j++) {
    double lower, upper;
    track_column_bounds(t, j, &lower, &upper);
    if (lower <= upper) continue;
    track_finish(t, TRACK_INFEASIBLE, "an integer column has no value between its bounds");
    return 1;
  }
  if (model->column_count > 0) return 0;
  track_offer(t, t->scratch);
  track_finish(t, TRACK_EXHAUSTED, "no columns");
  return 1;
}

/* No better cost than this can follow from a bound: rounded up to the next possible cost, never past the incumbent or
 * the cutoff (costs beyond those were not searched). */
static double usable_bound(const track *t, double bound) {
  double step = t->options->objective_step;
  if (step > 0) bound = step * ceil(bound / step - 1e-6);
  if (bound > t->best_cost) bound = t->best_cost;
  if (t->options->has_cutoff) {
    double cutoff = t->sign * (t->options->cutoff - t->model->objective_constant);
    if (bound > cutoff) bound = cutoff;
  }
  return bound;
}

void track_bound(track *t, double cost_bound) {
  if (!isfinite(cost_bound) || fabs(cost_bound) >= SHIM_NO_BOUND) return;
  pthread_mutex_lock(&t->lock);
  double bound = usable_bound(t, cost_bound);
  if (bound > t->best_bound + 1e-9 * (1 + fabs(bound))) {
    t->best_bound = bound;
    t->result->has_bound = 1;
    t->result->bound = t->sign * bound + t->model->objective_constant;
    if (t->events->bound) t->events->bound(t->events->context, t->result->bound);
    note_targets(t);
  }
  pthread_mutex_unlock(&t->lock);
}

void track_claim(track *t, double cost) {
  t->claimed_cost = isnan(cost) ? INFINITY : cost;
}

void track_log(track *t, const char *line) {
  if (!t->events->log || !t->options->wants_log) return;
  pthread_mutex_lock(&t->lock);
  t->events->log(t->events->context, line);
  pthread_mutex_unlock(&t->lock);
}

/* Whether two values differ by no more than what is left open when an engine is told to look below a value. */
static int is_same(double a, double b) { return fabs(a - b) <= 2e-7 * (1 + fabs(a)); }

/* Nothing cheaper than what the engine claims exists. That proves the incumbent optimal unless it costs more: its integer
 * columns were rounded, which may have lifted its cost. */
static int status_of_exhausted(track *t) {
  track_bound(t, t->claimed_cost < t->best_cost ? t->claimed_cost : t->best_cost);
  double gap = t->best_cost - t->best_bound;
  return gap <= 1e-6 * (1 + fabs(t->best_cost)) ? SHIM_OPTIMAL : SHIM_FAILED;
}

static int status_of_stop(int stop) {
  switch (stop) {
    case TRACK_USER: return SHIM_STOPPED;
    case TRACK_TIME: return SHIM_TIME;
    case TRACK_NODES: return SHIM_NODES;
    case TRACK_GAP: return SHIM_GAP;
    case TRACK_TARGET: return SHIM_TARGET;
    case TRACK_PROVED: return SHIM_OPTIMAL;
    default: return SHIM_FAILED;
  }
}

void track_finish(track *t, int end, const char *message) {
  shim_result *result = t->result;
  strncpy(result->message, message, sizeof result->message - 1);
  result->message[sizeof result->message - 1] = 0;
  switch (end) {
    case TRACK_EXHAUSTED:
      if (result->has_incumbent) {
        result->status = status_of_exhausted(t);
        break;
      }
      /* Nothing feasible was seen: the same as a proof of infeasibility. */
      end = TRACK_INFEASIBLE;
      /* fallthrough */
    case TRACK_INFEASIBLE:
      if (result->has_incumbent) {
        result->status = SHIM_FAILED;
      } else if (t->options->has_cutoff) {
        result->status = SHIM_CUTOFF;
        track_bound(t, t->sign * (t->options->cutoff - t->model->objective_constant));
      } else {
        result->status = SHIM_INFEASIBLE;
      }
      break;
    case TRACK_UNBOUNDED:
      result->status = SHIM_UNBOUNDED;
      break;
    case TRACK_INTERRUPTED:
      result->status = status_of_stop(t->stop);
      break;
    case TRACK_FAILED:
      result->status = SHIM_FAILED;
      break;
    default:
      result->status = SHIM_ERROR;
      break;
  }
  /* The same number, not one that differs in the last digit. */
  if (result->status == SHIM_OPTIMAL && result->has_bound && is_same(result->objective, result->bound))
    result->bound = result->objective;
}
