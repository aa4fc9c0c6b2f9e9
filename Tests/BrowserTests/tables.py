"""Sorting and filtering the tables of the report's page."""

import study
from browser import Keys
from page_test import ROWS, PageTest


class Sorting(PageTest):
    def check(self, grid, title, press):
        """Sorts a column both ways; returns its texts ascending."""
        head = self.head(grid, title)
        orders = []
        for order in ["ascending", "descending"]:
            press(head.find_element("css selector", "button"))
            self.assertEqual(head.get_attribute("aria-sort"), order)
            marked = self.browser.all(f"{grid} th[aria-sort$=cending]")
            self.assertEqual(len(marked), 1)
            orders.append(self.column(grid, title))
        up, down = ([text for text in texts if text != ""] for texts in orders)
        absent = len(orders[0]) - len(up)
        for texts in orders:
            self.assertEqual(texts[len(up):], [""] * absent, "absent values are not last")
        self.assertEqual(up, down[::-1])
        self.assertGreater(len(set(up)), 1, "nothing to sort")
        return up, absent

    def click(self, button):
        button.click()

    def enter(self, button):
        self.browser.focus(button)
        self.browser.press(Keys.ENTER)
        self.assertEqual(self.browser.focused(), button, "sorting loses the focus")

    def test_runs_by_click(self):
        self.browser.open()
        self.choose("#run-tools", "method", "exact")
        before = self.column("#run-grid", "objective")
        texts, absent = self.check("#run-grid", "objective", self.click)
        self.assertEqual([float(text) for text in texts], sorted(map(float, before)))
        self.assertNotEqual(self.column("#run-grid", "objective"), before, "nothing moved")
        self.assertEqual(absent, 0)

    def test_runs_by_keyboard_absent_last(self):
        self.browser.open()
        self.choose("#run-tools", "method", "edd")
        texts, absent = self.check("#run-grid", "bound", self.enter)
        self.assertEqual([float(text) for text in texts], sorted(float(text) for text in texts))
        self.assertGreater(absent, 0)
        self.assertGreater(len(texts), 0)

    def test_instances_by_name_with_numbers(self):
        self.browser.open()
        texts, _ = self.check("#instance-grid", "instance", self.click)
        sizes = [int(text[1:text.index("_")]) for text in texts]
        self.assertEqual(sizes, sorted(sizes), "n100 stands before n20")

    def test_static_table(self):
        self.browser.open()
        table = "#summary section:nth-of-type(2) table"
        up, _ = self.check(table, "deviation %", self.enter)
        values = [float(text.split()[0]) for text in up]
        self.assertEqual(values, sorted(values))
        self.assertGreater(len(set(values)), 2)


class Filtering(PageTest):
    def test_text_method_and_status(self):
        self.browser.open()
        everything = len(study.INSTANCES) * len(study.METHODS) * study.SEEDS
        status = self.browser.one("#run-grid .note")
        self.assertEqual(status.text, f"1 to 100 of {everything}")
        self.choose("#run-tools", "instance", "TF0.4_RDD0.4")
        self.assertEqual(set(self.column("#run-grid", "instance")), {"n5_tf0.4_rdd0.4_s1", "n20_tf0.4_rdd0.4_s1"})
        self.choose("#run-tools", "method", "exact")
        self.assertEqual(set(self.column("#run-grid", "method")), {"exact"})
        self.assertEqual(len(self.browser.all(ROWS)), 2 * study.SEEDS)
        self.choose("#run-tools", "status", "optimal")
        self.assertEqual(set(self.column("#run-grid", "status")), {"optimal"})
        self.choose("#run-tools", "instance", "no such instance")
        self.assertEqual(self.browser.all(ROWS), [])
        self.assertEqual(status.text, "nothing matches")

    def test_failed_or_at_fault(self):
        self.browser.open()
        self.choose("#run-tools", "status", "failed or at fault")
        self.assertEqual(len(self.browser.all(ROWS)), 2)
        self.assertEqual(len(self.browser.all(ROWS + ".bad")), 1)
        self.assertIn("exit status 70", self.column("#run-grid", "ending"))

    def test_pages(self):
        self.browser.open()
        first = self.browser.texts(ROWS)
        following = next(b for b in self.browser.all("#run-grid button") if b.text == "next")
        following.click()
        self.assertEqual(len(first) + len(self.browser.texts(ROWS)),
                         len(study.INSTANCES) * len(study.METHODS) * study.SEEDS)
        self.assertFalse(following.is_enabled())

    def test_instance_shows_its_runs(self):
        for act in [lambda row: row.click(), lambda row: (self.browser.focus(row), self.browser.press(Keys.ENTER))]:
            self.browser.open()
            row = self.browser.all("#instance-grid tbody tr")[2]
            name = row.find_element("css selector", "th").text
            act(row)
            self.assertEqual(set(self.column("#run-grid", "instance")), {name})
            self.assertEqual(len(self.browser.all(ROWS)), len(study.METHODS) * study.SEEDS)
            self.assertEqual(self.browser.focused().get_attribute("value"), name)

    def test_measures_and_best_marks(self):
        self.browser.open()
        self.choose("#instance-tools", "show", "best objective")
        exact = self.column("#instance-grid", "exact")
        edd = self.column("#instance-grid", "edd")
        self.assertTrue(all(int(a) <= int(b) for a, b in zip(exact, edd) if a and b))
        heads = self.browser.texts("#instance-grid thead th")
        marked = self.browser.all(f"#instance-grid tbody td.best:nth-child({heads.index('exact') + 1})")
        self.assertGreater(len(marked), len(study.INSTANCES) // 2)
