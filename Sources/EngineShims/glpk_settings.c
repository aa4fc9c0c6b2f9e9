#include "glpk_settings.h"

#include <string.h>

int glpk_milliseconds_left(const track *t) {
  double left = 1000 * track_remaining(t, 2e6);
  return left < 1 ? 1 : (int)left;
}

/* The value given for a setting, or `otherwise`. */
static const char *word(const track *t, const char *name, const char *otherwise) {
  for (int i = 0; i + 1 < t->options->word_count; i += 2)
    if (strcmp(t->options->words[i], name) == 0) return t->options->words[i + 1];
  return otherwise;
}

static int branching_rule(const char *name) {
  if (strcmp(name, "first") == 0) return GLP_BR_FFV;
  if (strcmp(name, "last") == 0) return GLP_BR_LFV;
  if (strcmp(name, "fractional") == 0) return GLP_BR_MFV;
  if (strcmp(name, "driebeck") == 0) return GLP_BR_DTH;
  return GLP_BR_PCH;
}

static int backtracking_rule(const char *name) {
  if (strcmp(name, "depth") == 0) return GLP_BT_DFS;
  if (strcmp(name, "breadth") == 0) return GLP_BT_BFS;
  if (strcmp(name, "projection") == 0) return GLP_BT_BPH;
  return GLP_BT_BLB;
}

void glpk_tree_settings(const track *t, int has_start, glp_iocp *parameters) {
  int cuts = strcmp(word(t, "cuts", "on"), "on") == 0 ? GLP_ON : GLP_OFF;
  int has_lazy_rows = t->model->lazy_rows.count > 0;
  glp_init_iocp(parameters);
  parameters->msg_lev = GLP_MSG_ON;
  parameters->out_frq = 50;
  parameters->out_dly = 0;
  parameters->tm_lim = glpk_milliseconds_left(t);
  parameters->gmi_cuts = parameters->mir_cuts = cuts;
  parameters->cov_cuts = parameters->clq_cuts = cuts;
  parameters->br_tech = branching_rule(word(t, "branching", "pseudocost"));
  parameters->bt_tech = backtracking_rule(word(t, "backtracking", "bound"));
  /* GLPK's heuristics do not know the lazy rows, so their points could be wrong. */
  parameters->sr_heur = has_lazy_rows ? GLP_OFF : GLP_ON;
  const char *pump = !has_start && t->model->column_count <= 2000 ? "on" : "off";
  int wants_pump = strcmp(word(t, "pump", pump), "on") == 0;
  parameters->fp_heur = wants_pump && !has_lazy_rows ? GLP_ON : GLP_OFF;
}
