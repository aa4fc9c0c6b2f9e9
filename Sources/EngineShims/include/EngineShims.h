/* Confines what is unsafe in GLPK and CBC behind plain C functions.
 *
 * GLPK aborts the process on an error: everything here runs behind setjmp, in C, so that an error becomes a status.
 * CBC throws, prints and has no cancellation in its C interface: the C++ part catches, captures and stops it.
 * Both engines take the same model, options and events, and fill the same result.
 */
#ifndef OPTSOLVE_ENGINE_SHIMS_H
#define OPTSOLVE_ENGINE_SHIMS_H

#include "shim_cbc.h"
#include "shim_events.h"
#include "shim_glpk.h"
#include "shim_model.h"
#include "shim_result.h"

#endif
