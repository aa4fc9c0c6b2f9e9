#!/usr/bin/env python3
"""Compares a method of the family pipeline with OR-tools CP-SAT: same machine, same instance, same limits, in turns.

    pip install ortools==9.15.6755
    swift build -c release --product optsolve
    python3 Benchmarks/pipeline/compare.py --seconds 60 --workers 2 -o Results/pipeline/cpsat.csv

One run at a time, each a process of its own; ours goes first on every second instance. Rows that the table holds already are not run
again. Every schedule is given to the checker, a script with arguments INSTANCE RESULT.json and exit status 0 for a right one.

The folder of instances (--root, OPTSOLVE_PIPELINE, or ../shared/benchmarks/pipelining beside the checkout) has a table expected.csv with
name, mode, n, ii, ii_status, length, len_status, seconds: values known before. Times are those of whole runs, as each solver states them, until
interval, length and warps are proven, or the limit. Writes the table, and beside it a summary in Markdown.
"""
import argparse, fnmatch, json, math, os, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import table
from table import ROOT, SHARED

FIELDS = ("instance mode operations known_interval interval_status known_length length_status solver method seconds workers seed turn status"
          " interval bound length length_bound warps proven wall fault").split()


def execute(command, seconds):
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=2 * seconds + 120)
        return done.returncode, done.stdout, (done.stderr.strip().splitlines() or [""])[-1]
    except subprocess.TimeoutExpired:
        return -1, "", "did not keep its time limit"


def run(a, row, solver, turn):
    path = os.path.join(a.root, row["name"] + ".json")
    limits = [f"{a.seconds:g}", str(a.workers), str(a.seed)]
    if solver == "ours":
        command = [a.binary, "pipeline", path, "-m", a.method, "-t", limits[0], "-p", limits[1], "-s", limits[2], "--json", "-q"]
    else:
        command = [sys.executable, os.path.join(HERE, "cpsat.py"), path, "--seconds", limits[0], "--workers", limits[1], "--seed", limits[2]]
    status, text, error = execute(command, a.seconds)
    result = dict(instance=row["name"], mode=row["mode"], operations=row["n"], known_interval=row["ii"], interval_status=row["ii_status"],
                  known_length=row["length"], length_status=row["len_status"], solver=solver,
                  method=a.method if solver == "ours" else "rows and stages", seconds=limits[0], workers=limits[1], seed=limits[2], turn=turn)
    try:
        d = json.loads(text)
    except ValueError:
        return result | dict(status="failed", fault=f"exit {status}: {error}")
    proven = d.get("all_proven", d.get("termination") == "proved")
    result |= dict(status=d["status"], interval=d.get("objective"), bound=d.get("bound"), length=d.get("length"),
                   length_bound=d.get("length_bound"), warps=d.get("warps_used"), proven=int(bool(proven)),
                   wall=f"{d.get('wall', d.get('time')):.3f}")
    faults = [] if status in (0, 4) else [f"exit {status}: {error}"]
    if d.get("objective") is not None:
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(d, file)
            file.flush()
            check = subprocess.run([sys.executable, a.checker, path, file.name], capture_output=True, text=True)
        if check.returncode:
            faults.append((check.stdout + check.stderr).strip().splitlines()[-1])
        if row["ii_status"] == "optimal" and (d["objective"] < int(row["ii"]) or d["status"] == "optimal" and d["objective"] > int(row["ii"])):
            faults.append(f"interval {d['objective']}, proven {row['ii']}")
        if row["len_status"] == "optimal" and proven and d["objective"] == int(row["ii"]) and d["length"] != int(row["length"]):
            faults.append(f"length {d['length']}, proven {row['length']}")
    if d.get("bound") is not None and d["bound"] > int(row["ii"]):
        faults.append(f"bound {d['bound']} above the known interval {row['ii']}")
    return result | dict(fault="; ".join(faults))


