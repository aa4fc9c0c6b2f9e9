"""Compares the engine cp with OR-tools CP-SAT on job shops: same machine, same instance, same number of workers, in turns.

    pip install ortools==9.15.6755
    swift build -c release --product jobshop-benchmark
    python3 Benchmarks/jobshop/compare.py [--seconds 120] [--workers 2] [--out FILE.csv] INSTANCE.jsp ...

Instances are in JSPLIB's layout. Each line of the answer has both solvers' status, objective, bound, wall and CPU seconds; the last lines count
proofs and give the geometric mean of the ratio of wall times over the instances that both prove (ours / theirs).
OPTSOLVE_JOBSHOP names our program (default: .build/release/jobshop-benchmark).
"""

import argparse
import csv
import math
import os
import resource
import subprocess
import sys
import time

OURS = os.environ.get("OPTSOLVE_JOBSHOP", ".build/release/jobshop-benchmark")


def read(path):
    lines = [line for line in open(path) if not line.startswith("#")]
    numbers = [int(word) for line in lines for word in line.split()]
    count, machines = numbers[:2]
    rest = iter(numbers[2:])
    return [[(next(rest), next(rest)) for _ in range(machines)] for _ in range(count)], machines


def rival(path, seconds, workers):
    """Runs in a process of its own, so that its CPU time is its own."""
    from ortools.sat.python import cp_model

    jobs, machines = read(path)
    horizon = sum(duration for job in jobs for _, duration in job)
    model = cp_model.CpModel()
    makespan = model.new_int_var(0, horizon, "makespan")
    on_machine = [[] for _ in range(machines)]
    for job in jobs:
        previous = None
        for machine, duration in job:
            start = model.new_int_var(0, horizon, "")
            on_machine[machine].append(model.new_fixed_size_interval_var(start, duration, ""))
            if previous is not None:
                model.add(start >= previous)
            previous = start + duration
        model.add(makespan >= previous)
    for intervals in on_machine:
        model.add_no_overlap(intervals)
    model.minimize(makespan)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    begin = time.monotonic()
    status = solver.solve(model)
    wall = time.monotonic() - begin
    print(
        ",".join(
            str(x)
            for x in (
                solver.status_name(status).lower(),
                int(solver.objective_value) if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else "",
                int(solver.best_objective_bound),
                f"{wall:.3f}",
                solver.num_conflicts,
            )
        )
    )


def cpu_of(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return text.strip().splitlines()[-1].split(","), used


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--out")
    parser.add_argument("--rival-only", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("instances", nargs="+")
    arguments = parser.parse_args()
    if arguments.rival_only:
        return rival(arguments.instances[0], arguments.seconds, arguments.workers)
    rows = []
    out = open(arguments.out, "w", newline="") if arguments.out else sys.stdout
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        "instance operations ours objective bound wall cpu conflicts rival rival_objective rival_bound rival_wall rival_cpu".split()
    )
    for number, path in enumerate(arguments.instances):
        answers = {}
        for who in ("ours", "rival") if number % 2 == 0 else ("rival", "ours"):
            limits = [str(arguments.seconds), str(arguments.workers)]
            if who == "ours":
                answers[who] = cpu_of([OURS, *limits, path])
            else:
                answers[who] = cpu_of(
                    [sys.executable, __file__, "--rival-only", "--seconds", limits[0], "--workers", limits[1], path]
                )
        mine, _ = answers["ours"]
        other, other_cpu = answers["rival"]
        row = [mine[0], mine[1], mine[2], mine[3], mine[4], mine[5], mine[6], mine[7]]
        row += [other[0], other[1], other[2], other[3], f"{other_cpu:.3f}"]
        writer.writerow(row)
        out.flush()
        rows.append(row)
    proofs = sum(row[2] == "optimal" for row in rows)
    rival_proofs = sum(row[8] == "optimal" for row in rows)
    both = [row for row in rows if row[2] == row[8] == "optimal"]
    print(f"proven optimal: {proofs} of {len(rows)}, CP-SAT {rival_proofs}", file=sys.stderr)
    for name, ours, theirs in (("wall", 5, 11), ("CPU", 6, 12)):
        ratios = [math.log(max(float(row[ours]), 0.01) / max(float(row[theirs]), 0.01)) for row in both]
        if ratios:
            mean = math.exp(sum(ratios) / len(ratios))
            print(f"geometric mean of {name} ratios over {len(both)} proven by both: {mean:.3f}", file=sys.stderr)
    wrong = [row[0] for row in rows if row[2] == row[8] == "optimal" and row[3] != row[9]]
    if wrong:
        print(f"different optima: {' '.join(wrong)}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
