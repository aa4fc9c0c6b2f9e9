#!/usr/bin/env python3
"""Compares the mapping of programs: our portfolio, the greedy in the manner of XLA, and HiGHS on the same model of selections.

    pip install highspy==1.16.0
    swift build -c release --product optsolve
    python3 Benchmarks/memory/mapping.py --seconds 60 --workers 2 -o Results/memory/mapping.csv

HiGHS solves the model that `optsolve convert memory FILE -o model.mps` writes: which accesses are fast, without addresses. So its bound holds for
mappings, and its objective may be better than any mapping's. One run at a time; the order turns with the instance. Gap: (total - least total
by the bound) / total, where total is the time of the program. Every mapping is given to the checker. Rows that the table holds already are not
run again. The folder of programs is --root, OPTSOLVE_PROGRAMS, or ../shared/benchmarks/memory/mapping beside the checkout.
"""
import argparse, fnmatch, glob, json, os, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import table
from table import ROOT, SHARED

FIELDS = "instance instructions tensors base solver commit seconds workers seed turn status saved bound gap wall fault".split()
METHODS = {"ours": "auto", "greedy": "xla-greedy"}


def base_time(program):
    """Time with every tensor in slow memory, and what HiGHS's model calls 1."""
    base = sum(max(i["compute_ps"], sum(x["slow_ps"] for x in i.get("reads", []) + i.get("writes", []))) for i in program["instructions"])
    return base, max(1.0, base / max(1, len(program["instructions"])) / 16)


def highs(a, path, base, unit, folder):
    import highspy
    model = os.path.join(folder, "model.mps")
    made = subprocess.run([a.binary, "convert", "memory", path, "-f", "selection", "-o", model], capture_output=True, text=True)
    if made.returncode:
        return dict(status="failed", fault=made.stderr.strip()[-200:])
    solver = highspy.Highs()
    for key, value in [("output_flag", False), ("time_limit", a.seconds), ("threads", a.workers), ("random_seed", a.seed), ("mip_rel_gap", 0.0)]:
        solver.setOptionValue(key, value)
    begin = time.time()
    solver.readModel(model)
    solver.run()
    info, status = solver.getInfo(), solver.modelStatusToString(solver.getModelStatus()).lower()
    result = dict(status=status, wall=f"{time.time() - begin:.3f}", fault="")
    if abs(info.mip_dual_bound) < 1e20:
        result["bound"] = round(base - info.mip_dual_bound * unit)
    if info.primal_solution_status == 2:
        result["saved"] = round(base - info.objective_function_value * unit)
    return result


def ours(a, path, solver, folder):
    result = os.path.join(folder, "result.json")
    begin = time.time()
    process = subprocess.run([a.binary, "memory", path, "-m", METHODS[solver], "-t", f"{a.seconds:g}", "-p", str(a.workers), "-s", str(a.seed),
                              "-q", "-o", result], capture_output=True, text=True, timeout=2 * a.seconds + 60)
    row = dict(wall=f"{time.time() - begin:.3f}", fault="" if process.returncode == 0 else f"exit {process.returncode}: {process.stderr.strip()[-200:]}")
    if not os.path.exists(result):
        return row | dict(status="failed")
    with open(result) as file:
        d = json.load(file)
    check = subprocess.run([sys.executable, a.checker, path, result], capture_output=True, text=True)
    if check.returncode:
        row["fault"] += (check.stdout + check.stderr).strip()[-200:]
    return row | dict(status=d["status"], saved=d["objective"], bound=d["bound"])


def run(a, path, solver, turn):
    with open(path) as file:
        program = json.load(file)
    base, unit = base_time(program)
    row = dict(instance=os.path.basename(path), instructions=len(program["instructions"]), tensors=len(program["tensors"]), base=base, solver=solver,
               commit=table.commit(a, solver), seconds=f"{a.seconds:g}", workers=a.workers, seed=a.seed, turn=turn)
    with tempfile.TemporaryDirectory() as folder:
        row |= highs(a, path, base, unit, folder) if solver == "highs" else ours(a, path, solver, folder)
    if row.get("saved") is not None and row.get("bound") is not None:
        row["gap"] = f"{(row['bound'] - row['saved']) / (base - row['saved']):.6f}" if base > row["saved"] else "0"
    return row


