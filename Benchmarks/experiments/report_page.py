"""What the page of a large study costs: making it, opening it, sorting and filtering its runs.

    swift run -c release store-benchmark 100000 /tmp keep
    /usr/bin/python3 Benchmarks/experiments/report_page.py .build/release/optsolve /tmp/store-benchmark.*.sqlite

Needs what `.ci/browser` installs.
"""

import os
import pathlib
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "Tests" / "BrowserTests"))
from browser import Browser  # noqa: E402

OPENING = """
const entry = performance.getEntriesByType('navigation')[0];
return [performance.getEntriesByName('first-contentful-paint')[0]?.startTime, entry.loadEventEnd];"""
SORTING = """
const start = performance.now();
document.querySelectorAll('#run-grid thead button')[arguments[0]].click();
document.body.offsetHeight;
return performance.now() - start;"""
FILTERING = """
const start = performance.now(), find = document.querySelector('#run-tools input');
find.value = '_77';
find.dispatchEvent(new Event('input'));
document.body.offsetHeight;
return performance.now() - start;"""


def make(optsolve, store, page):
    """Seconds, CPU seconds and MiB of `optsolve report`."""
    start = time.monotonic()
    process = os.spawnv(os.P_NOWAIT, optsolve, [optsolve, "report", store, "-o", str(page)])
    _, status, usage = os.wait4(process, 0)
    if status != 0:
        sys.exit(f"report failed: {status}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    optsolve, store = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        page = pathlib.Path(folder) / "page.html"
        wall, cpu, memory = make(optsolve, store, page)
        print(f"optsolve report: {wall:.1f} s wall, {cpu:.1f} s CPU, {memory:.0f} MiB; "
              f"page {page.stat().st_size / 1e6:.1f} MB")
        browser = Browser(page, pathlib.Path(folder))
        try:
            for _ in range(3):
                browser.open()
                paint, load = browser.run(OPENING)
                print(f"opening: first paint {paint:.0f} ms, ready {load:.0f} ms")
            count = len(browser.all("#run-grid thead button"))
            sorts = [browser.run(SORTING, column) for column in range(count)]
            print(f"sorting by each of {count} columns: {min(sorts):.0f} to {max(sorts):.0f} ms")
            print(f"filtering: {browser.run(FILTERING):.0f} ms")
            print(f"console: {browser.complaints() or 'empty'}")
        finally:
            browser.close()


if __name__ == "__main__":
    main()
