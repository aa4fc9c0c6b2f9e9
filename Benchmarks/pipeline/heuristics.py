#!/usr/bin/env python3
"""How far the heuristics of the family pipeline are from proven optima.

    swift build -c release --product optsolve
    python3 Benchmarks/pipeline/heuristics.py --seconds 5 -o Results/pipeline/heuristics.csv

Runs every method on every loop whose interval is proven, one run at a time, each a process of its own: the loops of Instances/pipeline
(optima.csv: file, ii, length, warps) and those of the folder --root, OPTSOLVE_PIPELINE, or ../shared/benchmarks/pipelining beside the checkout
(expected.csv: name, mode, n, ii, ii_status, length, len_status). With --proven TABLE, one that compare.py wrote, what its rows prove counts as
well. Rows that the table holds already are not run again. Every schedule is judged by `optsolve check`. Writes the table, and beside it a summary in
Markdown: gap of the interval = (found - best) / best; of the length the same, where the interval is the best.
"""
import argparse, fnmatch, json, os, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import table
from table import ROOT, SHARED

OWN = os.path.join(ROOT, "Instances/pipeline")
METHODS = "ims,sms,partition-first,schedule-first,lns"
FIELDS = "set instance mode operations best_interval best_length method seconds seed status interval length time fault".split()


def loops(a):
    """Loops with a proven interval: (set, path, interval, length or None)."""
    found = []
    for row in table.read(os.path.join(OWN, "optima.csv")):
        path = os.path.join(OWN, row["file"])
        if os.path.exists(path) and path.endswith(".json"):
            found.append(("own", path, int(row["ii"]), int(row["length"]) if row["length"] else None))
    proven = {}
    for row in table.read(a.proven) if a.proven else []:
        if row["status"] == "optimal":
            length = int(row["length"]) if row["length"] and row["length"] == row["length_bound"] else None
            if row["instance"] not in proven or length is not None:
                proven[row["instance"]] = (int(row["interval"]), length)
    for row in table.read(os.path.join(a.root, "expected.csv")):
        length = int(row["length"]) if row["len_status"] == "optimal" else None
        known = (int(row["ii"]), length) if row["ii_status"] == "optimal" else None
        known = proven.get(row["name"], known)
        if known:
            found.append(("public", os.path.join(a.root, row["name"] + ".json"), *known))
    return [l for l in found if any(fnmatch.fnmatch(name(l), g) for g in a.filter.split(","))]


def name(loop):
    return os.path.splitext(os.path.basename(loop[1]))[0]


def known_methods(binary):
    done = subprocess.run([binary, "methods", "pipeline", "--json"], capture_output=True, text=True)
    text = done.stdout
    return lambda m: f'"{m}"' in text


def run(a, loop, method):
    data = json.load(open(loop[1]))
    row = dict(set=loop[0], instance=name(loop), mode="joint" if data["machine"].get("warps") and data.get("mode") != "modulo" else "modulo", operations=len(data["loop"]["ops"]), best_interval=loop[2],
               best_length=loop[3], method=method, seconds=f"{a.seconds:g}", seed=a.seed)
    command = [a.binary, "pipeline", loop[1], "-m", method, "-t", f"{a.seconds:g}", "-s", str(a.seed), "--json", "-q"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=2 * a.seconds + 60)
    except subprocess.TimeoutExpired:
        return row | dict(status="failed", fault="did not keep its time limit")
    if not done.stdout.strip():
        error = (done.stderr.strip().splitlines() or [""])[-1]
        if done.returncode == 64:
            return row | dict(status="refused")
        return row | dict(status="failed", fault=f"exit {done.returncode}: {error}")
    d = json.loads(done.stdout)
    row |= dict(status=d["status"], interval=d.get("objective"), length=d.get("length"), time=f"{d['time']:.3f}")
    if d.get("objective") is None:
        return row
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        file.write(done.stdout)
        file.flush()
        check = subprocess.run([a.binary, "check", "pipeline", loop[1], file.name], capture_output=True, text=True)
    if check.returncode:
        row["fault"] = ((check.stdout + check.stderr).strip().splitlines() or ["refused by check"])[-1]
    elif d["objective"] < loop[2]:
        row["fault"] = f"interval {d['objective']} below the proven {loop[2]}"
    elif d["objective"] == loop[2] and loop[3] is not None and d["length"] < loop[3]:
        row["fault"] = f"length {d['length']} below the proven {loop[3]}"
    return row


