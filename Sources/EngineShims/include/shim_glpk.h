#ifndef OPTSOLVE_SHIM_GLPK_H
#define OPTSOLVE_SHIM_GLPK_H

#include "shim_events.h"
#include "shim_model.h"
#include "shim_result.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Solves with GLPK. Uses, and frees at the end, the GLPK environment of the calling thread, so nothing else on this
 * thread may hold a GLPK object. Never aborts, never prints. */
void shim_glpk_solve(const shim_model *model, const shim_options *options,
                     const shim_events *events, shim_result *result);

/* "5.0" */
const char *shim_glpk_version(void);

/* Provokes a GLPK error behind the guard and returns 1 when it was caught; for tests of the guard. */
int shim_glpk_provoke_error(char *message, int capacity);

#ifdef __cplusplus
}
#endif
#endif
