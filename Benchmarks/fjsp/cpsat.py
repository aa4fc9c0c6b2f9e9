#!/usr/bin/env python3
"""Solves a flexible job shop (.fjs) or job shop (.jsp, .jss) with OR-tools CP-SAT and prints one JSON document.

usage: cpsat.py INSTANCE [--model shared|copies] [--seconds 60] [--workers 1] [--seed 1] [--log]
needs: pip install ortools==9.15.6755

The usual model: start, duration and end of every operation; an optional interval of fixed size for every machine of an
operation, exactly one of which is there; no overlap on machines; the makespan. No hints. The optional intervals are at
start and end of the operation itself (shared), or have a start and end of their own, equal to those where they are used
(copies, as in the example that comes with OR-tools). In short tests shared gave better schedules at some hundred
operations, and copies the first schedule sooner at 600.
`wall` and `cpu` are those of the solver's call alone, without reading, building and the start of Python.
"""
import argparse, json, math, resource, sys, time


def numbers(text):
    """The size line's first two numbers, and all integers behind that line."""
    lines = [line.split("#")[0].split() for line in text.splitlines()]
    lines = [line for line in lines if line]
    while lines and not lines[0][0].lstrip("-").isdigit():
        lines.pop(0)
    return int(lines[0][0]), int(lines[0][1]), [int(word) for line in lines[1:] for word in line]


def read(path):
    """By job and operation pairs (machine from 0, duration)."""
    count, machines, words = numbers(open(path).read())
    jobs, rest = [], iter(words)
    if path.endswith((".jsp", ".jss")):
        jobs = [[[(next(rest), next(rest))] for _ in range(machines)] for _ in range(count)]
    else:
        for _ in range(count):
            jobs.append([[(next(rest), next(rest)) for _ in range(next(rest))] for _ in range(next(rest))])
    if next(rest, None) is not None:
        sys.exit(f"{path}: numbers are left behind the last job")
    base = min((k for job in jobs for operation in job for k, _ in operation), default=0) > 0
    jobs = [[[(k - base, p) for k, p in operation] for operation in job] for job in jobs]
    return jobs, machines


def build(jobs, machines, copies=False):
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    horizon = sum(max(p for _, p in operation) for job in jobs for operation in job)
    makespan = model.new_int_var(0, horizon, "makespan")
    on_machine = [[] for _ in range(machines)]
    operations = []
    for j, job in enumerate(jobs):
        previous = None
        for o, alternatives in enumerate(job):
            start = model.new_int_var(0, horizon, "")
            end = model.new_int_var(0, horizon, "")
            shortest, longest = (f(p for _, p in alternatives) for f in (min, max))
            duration = model.new_int_var(shortest, longest, "")
            model.new_interval_var(start, duration, end, "")
            uses = []
            for k, p in alternatives:
                if len(alternatives) == 1:
                    use = model.new_constant(1)
                    on_machine[k].append(model.new_interval_var(start, p, end, ""))
                else:
                    use = model.new_bool_var("")
                    first, last = (model.new_int_var(0, horizon, "") for _ in range(2)) if copies else (start, end)
                    on_machine[k].append(model.new_optional_interval_var(first, p, last, use, ""))
                    if copies:
                        model.add(start == first).only_enforce_if(use)
                        model.add(end == last).only_enforce_if(use)
                        model.add(duration == p).only_enforce_if(use)
                uses.append((k, use))
            if len(uses) > 1:
                model.add_exactly_one(use for _, use in uses)
                model.add(duration == sum(p * use for (_, p), (_, use) in zip(alternatives, uses)))
            if previous is not None:
                model.add(start >= previous)
            previous = end
            operations.append((j, o, start, end, uses))
        if previous is not None:
            model.add(makespan >= previous)
    for intervals in on_machine:
        model.add_no_overlap(intervals)
    model.minimize(makespan)
    return model, operations


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("instance")
    parser.add_argument("--model", choices=("shared", "copies"), default="shared")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--log", action="store_true")
    arguments = parser.parse_args()
    import ortools
    from ortools.sat.python import cp_model

    model, operations = build(*read(arguments.instance), arguments.model == "copies")
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = arguments.seconds
    solver.parameters.num_workers = arguments.workers
    solver.parameters.random_seed = arguments.seed
    if arguments.log:
        solver.parameters.log_search_progress = True
        solver.parameters.log_to_stdout = False
        solver.log_callback = lambda line: print(line, file=sys.stderr)
    before, begin = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
    status = solver.solve(model)
    wall, after = time.monotonic() - begin, resource.getrusage(resource.RUSAGE_SELF)
    answer = {"problem": "fjsp", "solver": f"CP-SAT {ortools.__version__}", "status": solver.status_name(status).lower(),
              "bound": math.ceil(solver.best_objective_bound - 1e-6), "wall": round(wall, 3),
              "cpu": round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 3)}
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        answer["objective"] = int(solver.objective_value)
        answer["operations"] = [
            {"job": j, "op": o, "machine": next(k for k, use in uses if solver.value(use)),
             "start": solver.value(start), "end": solver.value(end)} for j, o, start, end, uses in operations]
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
