#ifndef OPTSOLVE_SHIM_CBC_H
#define OPTSOLVE_SHIM_CBC_H

#include "shim_events.h"
#include "shim_model.h"
#include "shim_result.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Solves with CBC, or with Clp alone when no column is integer. Never throws, never prints. */
void shim_cbc_solve(const shim_model *model, const shim_options *options,
                    const shim_events *events, shim_result *result);

/* "2.10.8" */
const char *shim_cbc_version(void);

#ifdef __cplusplus
}
#endif
#endif
