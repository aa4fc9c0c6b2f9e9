#!/usr/bin/env python3
"""Compares static allocation with minimalloc and OR-tools CP-SAT: same machine, same instance, same limits, in turns.

    pip install ortools==9.15.6755
    swift build -c release --product optsolve
    OPTSOLVE_MINIMALLOC=.../minimalloc python3 Benchmarks/memory/compare.py --goal fit --seconds 60 -o Results/memory/fit.csv
    python3 Benchmarks/memory/compare.py --goal peak --seconds 60 --solvers ours,cpsat -o Results/memory/peak.csv

Goal fit: an allocation within the capacity in the name of the file (NAME.CAPACITY.csv). Goal peak: the least peak, without a capacity. One
run at a time, each a process of its own; the order of the solvers turns with the instance, and each instance is run --repeats times with
seeds from 1. The time is that of the whole process. minimalloc has one thread and no seed, and no goal peak. Rows that the table holds
already are not run again. Every allocation is given to the checker.

The folders of instances (--roots, OPTSOLVE_MEMORY, or ../shared/benchmarks/memory/static beside the checkout) hold tables of buffers. Writes
the table, and beside it a summary in Markdown: medians of times, and geometric means of ratios over what both solve.
"""
import argparse, fnmatch, glob, json, math, os, re, statistics, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import table
from table import ROOT, SHARED

FIELDS = "instance goal buffers capacity solver commit seconds workers seed turn status objective bound done wall fault".split()


def command(a, solver, path, capacity, seed, result):
    if solver == "ours":
        goal = ["-P", f"objective={a.goal}"]
        return [a.binary, "memory", path, "-m", a.method, "-t", f"{a.seconds:g}", "-p", str(a.workers), "-s", str(seed), "-q", "-o", result] + goal
    if solver == "cpsat":
        return [sys.executable, os.path.join(HERE, "cpsat.py"), path, "--seconds", f"{a.seconds:g}", "--workers", str(a.workers),
                "--seed", str(seed)] + (["--capacity", str(capacity)] if a.goal == "fit" else [])
    return [a.minimalloc, f"--capacity={capacity}", f"--input={path}", f"--output={result}", f"--timeout={a.seconds:g}s"]


def run(a, path, solver, seed, turn):
    name = os.path.basename(path)
    stated = re.search(r"\.(\d+)\.csv$", name)
    capacity = int(stated.group(1)) if stated else None
    with open(path) as file:
        count = sum(1 for line in file if line.strip()) - 1
    row = dict(instance=name, goal=a.goal, buffers=count, capacity=capacity, solver=solver, commit=table.commit(a, solver), seconds=f"{a.seconds:g}",
               workers=1 if solver == "minimalloc" else a.workers, seed=seed, turn=turn)
    with tempfile.TemporaryDirectory() as folder:
        result = os.path.join(folder, "result.csv" if solver == "minimalloc" else "result.json")
        begin = time.time()
        try:
            process = subprocess.run(command(a, solver, path, capacity, seed, result), capture_output=True, text=True, timeout=2 * a.seconds + 60)
        except subprocess.TimeoutExpired:
            return row | dict(status="unknown", fault="did not keep its time limit")
        row["wall"] = f"{time.time() - begin:.4f}"
        document = {}
        if solver == "cpsat":
            with open(result, "w") as file:
                file.write(process.stdout or "{}")
        if solver != "minimalloc" and os.path.exists(result):
            with open(result) as file:
                document = json.load(file)
        if solver == "minimalloc":
            found = process.returncode == 0 and os.path.exists(result) and os.path.getsize(result) > 0
            document = dict(status="feasible" if found else "unknown")
        found = document.get("objective") is not None or solver == "minimalloc" and found
        row |= {k: document.get(k) for k in ("status", "objective", "bound")}
        proven = document.get("status") in ("optimal", "infeasible")
        row["done"] = int(found if a.goal == "fit" else proven)
        faults = [] if solver == "minimalloc" or process.returncode in (0, 3, 4) else [f"exit {process.returncode}: {process.stderr.strip()[-200:]}"]
        if found:
            check = subprocess.run([sys.executable, a.checker, path, result] + (["--minimise"] if a.goal == "peak" else []),
                                   capture_output=True, text=True)
            faults += [] if check.returncode == 0 else [(check.stdout + check.stderr).strip()[-200:]]
    return row | dict(fault="; ".join(faults))


