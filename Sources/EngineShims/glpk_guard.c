#include "glpk_guard.h"

#include <glpk.h>
#include <stdio.h>
#include <string.h>

static void on_error(void *info) { longjmp(((guard *)info)->exit, GUARD_ERROR); }

static void end_line(guard *g) {
  g->line[g->length] = 0;
  g->length = 0;
  if (!g->line[0]) return;
  const char *second = strrchr(g->words, '\n');
  char last[256];
  snprintf(last, sizeof last, "%s", second ? second + 1 : g->words);
  snprintf(g->words, sizeof g->words, "%s%s%s", last, last[0] ? "\n" : "", g->line);
  if (g->t) track_log(g->t, g->line);
}

/* GLPK writes its progress about every 50 ms while a long LP runs; this is where such an LP can be left. */
static int on_text(void *info, const char *text) {
  guard *g = info;
  for (; *text; text++) {
    if (*text == '\n') {
      end_line(g);
    } else if (g->length < (int)sizeof g->line - 1) {
      g->line[g->length++] = *text;
    }
  }
  if (g->t && track_should_stop(g->t)) longjmp(g->exit, GUARD_LEFT);
  return 1;
}

guard_end guard_run(guard *g, track *t, void (*run)(guard *g, void *state), void *state) {
  g->t = t;
  g->length = 0;
  g->line[0] = g->words[0] = 0;
  int end = setjmp(g->exit);
  if (end == 0) {
    glp_init_env();
    glp_error_hook(on_error, g);
    glp_term_hook(on_text, g);
    run(g, state);
  }
  /* After an error the environment is in an unknown state; freeing it is the one call GLPK allows. */
  glp_error_hook(NULL, NULL);
  glp_term_hook(NULL, NULL);
  glp_free_env();
  return (guard_end)end;
}

static void break_a_rule(guard *g, void *state) {
  (void)g;
  (void)state;
  glp_prob *problem = glp_create_prob();
  glp_add_rows(problem, 1);
  glp_set_row_bnds(problem, 7, GLP_FR, 0, 0);
}

int shim_glpk_provoke_error(char *message, int capacity) {
  guard g;
  guard_end end = guard_run(&g, NULL, break_a_rule, NULL);
  snprintf(message, (size_t)capacity, "%s", g.words);
  return end == GUARD_ERROR;
}
