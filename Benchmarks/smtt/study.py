#!/usr/bin/env python3
"""Runs methods of the family smtt over reference sets and writes one table row per set and method.

usage: study.py STUDY [--binary .build/release/optsolve] [--data DIR] [--out DIR] [--sets a,b] [--methods a,b]
                [--max N] [--jobs J] [-- further options of optsolve]
STUDY   rules   every constructive rule on the sets of arXiv 2510.24013: mean gap over instances with optimum > 0
        search  descent, ils and dynasearch with 0.1 s of wall time an instance on n100, n200, n500
        exact   the exact search: proven, mean and worst CPU seconds of the whole process
        mip     formulation f2 on CBC over the 50-job instances of gen/, 60 s each
DIR     the folder with paper/ and gen/ (default: ../shared/benchmarks/smtt beside the checkout): paper/ holds the sets
        of arXiv 2510.24013, one <set>.jsonl each, with name, p, d, tf, rdd and optimal in every record; gen/ holds
        instances of the recipe of Potts and Van Wassenhove (1982) as .txt and optimal.csv (file, n, tf, rdd, optimal)

Each run is a process of its own; CPU seconds are the kernel's account of that process and its workers. Every
delivered sequence is re-evaluated here, independently of the product. Writes <out>/<study>.csv (one row per run) and
<out>/<study>.md (the summary). Standard library only.
"""
import argparse, concurrent.futures as cf, csv, json, os, subprocess, sys, tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
RULES = "edd eddc mdd augmented-mdd mddc augmented-mddc psk panneerselvam wilkerson-irwin nbr".split()
PAPER = ["n20_uniform_a", "n20_uniform_b", "n20_normal", "n100", "n200", "n500"]
STUDIES = {
    "rules": dict(sets=["n20_uniform_b", "n20_normal", "n100", "n200", "n500"], methods=RULES, options=[]),
    "search": dict(sets=["n100", "n200", "n500"], methods=["descent", "ils", "dynasearch"], options=["-t", "0.1"]),
    "exact": dict(sets=PAPER + ["gen"], methods=["exact"], options=["-t", "600"]),
    "mip": dict(sets=["gen50"], methods=["mip"], options=["-f", "f2", "-e", "cbc", "-t", "60"]),
}


def tardiness(p, d, sequence):
    t = total = 0
    for j in sequence:
        t += p[j]
        total += max(0, t - d[j])
    return total


def load(data, name):
    """(name, path, pick, n, tf, rdd, p, d, optimum) of each instance of a set."""
    out = []
    if name.startswith("gen"):
        for r in csv.DictReader(open(os.path.join(data, "gen", "optimal.csv"))):
            if name != "gen" and r["n"] != name[3:]:
                continue
            path = os.path.join(data, "gen", r["file"])
            rows = [[int(x) for x in l.split()] for l in open(path) if l.strip() and not l.startswith("#")][1:]
            out.append((r["file"], path, None, len(rows), r["tf"], r["rdd"], [x[0] for x in rows], [x[1] for x in rows],
                        int(r["optimal"])))
        return out
    path = os.path.join(data, "paper", name + ".jsonl")
    for line in open(path):
        o = json.loads(line)
        out.append((o["name"], path, o["name"], len(o["p"]), o["tf"], o["rdd"], o["p"], o["d"], o["optimal"]))
    return out


