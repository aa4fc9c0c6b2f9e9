#include <glpk.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "glpk_build.h"
#include "glpk_guard.h"
#include "glpk_point.h"
#include "glpk_settings.h"
#include "shim_glpk.h"

/* Everything one solve owns besides GLPK's own objects, so that it survives a longjmp. */
typedef struct search {
  track *t;
  int end; /* track_end */
  char message[128];
  double *point;  /* column_count: a scratch point */
  double *start;  /* column_count: the completed start */
  int has_start;
  int start_given_to_tree;
  int feasibility_only; /* the objective is zero: only whether a point exists matters */
  int feasible_seen;
  double last_incumbent;
  int *index;                /* column_count + 1 */
  double *value;             /* column_count + 1 */
} search;

/* Adds the lazy rows that `values` violates, the most violated first where there are very many; returns how many. */
static int add_violated_rows(search *s, glp_prob *problem, const double *values) {
  const shim_rows *lazy = &s->t->model->lazy_rows;
  double threshold = 0;
  int added = 0;
  for (int pass = 0; pass < 2 && added == 0; pass++) {
    threshold = pass == 0 ? 0.2 : 0;
    for (int i = 0; i < lazy->count && added < 2000; i++) {
      if (track_row_violation(lazy, i, values) <= threshold) continue;
      glpk_append_row(problem, lazy, i, s->index, s->value);
      added++;
    }
  }
  return added;
}

static void note_nodes(search *s, glp_tree *tree) {
  int active, current, total;
  glp_ios_tree_size(tree, &active, &current, &total);
  s->t->result->nodes = total;
  if (s->t->options->node_limit >= 0 && total > s->t->options->node_limit)
    track_request_stop(s->t, TRACK_NODES);
}

/* Heuristics of GLPK record points without an event of their own, so every event looks. */
static void note_incumbent(search *s, glp_prob *problem) {
  if (glp_mip_status(problem) != GLP_FEAS) return;
  double cost = glp_mip_obj_val(problem);
  if (s->feasible_seen && cost >= s->last_incumbent) return;
  s->feasible_seen = 1;
  s->last_incumbent = cost;
  for (int j = 0; j < s->t->model->column_count; j++)
    s->point[j] = glp_mip_col_val(problem, j + 1);
  if (!s->feasibility_only) glpk_offer(s->t, s->point);
}

static void note_bound(search *s, glp_tree *tree) {
  int best = glp_ios_best_node(tree);
  if (best == 0 || s->feasibility_only) return;
  double bound = glp_ios_node_bound(tree, best);
  if (fabs(bound) < SHIM_NO_BOUND) track_bound(s->t, bound);
}

static void on_event(glp_tree *tree, void *info) {
  search *s = info;
  glp_prob *problem = glp_ios_get_prob(tree);
  note_nodes(s, tree);
  note_incumbent(s, problem);
  note_bound(s, tree);
  if (track_should_stop(s->t) || (s->feasibility_only && s->feasible_seen)) {
    glp_ios_terminate(tree);
    return;
  }
  switch (glp_ios_reason(tree)) {
    case GLP_IROWGEN:
      if (s->t->model->lazy_rows.count == 0) break;
      for (int j = 0; j < s->t->model->column_count; j++)
        s->point[j] = glp_get_col_prim(problem, j + 1);
      add_violated_rows(s, problem, s->point);
      break;
    case GLP_IHEUR:
      if (!s->has_start || s->start_given_to_tree || s->feasibility_only) break;
      s->start_given_to_tree = 1;
      glp_ios_heur_sol(tree, s->start - 1); /* reads entries 1...column_count */
      break;
    default:
      break;
  }
}

/* Primal and dual simplex in turn until the status is one that proves something. */
static int solve_lp(search *s, glp_prob *problem) {
  glp_smcp parameters;
  glp_init_smcp(&parameters);
  parameters.msg_lev = GLP_MSG_ON;
  parameters.out_frq = 50;
  parameters.meth = GLP_DUALP;
  glp_adv_basis(problem, 0);
  for (int attempt = 0; attempt < 3; attempt++) {
    parameters.tm_lim = glpk_milliseconds_left(s->t);
    int code = glp_simplex(problem, &parameters);
    int status = glp_get_status(problem);
    if (code == 0 && (status == GLP_OPT || status == GLP_NOFEAS || status == GLP_UNBND)) return status;
    if (track_should_stop(s->t)) return GLP_UNDEF;
    parameters.meth = GLP_PRIMAL;
    if (attempt == 1) glp_std_basis(problem);
  }
  return GLP_UNDEF;
}

