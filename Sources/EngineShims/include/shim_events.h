/* What an engine tells while it runs. Calls come one at a time, on the solving thread or an engine thread. */
#ifndef OPTSOLVE_SHIM_EVENTS_H
#define OPTSOLVE_SHIM_EVENTS_H

#ifdef __cplusplus
extern "C" {
#endif

/* Any function may be NULL. None may call an engine, throw or block. */
typedef struct shim_events {
  void *context;
  /* Polled often; nonzero asks the engine to stop soon. */
  int (*should_stop)(void *context);
  /* A strictly better point, in the columns of the model, that satisfies every row, bound and integrality. */
  void (*incumbent)(void *context, const double *values, double objective);
  /* A strictly better proven bound on the objective, in the sense of the model. */
  void (*bound)(void *context, double bound);
  /* One line of the engine's log, without its line end. */
  void (*log)(void *context, const char *line);
} shim_events;

#ifdef __cplusplus
}
#endif
#endif
