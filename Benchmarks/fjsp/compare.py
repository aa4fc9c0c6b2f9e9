#!/usr/bin/env python3
"""Compares a method of the family fjsp with OR-tools CP-SAT: same machine, same instance, same limits, in turns.

    pip install ortools==9.15.6755
    swift build -c release --product optsolve
    python3 Benchmarks/fjsp/compare.py --seconds 60 --workers 2 --sets brandimarte,dauzere -o Results/fjsp/cpsat.csv

One run at a time, each a process of its own; ours goes first on every second instance. Rows that the table holds already
are not run again, so it can be made in several sittings; --dry-run lists what is missing. Every schedule, ours and
CP-SAT's, is given to the checker, which is a script with arguments INSTANCE RESULT.json and exit status 0 for a right one.

The folder of instances (--root, OPTSOLVE_FJSP, or ../shared/benchmarks/fjsp beside the checkout) has a table bks.csv with
instance,jobs,machines,operations,lower_bound,upper_bound: best-known bounds by path in the folder. The set of an instance is
its folder. Instances with scheduled starts beside them (.due) are left out: another objective.

Writes the table (one row for each instance and solver) and beside it a summary in Markdown. `wall` is the search alone,
as each solver states it; `cpu` is the whole process for ours, the solver's call alone for CP-SAT. A fault is an error,
a refused schedule, an objective below or a bound above the best known ones, or a proof that contradicts them.
"""
import argparse, fnmatch, json, math, os, re, resource, shlex, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import table
from table import ROOT, SHARED

FIELDS = ("set instance jobs machines operations lower upper solver method seconds workers seed turn status objective"
          " bound proof wall cpu fault").split()
LIMITS = "seconds workers seed".split()


def instances(arguments):
    """Rows of bks.csv that are asked for."""
    sets = arguments.sets.split(",") if arguments.sets else None
    globs = arguments.filter.split(",") if arguments.filter else ["*"]
    rows = []
    for number, row in enumerate(table.read(os.path.join(arguments.root, "bks.csv"))):
        path, name = os.path.join(arguments.root, row["instance"]), os.path.splitext(row["instance"])[0]
        row["set"], row["number"] = os.path.dirname(row["instance"]), number
        row["upper"], row["lower"] = row["upper_bound"], row["lower_bound"]
        if os.path.exists(os.path.splitext(path)[0] + ".due") or not row["upper"]:
            continue
        if sets and not any(row["set"] == s or row["set"].startswith(s + "/") for s in sets):
            continue
        if any(fnmatch.fnmatch(name, g) or fnmatch.fnmatch(os.path.basename(name), g) for g in globs):
            rows.append(row)
    return rows


def execute(command, seconds):
    """Exit status, standard output, last line of standard error, CPU seconds of the process and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=2 * seconds + 120)
        status, text, error = done.returncode, done.stdout, done.stderr.strip().splitlines()[-1:] or [""]
    except subprocess.TimeoutExpired:
        status, text, error = -1, "", ["did not keep its time limit"]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return status, text, error[0], after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def check(arguments, path, document):
    """What the checker finds wrong; empty = nothing."""
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "result.json")
        with open(file, "w") as out:
            json.dump(document, out)
        done = subprocess.run([sys.executable, arguments.checker, path, file], capture_output=True, text=True)
    return "" if done.returncode == 0 else (done.stdout + done.stderr).strip().splitlines()[0]


def method(arguments, solver):
    """The words of a row's column."""
    return " ".join([arguments.method, arguments.options]).strip() if solver == "ours" else "model " + arguments.cpsat_model


def run(arguments, row, solver, turn):
    """One run as a row of the table."""
    path = os.path.join(arguments.root, row["instance"])
    limits = [f"{getattr(arguments, k):g}" for k in LIMITS]
    if solver == "ours":
        command = [arguments.binary, "fjsp", path, "-m", arguments.method, "-t", limits[0], "-p", limits[1], "-s",
                   limits[2], "--json", "-q"] + shlex.split(arguments.options)
    else:
        command = [sys.executable, os.path.join(HERE, "cpsat.py"), path, "--seconds", limits[0], "--workers", limits[1],
                   "--seed", limits[2], "--model", arguments.cpsat_model]
    status, text, error, cpu = execute(command, arguments.seconds)
    result = {k: row[k] for k in FIELDS[:7]} | dict(zip(LIMITS, limits)) | {"solver": solver, "turn": turn}
    result["method"] = method(arguments, solver)
    try:
        document = json.loads(text)
    except ValueError:
        return result | {"status": "failed", "cpu": f"{cpu:.3f}", "fault": f"exit {status}: {error}"}
    objective, bound = document.get("objective"), document.get("bound")
    proof = document["status"] == "optimal"
    result |= {"status": document["status"], "objective": objective, "bound": bound, "proof": int(proof),
               "wall": f"{document.get('wall', document.get('time')):.3f}", "cpu": f"{document.get('cpu', cpu):.3f}"}
    faults = [] if status in (0, 4) else [f"exit {status}: {error}"]
    if objective is not None:
        faults += [found] if (found := check(arguments, path, document)) else []
        if row["lower"] and objective < int(row["lower"]):
            faults.append(f"objective below the best known bound {row['lower']}")
        if proof and objective > int(row["upper"]):
            faults.append(f"proof above the best known objective {row['upper']}")
    if bound is not None and bound > int(row["upper"]):
        faults.append(f"bound above the best known objective {row['upper']}")
    return result | {"fault": "; ".join(faults)}


