#!/usr/bin/env python3
"""Measures what `optsolve bench` adds to its runs, against a shell loop over the same commands.

usage: runner_overhead.py [--binary .build/release/optsolve] [--runs N] [--pairs K]

Both carry out the same N runs (method edd on a 20-job instance, N seeds), one at a time; the shell loop keeps nothing,
bench stores every run durably. K pairs are measured alternately. CPU seconds are the kernel's account of all
processes involved. Prints wall and CPU milliseconds a run for both and the median of the paired differences; on a
busy machine only CPU is telling. Standard library only.
"""
import argparse, os, resource, statistics, subprocess, tempfile, time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def measure(command, folder):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", default=os.path.join(ROOT, ".build/release/optsolve"))
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--pairs", type=int, default=5)
    options = parser.parse_args()
    binary = os.path.abspath(options.binary)
    instance = os.path.join(ROOT, "Instances/smtt/n20_tf0.6_rdd0.4_s1.txt")
    rows = {"shell loop": [], "bench": []}
    with tempfile.TemporaryDirectory() as folder:
        words = "--method=edd --threads=1 --time-limit=60 --json --progress=json"
        with open(os.path.join(folder, "loop.sh"), "w") as loop:
            for seed in range(1, options.runs + 1):
                loop.write(f"'{binary}' smtt '{instance}' {words} --seed={seed} </dev/null >out.json 2>err.txt\n")
        for pair in range(options.pairs):
            store = f"{pair}.sqlite"
            bench = [binary, "bench", instance, "--methods", "edd", "--seeds", f"1..{options.runs}", "-t", "60",
                     "--store", store, "-j", "1", "-q"]
            rows["shell loop"].append(measure(["sh", "loop.sh"], folder))
            rows["bench"].append(measure(bench, folder))
    for name, values in rows.items():
        wall, cpu = (1000 * statistics.median(v) / options.runs for v in zip(*values))
        print(f"{name:12} {wall:8.2f} ms wall {cpu:8.2f} ms CPU a run")
    pairs = list(zip(rows["bench"], rows["shell loop"]))
    wall, cpu = (1000 * statistics.median(b[i] - s[i] for b, s in pairs) / options.runs for i in (0, 1))
    print(f"{'difference':12} {wall:8.2f} ms wall {cpu:8.2f} ms CPU a run")


if __name__ == "__main__":
    main()
