#ifndef OPTSOLVE_GLPK_BUILD_H
#define OPTSOLVE_GLPK_BUILD_H

#include <glpk.h>

#include "track.h"

/* The model as a GLPK minimisation, lazy rows left out. With `with_cutoff` a cutoff becomes one more row. NULL = no
 * memory. */
glp_prob *glpk_build(const track *t, int with_cutoff);

/* Sets the bounds of column j (0-based); equal bounds become a fixed column. */
void glpk_set_column_bounds(glp_prob *problem, int j, double lower, double upper);

/* Appends row i of `rows` to the problem. `index` and `value` are scratch of column_count + 1 entries. */
void glpk_append_row(glp_prob *problem, const shim_rows *rows, int i, int *index, double *value);

#endif
