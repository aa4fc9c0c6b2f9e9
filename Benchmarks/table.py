"""A table of runs that grows row by row, and may be continued in another sitting."""
import csv, importlib.metadata, os, subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SHARED = os.path.join(os.path.dirname(ROOT), "shared")


def read(path):
    """The rows of a table, as texts; none where there is no file."""
    if not os.path.exists(path):
        return []
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def texts(result, fields):
    """A row of texts from the values of a run; None is an empty cell."""
    return {k: "" if result.get(k) is None else str(result[k]) for k in fields}


def write(path, fields, rows, key):
    """Replaces the table as a whole, in the order of a key, so that a sitting may end at any time."""
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    with open(path + ".new", "w", newline="") as file:
        writer = csv.DictWriter(file, fields, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=key))
    os.replace(path + ".new", path)


def shown(path):
    """A path as a command of the project's root names it."""
    path = os.path.abspath(path)
    return os.path.relpath(path, ROOT) if path.startswith(ROOT + os.sep) else os.path.basename(path)


def finish(path, rows, text):
    """Writes the summary beside the table and prints it; the exit status says whether any row has a fault."""
    with open(os.path.splitext(path)[0] + ".md", "w") as file:
        file.write(text)
    print(text)
    return 1 if any(row["fault"] for row in rows) else 0


def commit(a, solver):
    """What a solver is: our commit (with + where files have changed since), or the version of a package or program."""
    packages = {"cpsat": "ortools", "highs": "highspy"}
    if solver in packages:
        return packages[solver] + " " + importlib.metadata.version(packages[solver])
    if solver == "minimalloc":
        return a.minimalloc_commit
    run = lambda *words: subprocess.run(["git", "-C", ROOT, *words], capture_output=True, text=True).stdout.strip()
    changed = run("status", "--porcelain", "--", "Sources", "Package.swift")
    return run("rev-parse", "--short", "HEAD") + ("+" if changed else "")


def origin(rows, solvers):
    """One line: which solvers the rows are of, and the machine that writes the summary."""
    parts = [f"{s} {'/'.join(sorted({r['commit'] for r in rows if r['solver'] == s}))}" for s in solvers]
    with open("/proc/cpuinfo") as file:
        names = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    return f"Programs: {', '.join(parts)}. Machine: {len(names)} x {names[0] if names else 'unknown processor'}."
