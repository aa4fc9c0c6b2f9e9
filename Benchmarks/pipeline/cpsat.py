#!/usr/bin/env python3
"""Solves one loop with OR-tools CP-SAT the way method `search` does: interval after interval, then length, then warps.

    pip install ortools==9.15.6755
    python3 Benchmarks/pipeline/cpsat.py INSTANCE.json --seconds 60 --workers 2

The model of an interval is that of cpsat_model.py.

Prints a JSON document with the fields of `swpws-schedule-1`, status, bounds and times.
"""
import argparse, json, sys, time
from cpsat_model import Loop, Question, cp_model


def solve(question, seconds, workers, seed):
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.01, seconds)
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    return solver, solver.Solve(question.model)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("instance")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    a = parser.parse_args()
    loop, begin = Loop(a.instance), time.monotonic()
    left = lambda: a.seconds - (time.monotonic() - begin)
    out = {"format": "swpws-schedule-1", "instance": loop.name, "status": "unknown", "objective": None, "length_bound": None}
    ii, found = loop.least_interval(), None

    def keep(solver, q):
        starts = [solver.Value(x) for x in q.t]
        first = min(starts)
        out.update(ii=q.ii, objective=q.ii, start={o["id"]: s - first for o, s in zip(loop.ops, starts)})
        out["length"] = max(s - first + max(1, o["cycles"]) for o, s in zip(loop.ops, starts))
        if q.z:
            out["warps"] = {o["id"]: [w for w in range(loop.warp_count) if solver.Value(q.z[v][w])] for v, o in enumerate(loop.ops)}
            out["warps_used"] = len({w for s in out["warps"].values() for w in s})

    while left() > 0 and found is None and ii <= loop.serial():
        q = Question(loop, ii, loop.horizon(ii))
        solver, status = solve(q, left(), a.workers, a.seed) if q.feasible else (None, cp_model.INFEASIBLE)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            keep(solver, q)
            found, out["status"], out["interval_time"] = ii, "optimal", time.monotonic() - begin
        elif status == cp_model.INFEASIBLE:
            ii += 1
        else:
            break
    out["bound"] = ii
    if found is not None and left() > 0:
        q = Question(loop, ii, out["length"])
        length = q.model.NewIntVar(1, out["length"], "length")
        for v, o in enumerate(loop.ops):
            q.model.Add(length >= q.t[v] + max(1, o["cycles"]))
        q.model.Minimize(length)
        solver, status = solve(q, left(), a.workers, a.seed)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            keep(solver, q)
        out["length_bound"] = int(solver.BestObjectiveBound()) if status != cp_model.UNKNOWN else None
        done = status == cp_model.OPTIMAL
        if done and loop.joint and left() > 0:
            q = Question(loop, ii, out["length"])
            used = [q.model.NewBoolVar(f"used{w}") for w in range(loop.warp_count)]
            for row in q.z:
                for w, x in enumerate(row):
                    q.model.AddImplication(x, used[w])
            q.model.Minimize(sum(used))
            solver, status = solve(q, left(), a.workers, a.seed)
            if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                keep(solver, q)
            done = status == cp_model.OPTIMAL
        out["all_proven"] = done
    out["wall"] = time.monotonic() - begin
    print(json.dumps(out))
    sys.exit(0 if found is not None else 4)


if __name__ == "__main__":
    main()