def summarise(rows, command):
    by = {}
    for row in rows:
        by.setdefault(row["instance"], {})[row["solver"]] = row
    out = ["# `pipeline` and OR-tools CP-SAT", "", f"Reproduce: `{command}`", ""]
    out += ["Interval, length and warps count as proven when all of them are; times are means of whole runs. Ratios are geometric means of"
            " ours / CP-SAT over instances that both prove; times below 0.01 s count as 0.01 s.", ""]
    out += ["| instances | count | intervals proven, ours | CP-SAT | all proven, ours | CP-SAT | ratio of times | faults, ours / CP-SAT |",
            "|" + " --- |" * 8]
    for name, part in [("modulo", "modulo"), ("joint", "joint"), ("all", None)]:
        runs = [p for p in by.values() if len(p) == 2 and part in (None, next(iter(p.values()))["mode"])]
        cells = [name, str(len(runs))]
        for test in (lambda r: r["status"] == "optimal", lambda r: r["proven"] == "1"):
            cells += [str(sum(test(p[s]) for p in runs)) for s in ("ours", "cpsat")]
        both = [math.log(max(float(p["ours"]["wall"]), 0.01) / max(float(p["cpsat"]["wall"]), 0.01)) for p in runs
                if all(r["proven"] == "1" for r in p.values())]
        cells.append(f"{math.exp(sum(both) / len(both)):.4f} ({len(both)})" if both else "")
        cells.append(" / ".join(str(sum(bool(p[s]["fault"]) for p in runs)) for s in ("ours", "cpsat")))
        out.append("| " + " | ".join(cells) + " |")
    for title, test in [("Not proven by ours", lambda r: r["solver"] == "ours" and r["proven"] != "1"),
                        ("Faults", lambda r: r["fault"])]:
        lines = [f"- {r['instance']} ({r['solver']}): interval {r['interval']} bound {r['bound']}, length {r['length']} bound"
                 f" {r['length_bound']} {r['fault']}" for r in rows if test(r)]
        out += ["", f"{title}:", ""] + lines if lines else []
    lines = [f"- {r['instance']}: interval {r['interval']} proven, known {r['known_interval']}" for r in rows
             if r["solver"] == "ours" and r["status"] == "optimal" and r["interval_status"] != "optimal"]
    out += ["", "Open before:", ""] + lines if lines else []
    return "\n".join(out) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--filter", default="*", help="patterns of names, separated by commas")
    parser.add_argument("--only", choices=("ours", "cpsat"))
    parser.add_argument("--method", default="auto")
    parser.add_argument("--binary", default=os.environ.get("OPTSOLVE", os.path.join(ROOT, ".build/release/optsolve")))
    parser.add_argument("--checker", default=os.path.join(SHARED, "checkers/check_pipelining.py"))
    parser.add_argument("--root", default=os.environ.get("OPTSOLVE_PIPELINE", os.path.join(SHARED, "benchmarks/pipelining")))
    parser.add_argument("-o", "--output", default="pipeline-cpsat.csv")
    parser.add_argument("--summary", action="store_true", help="only write the summary of the table that is there")
    a = parser.parse_args()
    rows = table.read(a.output)
    if any((r["seconds"], r["workers"], r["seed"]) != (f"{a.seconds:g}", str(a.workers), str(a.seed)) for r in rows):
        sys.exit(f"{a.output}: made with other limits; ask for the same, or for another table with -o")
    done = {(row["instance"], row["solver"]) for row in rows}
    plan = []
    for number, row in enumerate([] if a.summary else table.read(os.path.join(a.root, "expected.csv"))):
        if any(fnmatch.fnmatch(row["name"], g) for g in a.filter.split(",")):
            order = ("ours", "cpsat") if number % 2 == 0 else ("cpsat", "ours")
            plan += [(row, s, k) for k, s in enumerate(order, 1) if a.only in (None, s) and (row["name"], s) not in done]
    for row, solver, turn in plan:
        result = run(a, row, solver, turn)
        rows.append(table.texts(result, FIELDS))
        print(" ".join(f"{k}={rows[-1][k]}" for k in "instance solver status interval bound length proven wall fault".split()), file=sys.stderr)
        table.write(a.output, FIELDS, rows, key=lambda r: (r["instance"], r["solver"]))
    if not rows:
        sys.exit("no instance is asked for; see --help")
    command = (f"python3 Benchmarks/pipeline/compare.py --seconds {rows[0]['seconds']} --workers {rows[0]['workers']}"
               + (f" --filter '{a.filter}'" if a.filter != "*" else "") + (f" --method {a.method}" if a.method != "auto" else "")
               + f" -o {table.shown(a.output)}")
    sys.exit(table.finish(a.output, rows, summarise(rows, command)))


if __name__ == "__main__":
    main()
