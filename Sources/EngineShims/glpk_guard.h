/* Runs C code that calls GLPK so that GLPK's fatal errors, and our own wish to leave at once, come back as a code.
 *
 * The guarded function must be C: longjmp skips its frames. Callbacks into the caller return before GLPK goes on, so
 * no foreign frame is ever skipped.
 */
#ifndef OPTSOLVE_GLPK_GUARD_H
#define OPTSOLVE_GLPK_GUARD_H

#include <setjmp.h>

#include "track.h"

typedef enum guard_end { GUARD_RETURNED = 0, GUARD_ERROR, GUARD_LEFT } guard_end;

typedef struct guard {
  jmp_buf exit;
  track *t;        /* may be NULL: then nothing is polled */
  char line[256];  /* the line of output being put together */
  int length;
  char words[512]; /* its last two lines: GLPK tells an error in two */
} guard;

/* Calls run(state) with GLPK's output captured. In every case the GLPK environment of this thread is freed at the
 * end, with every object in it. */
guard_end guard_run(guard *g, track *t, void (*run)(guard *g, void *state), void *state);

#endif