def by_name(row):
    """Numbers in names count as numbers: mk2 before mk10."""
    return [(word.isdigit(), int(word) if word.isdigit() else word) for word in re.split(r"(\d+)", row["instance"])], row["solver"]


def reproduce(arguments, rows):
    """The command line that makes the table."""
    first = rows[0]
    command = f"python3 Benchmarks/fjsp/compare.py --seconds {first['seconds']} --workers {first['workers']}"
    command += f" --seed {first['seed']}" if first["seed"] != "1" else ""
    command += f" --sets {','.join(sorted({row['set'] for row in rows}))}"
    command += f" --filter '{arguments.filter}'" if arguments.filter else ""
    command += f" --method {arguments.method}" if arguments.method != "auto" else ""
    command += f" --cpsat-model {arguments.cpsat_model}" if arguments.cpsat_model != "shared" else ""
    command += f" --options '{arguments.options}'" if arguments.options else ""
    return command + f" -o {table.shown(arguments.output)}"


def mean(values):
    values = [v for v in values if v is not None]
    return sum(values) / len(values) if values else None


def percent(value):
    return "" if value is None else f"{100 * value:.2f}"


def deviation(run):
    """From the best known objective; None without a schedule."""
    return (int(run["objective"]) - int(run["upper"])) / max(1, int(run["upper"])) if run["objective"] else None


def gap(run):
    if not run["objective"] or not run["bound"]:
        return None
    return (int(run["objective"]) - int(run["bound"])) / max(1, int(run["objective"]))


def summary_row(name, runs, pairs):
    """Cells of the Markdown table; deviations and gaps are over the instances both solvers have a schedule for."""
    cells = [name, str(len(runs)), str(len(pairs))]
    for measure in (deviation, gap):
        cells += [percent(mean(measure(p[s]) for p in pairs)) for s in ("ours", "cpsat")]
    cells += [str(sum(p["runs"][s]["proof"] == "1" for p in runs if s in p["runs"])) for s in ("ours", "cpsat")]
    signs = [(a > b) - (a < b) for a, b in ((int(p["ours"]["objective"]), int(p["cpsat"]["objective"])) for p in pairs)]
    cells.append(" / ".join(str(signs.count(s)) for s in (-1, 0, 1)))
    faults = (sum(bool(p["runs"][s]["fault"]) for p in runs if s in p["runs"]) for s in ("ours", "cpsat"))
    return cells + [" / ".join(map(str, faults))]


def summarise(rows, command):
    """The summary as Markdown."""
    by_instance = {}
    for row in rows:
        by_instance.setdefault(row["instance"], {"set": row["set"], "runs": {}})["runs"][row["solver"]] = row
    entries = list(by_instance.values())
    def paired(part):
        return [p["runs"] for p in part if len(p["runs"]) == 2 and all(r["objective"] for r in p["runs"].values())]
    limits = sorted({tuple(row[k] for k in LIMITS) for row in rows})
    names = {s: ", ".join(sorted({row["method"] for row in rows if row["solver"] == s})) for s in ("ours", "cpsat")}
    out = ["# `fjsp` and OR-tools CP-SAT", "", f"Reproduce: `{command}`", ""]
    out += [f"Ours: {names['ours'] or '-'}; CP-SAT: {names['cpsat'] or '-'}; " + "; ".join(f"{s} s, workers {w}, seed {r}" for s, w, r in limits) + "."
            " Deviation: from the best known objective, gap: (objective - bound) / objective, both as means in percent over the"
            " instances for which both solvers have a schedule (pairs). Proofs and faults are over all runs.", ""]
    out += ["| set | instances | pairs | deviation, ours | deviation, CP-SAT | gap, ours | gap, CP-SAT | proofs, ours |"
            " proofs, CP-SAT | ours better / equal / worse | faults, ours / CP-SAT |", "|" + " --- |" * 11]
    for name in sorted({p["set"] for p in entries}):
        part = [p for p in entries if p["set"] == name]
        out.append("| " + " | ".join(summary_row(name, part, paired(part))) + " |")
    out.append("| " + " | ".join(summary_row("all", entries, paired(entries))) + " |")
    both = [p for p in paired(entries) if all(p[s]["proof"] == "1" for s in p)]
    for name in ("wall", "cpu"):
        ratios = [math.log(max(float(p["ours"][name]), 0.01) / max(float(p["cpsat"][name]), 0.01)) for p in both]
        if ratios:
            out += ["", f"Geometric mean of the ratio of {name} times, ours / CP-SAT, over {len(both)} instances that both prove:"
                    f" {math.exp(mean(ratios)):.3f} (times below 0.01 s count as 0.01 s)."]
    differ = [p["ours"]["instance"] for p in both if p["ours"]["objective"] != p["cpsat"]["objective"]]
    notes = {"Different optima": differ}
    for row in rows:
        who = f"{row['instance']} ({row['solver']})"
        if row["fault"]:
            notes.setdefault("Faults", []).append(f"{who}: {row['fault']}")
        elif row["objective"] and int(row["objective"]) < int(row["upper"]):
            notes.setdefault("Better than the best known objective", []).append(f"{who} {row['objective']} < {row['upper']}")
        elif row["bound"] and row["lower"] and int(row["bound"]) > int(row["lower"]):
            notes.setdefault("Better than the best known bound", []).append(f"{who} {row['bound']} > {row['lower']}")
    for title, lines in notes.items():
        if lines:
            out += ["", f"{title}:", ""] + [f"- {line}" for line in lines]
    return "\n".join(out) + "\n"


