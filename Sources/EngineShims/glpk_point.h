#ifndef OPTSOLVE_GLPK_POINT_H
#define OPTSOLVE_GLPK_POINT_H

#include <glpk.h>

#include "track.h"

/* Offers a point; when rounding its integer columns breaks a row, the continuous columns are computed anew with the
 * integer ones fixed. Returns 1 when a feasible point came out. */
int glpk_offer(track *t, const double *values);

/* Completes the start of the model to a feasible point and offers it. Writes the point to `values` (1 = done). */
int glpk_complete_start(track *t, double *values);

#endif
