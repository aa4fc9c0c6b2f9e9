"""The report's page in headless Chromium.

    OPTSOLVE=.build/release/optsolve /usr/bin/python3 Tests/BrowserTests/report_page.py FOLDER [TEST...]

Makes a study in FOLDER, uses its page, and leaves screenshots there.
"""

import pathlib
import sys
import unittest

import study
from looks import Looks
from page_test import PageTest
from runs_and_charts import Charts, DrillDown
from tables import Filtering, Sorting

__all__ = ["Charts", "DrillDown", "Filtering", "Looks", "Sorting"]

if __name__ == "__main__":
    PageTest.folder = pathlib.Path(sys.argv[1])
    PageTest.page, PageTest.false_key, PageTest.crash_key = study.make(PageTest.folder)
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]], verbosity=2)