def run(binary, instance, method, options):
    name, path, pick, n, tf, rdd, p, d, optimum = instance
    command = [binary, "smtt", path, "-m", method, "--json", "-q"] + options
    if pick is not None:
        command += ["--pick", pick]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(command, stdout=out, stderr=err)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        text = out.read()
        if process.returncode != 0:
            err.seek(0)
            sys.exit(f"{' '.join(command)}: exit {process.returncode}: {err.read().decode()}")
    result = json.loads(text)
    value = tardiness(p, d, result["sequence"])
    if sorted(result["sequence"]) != list(range(n)) or value != result["objective"]:
        sys.exit(f"{name} {method}: states {result['objective']}, recomputed {value}")
    if result["bound"] is not None and result["bound"] > optimum or value < optimum:
        sys.exit(f"{name} {method}: value {value}, bound {result['bound']}, but the optimum is {optimum}")
    return {"instance": name, "n": n, "tf": tf, "rdd": rdd, "method": method, "objective": value, "optimum": optimum,
            "bound": result["bound"], "status": result["status"], "nodes": result["statistics"].get("nodes"),
            "time": result["time"], "cpu": round(usage.ru_utime + usage.ru_stime, 4),
            "memory_mb": usage.ru_maxrss // 1024}


def summary(name, method, rows):
    open_rows = [r for r in rows if r["optimum"] > 0]
    gaps = [100.0 * (r["objective"] - r["optimum"]) / r["optimum"] for r in open_rows]
    pooled = 100.0 * (sum(r["objective"] for r in rows) / max(1, sum(r["optimum"] for r in rows)) - 1)
    excess = sum(r["objective"] for r in rows if r["optimum"] == 0)
    cpu = [r["cpu"] for r in rows]
    return {"set": name, "method": method, "instances": len(rows), "nonzero": len(open_rows),
            "mean gap %": f"{sum(gaps) / max(1, len(gaps)):.3f}", "pooled gap %": f"{pooled:.4f}",
            "excess at optimum 0": excess, "at optimum": sum(r["objective"] == r["optimum"] for r in rows),
            "proven": sum(r["status"] == "optimal" for r in rows), "mean CPU s": f"{sum(cpu) / len(cpu):.4f}",
            "worst CPU s": f"{max(cpu):.3f}", "worst MB": max(r["memory_mb"] for r in rows)}


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("study", choices=sorted(STUDIES))
    a.add_argument("--binary", default=os.path.join(ROOT, ".build/release/optsolve"))
    a.add_argument("--data", default=os.path.join(os.path.dirname(ROOT), "shared/benchmarks/smtt"))
    a.add_argument("--out", default=os.path.join(ROOT, "Results/smtt"))
    a.add_argument("--sets")
    a.add_argument("--methods")
    a.add_argument("--max", type=int, default=10 ** 9)
    a.add_argument("--jobs", type=int, default=1)
    words = sys.argv[1:]
    split = words.index("--") if "--" in words else len(words)
    x = a.parse_args(words[:split])
    x.options = words[split + 1:]
    study = STUDIES[x.study]
    sets = x.sets.split(",") if x.sets else study["sets"]
    for name in sets:
        inner = "gen/optimal.csv" if name.startswith("gen") else f"paper/{name}.jsonl"
        if not os.path.exists(os.path.join(x.data, inner)):
            sys.exit(f"study.py: no {inner} in {x.data}; give the folder of reference sets with --data DIR. paper/ holds"
                     " the sets published with arXiv 2510.24013, gen/ instances of our own with their optima;"
                     " study.py --help tells their form")
    if not os.access(x.binary, os.X_OK):
        sys.exit(f"study.py: no program {x.binary}; build it: swift build -c release --product optsolve")
    methods = x.methods.split(",") if x.methods else study["methods"]
    table, details = [], []
    for name in sets:
        instances = load(x.data, name)[: x.max]
        for method in methods:
            with cf.ThreadPoolExecutor(x.jobs) as pool:
                rows = list(pool.map(lambda i: run(x.binary, i, method, study["options"] + x.options), instances))
            details += [{"set": name, **r} for r in rows]
            table.append(summary(name, method, rows))
            print("  ".join(f"{k} {v}" for k, v in table[-1].items()), flush=True)
    os.makedirs(x.out, exist_ok=True)
    with open(os.path.join(x.out, x.study + ".csv"), "w", newline="") as f:
        w = csv.DictWriter(f, fieldnames=list(details[0]))
        w.writeheader()
        w.writerows(details)
    with open(os.path.join(x.out, x.study + ".md"), "w") as f:
        f.write(f"# Study `{x.study}`\n\nReproduce: `python3 Benchmarks/smtt/study.py {x.study}`"
                f"{' -- ' + ' '.join(x.options) if x.options else ''}\n\n")
        f.write("| " + " | ".join(table[0]) + " |\n|" + " --- |" * len(table[0]) + "\n")
        for row in table:
            f.write("| " + " | ".join(str(v) for v in row.values()) + " |\n")


if __name__ == "__main__":
    main()