def summarise(rows, call):
    by = {}
    for row in rows:
        by.setdefault(row["instance"], {})[row["solver"]] = row
    solvers = [s for s in ("ours", "greedy", "highs") if any(s in r for r in by.values())]
    out = ["# Mapping of programs", "", f"Reproduce: `{call}`", "", table.origin(rows, solvers), "",
           f"Limit {rows[0]['seconds']} s, {rows[0]['workers']} threads. Picoseconds saved against slow memory only; gap of the time of the program. HiGHS"
           " selects without addresses, so what it saves may not be possible.", "",
           "| instance | instructions | base | ours | bound | gap | seconds | greedy | time against greedy | HiGHS | bound | gap | seconds |", "|" + " --- |" * 13]
    less, open_less = [], []
    for name, r in sorted(by.items()):
        value = lambda s, k: r.get(s, {}).get(k) or ""
        percent = lambda x: f"{100 * float(x):.4f} %" if x != "" else ""
        base = int(next(iter(r.values()))["base"])
        share = ""
        if value("ours", "saved") and value("greedy", "saved"):
            greedy = base - int(value("greedy", "saved"))
            change = (base - int(value("ours", "saved"))) / greedy - 1
            room = 1 - (base - int(value("ours", "bound"))) / greedy
            less.append(change)
            if room >= 0.05:
                open_less.append((name, change, room))
            share = f"{100 * change:+.2f} %"
        out.append("| " + " | ".join([name, next(iter(r.values()))["instructions"], str(base), value("ours", "saved"), value("ours", "bound"),
                                      percent(value("ours", "gap")), value("ours", "wall"), value("greedy", "saved"), share, value("highs", "saved"),
                                      value("highs", "bound"), percent(value("highs", "gap")), value("highs", "wall")]) + " |")
    if less:
        out += ["", f"Time against greedy: mean {100 * sum(less) / len(less):+.2f} % over {len(less)} instances."]
        out += ["", "Where the bound leaves 5 % or more: " + ("; ".join(f"{n} {100 * c:+.2f} % of at most {-100 * m:.2f} %" for n, c, m in open_less) or "nowhere") + "."]
    faults = [f"- {r['instance']} ({r['solver']}): {r['fault']}" for r in rows if r["fault"]]
    return "\n".join(out + (["", "Faults:", ""] + faults if faults else [])) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--solvers", default="ours,greedy,highs")
    parser.add_argument("--filter", default="*", help="patterns of names, separated by commas")
    parser.add_argument("--binary", default=os.environ.get("OPTSOLVE", os.path.join(ROOT, ".build/release/optsolve")))
    parser.add_argument("--checker", default=os.path.join(SHARED, "checkers/check_memory.py"))
    parser.add_argument("--root", default=os.environ.get("OPTSOLVE_PROGRAMS", os.path.join(SHARED, "benchmarks/memory/mapping")))
    parser.add_argument("-o", "--output", default="memory-mapping.csv")
    parser.add_argument("--summary", action="store_true", help="only write the summary of the table that is there")
    a = parser.parse_args()
    rows = table.read(a.output)
    if any((r["seconds"], r["workers"], r["seed"]) != (f"{a.seconds:g}", str(a.workers), str(a.seed)) for r in rows):
        sys.exit(f"{a.output}: made with other limits; ask for the same, or for another table with -o")
    done = {(r["instance"], r["solver"]) for r in rows}
    for number, path in enumerate([] if a.summary else sorted(glob.glob(os.path.join(a.root, "*.json")))):
        name, solvers = os.path.basename(path), a.solvers.split(",")
        if not any(fnmatch.fnmatch(name, g) for g in a.filter.split(",")):
            continue
        k = number % len(solvers)
        for turn, solver in enumerate(solvers[k:] + solvers[:k], 1):
            if (name, solver) in done:
                continue
            rows.append(table.texts(run(a, path, solver, turn), FIELDS))
            print(" ".join(f"{k}={rows[-1][k]}" for k in "instance solver status saved bound gap wall fault".split()), file=sys.stderr, flush=True)
            table.write(a.output, FIELDS, rows, key=lambda r: (r["instance"], r["solver"]))
    if not rows:
        sys.exit("no instance is asked for; see --help")
    call = (f"python3 Benchmarks/memory/mapping.py --seconds {rows[0]['seconds']} --workers {rows[0]['workers']}"
            + (f" --filter '{a.filter}'" if a.filter != "*" else "") + f" -o {table.shown(a.output)}")
    sys.exit(table.finish(a.output, rows, summarise(rows, call)))


if __name__ == "__main__":
    main()
