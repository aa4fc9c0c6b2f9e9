"""What the tests of the report's page share."""

import pathlib
import unittest

from browser import Browser

ROWS = "#run-grid tbody tr"


class PageTest(unittest.TestCase):
    folder = pathlib.Path()
    page = pathlib.Path()
    false_key = ""
    crash_key = ""

    @classmethod
    def setUpClass(cls):
        cls.browser = Browser(cls.page, cls.folder)

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()

    def tearDown(self):
        self.assertEqual(self.browser.complaints(), [], "the console is not empty")

    def column(self, grid, title):
        """The texts of a column of a table, as shown."""
        heads = self.browser.texts(f"{grid} thead th")
        place = heads.index(title) + 1
        return self.browser.texts(f"{grid} tbody tr > :nth-child({place})")

    def head(self, grid, title):
        heads = self.browser.texts(f"{grid} thead th")
        return self.browser.all(f"{grid} thead th")[heads.index(title)]

    def choose(self, tools, label, value):
        """Sets the control with this label as a user does."""
        labels = self.browser.all(f"{tools} label")
        control = next(one for one in labels if one.text.startswith(label)).find_element("css selector", "input, select")
        if control.tag_name == "input":
            control.clear()
            control.send_keys(value)
        else:
            options = control.find_elements("css selector", "option")
            next(option for option in options if option.text == value).click()
        return control
