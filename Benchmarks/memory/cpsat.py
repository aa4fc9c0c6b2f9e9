#!/usr/bin/env python3
"""Solves static allocation with OR-tools CP-SAT: rectangles of fixed time and open address that do not overlap, and the load as a resource.

    python3 Benchmarks/memory/cpsat.py INSTANCE.csv --capacity 1048576 --seconds 60 --workers 2

Without --capacity the peak is minimised. Sizes are divided by their greatest common divisor. Instances without gaps, alignments, fixed offsets.
Prints one JSON document: status, objective, bound, wall, and buffers as optsolve has them.
"""
import argparse, csv, json, math, sys, time
from ortools.sat.python import cp_model


def read(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    begin = next(k for k in ("lower", "begin", "start") if k in rows[0])
    end = "upper" if "upper" in rows[0] else "end"
    if any(rows[0].get(k) for k in ("gaps", "alignment", "offset")):
        sys.exit("only plain buffers are modelled")
    return [(r["id"], int(r[begin]), int(r[end]) + (end == "end"), int(r["size"])) for r in rows]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("instance")
    parser.add_argument("--capacity", type=int)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    a = parser.parse_args()
    begin = time.time()
    buffers = read(a.instance)
    unit = math.gcd(*[b[3] for b in buffers])
    total = sum(b[3] for b in buffers) // unit
    height = (a.capacity // unit) if a.capacity is not None else total
    model = cp_model.CpModel()
    offsets = [model.new_int_var(0, height - b[3] // unit, b[0]) for b in buffers]
    lives = [model.new_fixed_size_interval_var(b[1], b[2] - b[1], "") for b in buffers]
    addresses = [model.new_fixed_size_interval_var(o, b[3] // unit, "") for o, b in zip(offsets, buffers)]
    model.add_no_overlap_2d(lives, addresses)
    if a.capacity is None:
        peak = model.new_int_var(0, total, "peak")
        for o, b in zip(offsets, buffers):
            model.add(o + b[3] // unit <= peak)
        model.add_cumulative(lives, [b[3] // unit for b in buffers], peak)
        model.minimize(peak)
    else:
        model.add_cumulative(lives, [b[3] // unit for b in buffers], height)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = a.seconds
    solver.parameters.num_workers = a.workers
    solver.parameters.random_seed = a.seed
    status = solver.solve(model)
    document = {"problem": "memory", "status": solver.status_name(status).lower(), "objective": None, "bound": None,
                "wall": time.time() - begin}
    if a.capacity is None:
        document["bound"] = math.ceil(solver.best_objective_bound - 1e-6) * unit
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        places = [solver.value(o) * unit for o in offsets]
        document["objective"] = max(p + b[3] for p, b in zip(places, buffers))
        document["buffers"] = [{"id": b[0], "location": "fast", "offset": p} for p, b in zip(places, buffers)]
    print(json.dumps(document))


if __name__ == "__main__":
    main()