def read_table(arguments):
    """The rows that are there; it stops where they were made with other limits or another method."""
    rows = table.read(arguments.output)
    wanted = {k: f"{getattr(arguments, k):g}" for k in LIMITS}
    for row in rows:
        if list(row) != FIELDS or None in row.values():
            sys.exit(f"{arguments.output}: a row of {row.get('instance')} is not of this table; remove it")
        if arguments.summary:
            continue
        other = [k for k in LIMITS if row[k] != wanted[k]]
        if other or row["method"] != method(arguments, row["solver"]):
            sys.exit(f"{arguments.output}: made with {', '.join(f'{k} {row[k]}' for k in LIMITS)}, method {row['method']};"
                     " ask for the same, or for another table with -o")
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60, help="wall time limit of each run")
    parser.add_argument("--workers", type=int, default=2, help="threads of each solver")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sets", help="folders, separated by commas: brandimarte,hurink/edata (hurink = both)")
    parser.add_argument("--filter", help="patterns of names, separated by commas: 'mk0*,jsp/ta*'")
    parser.add_argument("--only", choices=("ours", "cpsat"), help="run one of them; the rows of the other stay")
    parser.add_argument("--method", default="auto", help="our method")
    parser.add_argument("--options", default="", help="further options of ours, as one word: '-P population=4'")
    parser.add_argument("--cpsat-model", choices=("shared", "copies"), default="shared", help="see cpsat.py")
    parser.add_argument("--binary", default=os.environ.get("OPTSOLVE", os.path.join(ROOT, ".build/release/optsolve")))
    parser.add_argument("--checker", default=os.path.join(SHARED, "checkers/check_fjsp.py"))
    parser.add_argument("--root", default=os.environ.get("OPTSOLVE_FJSP", os.path.join(SHARED, "benchmarks/fjsp")))
    parser.add_argument("-o", "--output", default="fjsp-cpsat.csv", help="the table; the summary is beside it as .md")
    parser.add_argument("--retry-faults", action="store_true", help="run rows with a fault again")
    parser.add_argument("--dry-run", action="store_true", help="list what would run")
    parser.add_argument("--summary", action="store_true", help="only write the summary of the table that is there")
    arguments = parser.parse_args()
    rows = read_table(arguments)
    if arguments.retry_faults:
        rows = [row for row in rows if not row["fault"]]
    done = {(row["instance"], row["solver"]) for row in rows}
    plan = []
    for row in [] if arguments.summary else instances(arguments):
        order = ("ours", "cpsat") if row["number"] % 2 == 0 else ("cpsat", "ours")
        plan += [(row, solver, turn) for turn, solver in enumerate(order, 1)
                 if arguments.only in (None, solver) and (row["instance"], solver) not in done]
    if arguments.dry_run:
        return print("\n".join(f"{row['instance']} {solver}" for row, solver, _ in plan))
    for file in (arguments.checker, arguments.binary if any(p[1] == "ours" for p in plan) else arguments.checker):
        if plan and not os.path.exists(file):
            sys.exit(f"{file} is not there; see --help")
    for number in range(len(plan) + 1):
        if number:
            row, solver, turn = plan[number - 1]
            result = run(arguments, row, solver, turn)
            rows.append(table.texts(result, FIELDS))
            print(" ".join(f"{k}={rows[-1][k]}" for k in "instance solver status objective bound upper wall fault".split()),
                  file=sys.stderr)
        table.write(arguments.output, FIELDS, rows, key=by_name)
    if not rows:
        sys.exit("no instance is asked for; see --help")
    sys.exit(table.finish(arguments.output, rows, summarise(rows, reproduce(arguments, rows))))


if __name__ == "__main__":
    main()