def mean(values):
    return f"{100 * sum(values) / len(values):.2f} %" if values else ""


def summarise(rows, command):
    out = ["# Heuristics of `pipeline` against proven optima", "", f"Reproduce: `{command}`", ""]
    out += ["Loops that the method can be asked about; those with a schedule; those with the best interval. Gaps are (found - best) / best: of the"
            " interval over loops with a schedule, of the length over those with the best interval and a proven length.", ""]
    out += ["| mode | method | loops | solved | best interval | mean gap of II | greatest | mean gap of length | mean time |", "|" + " --- |" * 9]
    for mode in ("modulo", "joint"):
        for method in dict.fromkeys(r["method"] for r in rows):
            part = [r for r in rows if r["method"] == method and r["mode"] == mode and r["status"] != "refused"]
            if not part:
                continue
            solved = [r for r in part if r["interval"] and not r["fault"]]
            gaps = [(int(r["interval"]) - int(r["best_interval"])) / int(r["best_interval"]) for r in solved]
            best = [r for r in solved if r["interval"] == r["best_interval"]]
            lengths = [(int(r["length"]) - int(r["best_length"])) / int(r["best_length"]) for r in best if r["best_length"]]
            worst = max(solved, key=lambda r: int(r["interval"]) / int(r["best_interval"]), default=None)
            times = [float(r["time"]) for r in part if r["time"]]
            cells = [mode, f"`{method}`", str(len(part)), str(len(solved)), str(len(best)), mean(gaps),
                     f"{100 * max(gaps):.1f} % ({worst['instance']})" if gaps and max(gaps) > 0 else "0 %" if gaps else "", mean(lengths),
                     f"{sum(times) / len(times):.2f} s" if times else ""]
            out.append("| " + " | ".join(cells) + " |")
    faults = [f"- {r['instance']} ({r['method']}): {r['fault']}" for r in rows if r["fault"]]
    out += ["", "Faults:", ""] + faults if faults else []
    return "\n".join(out) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5, help="limit of each run")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--methods", default=METHODS)
    parser.add_argument("--filter", default="*", help="patterns of names, separated by commas")
    parser.add_argument("--binary", default=os.environ.get("OPTSOLVE", os.path.join(ROOT, ".build/release/optsolve")))
    parser.add_argument("--root", default=os.environ.get("OPTSOLVE_PIPELINE", os.path.join(SHARED, "benchmarks/pipelining")))
    parser.add_argument("--proven", help="table of compare.py whose proofs count as well, such as Results/pipeline/cpsat.csv")
    parser.add_argument("-o", "--output", default="pipeline-heuristics.csv")
    parser.add_argument("--summary", action="store_true", help="only write the summary of the table that is there")
    a = parser.parse_args()
    rows = table.read(a.output)
    if any((r["seconds"], r["seed"]) != (f"{a.seconds:g}", str(a.seed)) for r in rows):
        sys.exit(f"{a.output}: made with other limits; ask for the same, or for another table with -o")
    done = {(r["set"], r["instance"], r["method"]) for r in rows}
    plan = []
    if not a.summary:
        is_known = known_methods(a.binary)
        methods = a.methods.split(",")
        for method in [m for m in methods if not is_known(m)]:
            print(f"{a.binary} has no method {method}", file=sys.stderr)
        plan = [(l, m) for l in loops(a) for m in methods if is_known(m) and (l[0], name(l), m) not in done]
    for loop, method in plan:
        result = run(a, loop, method)
        rows.append(table.texts(result, FIELDS))
        print(" ".join(f"{k}={rows[-1][k]}" for k in "instance method status interval best_interval length time fault".split()), file=sys.stderr)
        table.write(a.output, FIELDS, rows, key=lambda r: (r["set"], r["instance"], a.methods.find(r["method"])))
    if not rows:
        sys.exit("no loop is asked for; see --help")
    command = (f"python3 Benchmarks/pipeline/heuristics.py --seconds {rows[0]['seconds']}"
               + (f" --proven {table.shown(a.proven)}" if a.proven else "")
               + (f" --methods {a.methods}" if a.methods != METHODS else "") + (f" --filter '{a.filter}'" if a.filter != "*" else "")
               + f" -o {table.shown(a.output)}")
    rows.sort(key=lambda r: (a.methods.find(r["method"]), r["set"], r["instance"]))
    sys.exit(table.finish(a.output, rows, summarise(rows, command)))


if __name__ == "__main__":
    main()