def summarise(rows, call):
    goal = rows[0]["goal"]
    solvers = [s for s in ("ours", "minimalloc", "cpsat") if any(r["solver"] == s for r in rows)]
    by = {}
    for row in rows:
        by.setdefault(row["instance"], {}).setdefault(row["solver"], []).append(row)
    out = [f"# Static allocation, goal {goal}", "", f"Reproduce: `{call}`", "",
           table.origin(rows, solvers), "",
           f"Limit {rows[0]['seconds']} s; threads: " + ", ".join(f"{s} {'/'.join(sorted({r['workers'] for r in rows if r['solver'] == s}))}" for s in solvers)
           + ". Seconds are medians of whole processes over the runs that " +
           ("found an allocation" if goal == "fit" else "proved the least peak") + "; in brackets such runs of all runs.", ""]
    head = ["instance", "buffers"] + [f"{s}, s" for s in solvers] + ([f"{s}, best" for s in solvers] + ["bound"] if goal == "peak" else [])
    out += ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    for name, runs in sorted(by.items()):
        cells = [name, next(iter(runs.values()))[0]["buffers"]]
        for s in solvers:
            times = [float(r["wall"]) for r in runs.get(s, []) if r["done"] == "1"]
            cells.append((f"{statistics.median(times):.3f} " if times else "- ") + f"({len(times)}/{len(runs.get(s, []))})")
        if goal == "peak":
            for s in solvers:
                cells.append(min((r["objective"] for r in runs.get(s, []) if r["objective"]), key=int, default=""))
            cells.append(max((r["bound"] for r in runs.get("ours", []) if r["bound"]), key=int, default=""))
        out.append("| " + " | ".join(cells) + " |")
    for s in solvers[1:]:
        ratios = []
        for runs in by.values():
            pair = [[float(r["wall"]) for r in runs.get(x, []) if r["done"] == "1"] for x in ("ours", s)]
            if all(pair):
                ratios.append(math.log(max(statistics.median(pair[0]), 0.001) / max(statistics.median(pair[1]), 0.001)))
        if ratios:
            out += ["", f"Ours / {s}: geometric mean of the ratios of medians {math.exp(sum(ratios) / len(ratios)):.4f} over {len(ratios)} instances."]
    faults = [f"- {r['instance']} ({r['solver']}, seed {r['seed']}): {r['fault']}" for r in rows if r["fault"]]
    return "\n".join(out + (["", "Faults:", ""] + faults if faults else [])) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--goal", choices=("fit", "peak"), default="fit")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--solvers", default="ours,minimalloc,cpsat")
    parser.add_argument("--filter", default="*", help="patterns of names, separated by commas")
    parser.add_argument("--method", default="auto")
    parser.add_argument("--binary", default=os.environ.get("OPTSOLVE", os.path.join(ROOT, ".build/release/optsolve")))
    parser.add_argument("--minimalloc", default=os.environ.get("OPTSOLVE_MINIMALLOC", "minimalloc"))
    parser.add_argument("--minimalloc-commit", default="unknown", help="where that program comes from, for the table")
    parser.add_argument("--checker", default=os.path.join(SHARED, "checkers/check_memory.py"))
    parser.add_argument("--roots", default=os.environ.get("OPTSOLVE_MEMORY", os.path.join(SHARED, "benchmarks/memory/static")),
                        help="folders, separated by colons")
    parser.add_argument("-o", "--output", default="memory.csv")
    parser.add_argument("--summary", action="store_true", help="only write the summary of the table that is there")
    a = parser.parse_args()
    rows = table.read(a.output)
    if any((r["goal"], r["seconds"]) != (a.goal, f"{a.seconds:g}") for r in rows):
        sys.exit(f"{a.output}: made with another goal or limit; ask for the same, or for another table with -o")
    done = {(r["instance"], r["solver"], r["seed"]) for r in rows}
    paths = {os.path.basename(p): p for root in a.roots.split(":") for p in glob.glob(os.path.join(root, "*.csv"))}
    names = [n for n in sorted(paths) if any(fnmatch.fnmatch(n, g) for g in a.filter.split(",")) and (a.goal == "peak" or re.search(r"\.\d+\.csv$", n))]
    for number, name in enumerate([] if a.summary else names):
        for seed in range(1, a.repeats + 1):
            solvers = a.solvers.split(",")
            k = (number + seed) % len(solvers)
            for turn, solver in enumerate(solvers[k:] + solvers[:k], 1):
                if (name, solver, str(seed)) in done:
                    continue
                rows.append(table.texts(run(a, paths[name], solver, seed, turn), FIELDS))
                print(" ".join(f"{k}={rows[-1][k]}" for k in "instance solver seed status objective bound done wall fault".split()), file=sys.stderr, flush=True)
                table.write(a.output, FIELDS, rows, key=lambda r: (r["instance"], r["solver"], int(r["seed"])))
    if not rows:
        sys.exit("no instance is asked for; see --help")
    groups = {}
    for solver in dict.fromkeys(r["solver"] for r in rows):
        own = [r for r in rows if r["solver"] == solver]
        groups.setdefault((max(int(r["seed"]) for r in own), own[0]["workers"]), []).append(solver)
    calls = [f"python3 Benchmarks/memory/compare.py --goal {rows[0]['goal']} --seconds {rows[0]['seconds']} --workers {workers} --repeats {repeats}"
             f" --solvers {','.join(solvers)}" + (f" --filter '{a.filter}'" if a.filter != "*" else "") + f" -o {table.shown(a.output)}"
             for (repeats, workers), solvers in groups.items()]
    call = "`, `".join(calls)
    sys.exit(table.finish(a.output, rows, summarise(rows, call)))


if __name__ == "__main__":
    main()
