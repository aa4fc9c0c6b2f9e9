#ifndef OPTSOLVE_GLPK_SETTINGS_H
#define OPTSOLVE_GLPK_SETTINGS_H

#include <glpk.h>

#include "track.h"

/* Milliseconds to the deadline as GLPK takes them, at least 1. */
int glpk_milliseconds_left(const track *t);

/* Parameters of the tree search: the caller's words, else what suits the model. `has_start`: an incumbent is there. */
void glpk_tree_settings(const track *t, int has_start, glp_iocp *parameters);

#endif