/* Branch and bound from an optimal basis of the relaxation. */
static void search_tree(search *s, glp_prob *problem) {
  glp_iocp parameters;
  glpk_tree_settings(s->t, s->has_start, &parameters);
  parameters.cb_func = on_event;
  parameters.cb_info = s;
  int code = glp_intopt(problem, &parameters);
  int status = glp_mip_status(problem);
  snprintf(s->message, sizeof s->message, "glp_intopt returned %d, status %d", code, status);
  note_incumbent(s, problem);
  if (code == 0 && status == GLP_OPT) {
    s->end = TRACK_EXHAUSTED;
    if (!s->feasibility_only) track_claim(s->t, glp_mip_obj_val(problem));
    /* GLPK's claim rests on a point that did not pass our check. */
    if (s->t->result->has_incumbent == 0 && !s->feasibility_only) s->end = TRACK_FAILED;
    for (int j = 0; j < s->t->model->column_count; j++)
      s->point[j] = glp_mip_col_val(problem, j + 1);
    s->feasible_seen = 1;
    if (!s->feasibility_only && glpk_offer(s->t, s->point)) s->end = TRACK_EXHAUSTED;
  } else if (code == 0 && status == GLP_NOFEAS) {
    s->end = s->has_start ? TRACK_FAILED : TRACK_INFEASIBLE;
  } else if (code == GLP_ESTOP || code == GLP_ETMLIM) {
    s->end = TRACK_INTERRUPTED;
    if (code == GLP_ETMLIM) track_request_stop(s->t, TRACK_TIME);
  } else {
    s->end = TRACK_FAILED;
  }
}

/* The relaxation has no bound: the model has none either if it has any point at all. */
static void settle_unbounded(search *s, glp_prob *problem) {
  if (!track_has_integers(s->t->model) && s->t->model->lazy_rows.count == 0) {
    s->end = TRACK_UNBOUNDED;
    return;
  }
  if (s->t->model->lazy_rows.count > 0) {
    /* The rows left out may be what bounds it. */
    const shim_rows *lazy = &s->t->model->lazy_rows;
    for (int i = 0; i < lazy->count; i++) glpk_append_row(problem, lazy, i, s->index, s->value);
    int status = solve_lp(s, problem);
    if (status == GLP_OPT) {
      search_tree(s, problem);
      return;
    }
    if (status != GLP_UNBND) {
      s->end = status == GLP_NOFEAS ? TRACK_INFEASIBLE : TRACK_INTERRUPTED;
      return;
    }
  }
  for (int j = 1; j <= s->t->model->column_count; j++) glp_set_obj_coef(problem, j, 0);
  s->feasibility_only = 1;
  if (solve_lp(s, problem) == GLP_OPT) search_tree(s, problem);
  if (s->feasible_seen)
    s->end = TRACK_UNBOUNDED;
  else if (s->end != TRACK_INFEASIBLE && s->end != TRACK_INTERRUPTED)
    s->end = TRACK_FAILED;
}

static void read_duals(const search *s, glp_prob *problem) {
  shim_result *result = s->t->result;
  const shim_model *model = s->t->model;
  if (!result->row_duals || !result->reduced_costs) return;
  for (int i = 0; i < model->rows.count; i++)
    result->row_duals[i] = s->t->sign * glp_get_row_dual(problem, i + 1);
  for (int j = 0; j < model->column_count; j++)
    result->reduced_costs[j] = s->t->sign * glp_get_col_dual(problem, j + 1);
  result->has_duals = 1;
}

