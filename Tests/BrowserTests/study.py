"""A study for the browser: real runs, two of them edited into a false claim and a failure."""

import json
import os
import pathlib
import subprocess

INSTANCES = ["n5_tf0.4_rdd0.4_s1", "n20_tf0.2_rdd0.4_s1", "n20_tf0.4_rdd0.4_s1", "n20_tf0.6_rdd0.4_s1",
             "n20_tf0.8_rdd0.4_s1", "n50_tf0.2_rdd0.2_s1", "n50_tf0.6_rdd0.2_s1", "n100_tf0.4_rdd0.6_s1",
             "n50_tf0.8_rdd0.8_s1"]
METHODS = ["edd", "mdd", "eddc", "exact"]
SEEDS = 3
# What `mdd` is called in the edited study.
LABEL = 'mdd <b>&"</b>'
LAST_WORDS = "</script><b>killed</b> & gone"


def optsolve(*arguments):
    subprocess.run([os.environ["OPTSOLVE"], *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)


def edited(lines):
    """The exported lines with a method renamed, a proof of a wrong optimum and a crash put in."""
    header, *runs = [json.loads(line) for line in lines]
    header["study"]["methods"] = [LABEL if m == "mdd" else m for m in header["study"]["methods"]]
    for run in runs:
        if run["method"]["label"] == "mdd":
            run["method"]["label"] = LABEL
    optima = {run["instance"]["name"]: run["objective"] for run in runs if run["status"] == "optimal"}
    false = next(run for run in runs if run["method"]["label"] == "edd"
                 and run["objective"] > optima.get(run["instance"]["name"], 1 << 60))
    false.update(status="optimal", termination="proved", bound=false["objective"])
    crash = next(run for run in runs if run["method"]["label"] == "eddc")
    crash.update(status="unknown", termination=None, objective=None, bound=None, trajectory=[], document=None,
                 ending={"kind": "exited", "code": 70, "message": LAST_WORDS})
    return [json.dumps(entry) for entry in [header, *runs]], false["key"][:16], crash["key"][:16]


def make(folder):
    """Runs the study and writes its page; returns the page and the short keys of the false and of the crashed run."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ["real.sqlite", "study.sqlite", "real.jsonl"]:
        (folder / name).unlink(missing_ok=True)
    root = pathlib.Path(__file__).resolve().parents[2]
    files = [root / "Instances" / "smtt" / f"{name}.txt" for name in INSTANCES]
    optsolve("bench", *files, "--methods", ",".join(METHODS), "-t", 1, "--seeds", f"1..{SEEDS}", "-j", 2,
             "--progress", "none", "--store", folder / "real.sqlite")
    optsolve("bench", "export", folder / "real.sqlite", "-o", folder / "real.jsonl")
    lines, false, crash = edited((folder / "real.jsonl").read_text().splitlines())
    (folder / "edited.jsonl").write_text("\n".join(lines) + "\n")
    optsolve("bench", "import", folder / "study.sqlite", folder / "edited.jsonl")
    optsolve("report", folder / "study.sqlite", "-o", folder / "report.html")
    return folder / "report.html", false, crash