/* Pure LP: the lazy rows are added round by round. */
static void solve_continuous(search *s, glp_prob *problem) {
  for (;;) {
    int status = solve_lp(s, problem);
    s->t->result->iterations = glp_get_it_cnt(problem);
    snprintf(s->message, sizeof s->message, "glp_simplex ended with status %d", status);
    if (status == GLP_NOFEAS) {
      s->end = TRACK_INFEASIBLE;
      return;
    }
    if (status == GLP_UNBND) {
      settle_unbounded(s, problem);
      return;
    }
    if (status != GLP_OPT) {
      s->end = track_should_stop(s->t) ? TRACK_INTERRUPTED : TRACK_FAILED;
      return;
    }
    for (int j = 0; j < s->t->model->column_count; j++)
      s->point[j] = glp_get_col_prim(problem, j + 1);
    track_bound(s->t, glp_get_obj_val(problem));
    if (s->t->model->lazy_rows.count == 0 || add_violated_rows(s, problem, s->point) == 0) break;
  }
  s->end = track_offer(s->t, s->point) ? TRACK_EXHAUSTED : TRACK_FAILED;
  track_claim(s->t, glp_get_obj_val(problem));
  if (s->t->model->lazy_rows.count == 0) read_duals(s, problem);
}

static void solve_mixed(search *s, glp_prob *problem) {
  int status = solve_lp(s, problem);
  snprintf(s->message, sizeof s->message, "the relaxation ended with status %d", status);
  if (status == GLP_OPT) {
    track_bound(s->t, glp_get_obj_val(problem));
    search_tree(s, problem);
  } else if (status == GLP_NOFEAS) {
    s->end = TRACK_INFEASIBLE;
  } else if (status == GLP_UNBND) {
    settle_unbounded(s, problem);
  } else {
    s->end = track_should_stop(s->t) ? TRACK_INTERRUPTED : TRACK_FAILED;
  }
  s->t->result->iterations = glp_get_it_cnt(problem);
}

/* The body that runs under the guard. */
static void run(guard *g, void *state) {
  (void)g;
  search *s = state;
  track *t = s->t;
  glp_prob *problem = glpk_build(t, 1);
  if (!problem) return;
  if (t->model->start) {
    s->has_start = glpk_complete_start(t, s->start);
    t->result->start_status = s->has_start ? SHIM_START_ACCEPTED : SHIM_START_REJECTED;
    if (s->has_start && track_cost(t, s->start) > track_cost_limit(t)) s->has_start = 0;
  }
  /* Cuts on coefficients near 1e5 otherwise lead the simplex into loops without end; well scaled models stay as they
   * are. Not before the start is settled: GLPK reports on it, and where it reports it can be left. */
  glp_scale_prob(problem, GLP_SF_AUTO);
  if (track_has_integers(t->model))
    solve_mixed(s, problem);
  else
    solve_continuous(s, problem);
  glp_delete_prob(problem);
}

void shim_glpk_solve(const shim_model *model, const shim_options *options,
                     const shim_events *events, shim_result *result) {
  track t;
  search s;
  guard g;
  memset(&s, 0, sizeof s);
  s.t = &t;
  s.end = TRACK_LIBRARY_ERROR;
  size_t columns = (size_t)model->column_count;
  int failed = track_open(&t, model, options, events, result);
  s.point = malloc(sizeof(double) * (columns + 1));
  s.start = malloc(sizeof(double) * (columns + 1));
  s.index = malloc(sizeof(int) * (columns + 1));
  s.value = malloc(sizeof(double) * (columns + 1));
  if (failed || !s.point || !s.start || !s.index || !s.value) {
    track_finish(&t, TRACK_LIBRARY_ERROR, "no memory");
  } else if (!track_settle_trivial(&t)) {
    guard_end end = guard_run(&g, &t, run, &s);
    if (end == GUARD_LEFT)
      track_finish(&t, TRACK_INTERRUPTED, "left inside a linear program");
    else if (end == GUARD_ERROR)
      track_finish(&t, TRACK_LIBRARY_ERROR, g.words);
    else
      track_finish(&t, s.end, s.message);
  }
  free(s.point);
  free(s.start);
  free(s.index);
  free(s.value);
  track_close(&t);
}

const char *shim_glpk_version(void) { return glp_version(); }
