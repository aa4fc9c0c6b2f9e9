"""The report's page in headless Chromium.

    OPTSOLVE=.build/release/optsolve /usr/bin/python3 Tests/BrowserTests/report_page.py FOLDER [TEST...]

Makes a study in FOLDER, uses its page, and leaves screenshots there.
"""

import pathlib
import shutil
import subprocess
import sys
import unittest

import study
from browser import Browser, Keys

ROWS = "#run-grid tbody tr"
HEADS = "#run-grid thead th"


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


class DrillDown(PageTest):
    def is_open(self):
        return self.browser.run("return document.getElementById('run').open")

    def wait_open(self, expected=True):
        self.browser.wait(lambda: self.is_open() == expected, f"the dialog is not {'open' if expected else 'closed'}")

    def test_click_enter_escape(self):
        self.browser.open()
        self.choose("#run-tools", "method", "exact")
        row = self.browser.all(ROWS)[1]
        for act in [row.click, lambda: (self.browser.focus(row), self.browser.press(Keys.ENTER))]:
            act()
            self.wait_open()
            self.assertIn("#run=", self.browser.driver.current_url)
            title = self.browser.one("#run h2").text
            self.assertEqual(title, row.find_element("css selector", "th").text + ": exact")
            self.browser.press(Keys.ESCAPE)
            self.wait_open(False)
            self.assertNotIn("#run=", self.browser.driver.current_url)
        self.assertEqual(self.browser.focused(), row, "the focus is not back on the row")
        self.browser.press(Keys.ARROW_DOWN)
        self.assertEqual(self.browser.focused(), self.browser.all(ROWS)[2])
        self.assertEqual(len(self.browser.all(ROWS + "[tabindex='0']")), 1, "more than one tab stop")

    def test_course_and_drawing(self):
        self.browser.open()
        key = self.browser.run("return document.querySelector('template').id.slice(8)")
        self.browser.open("#run=" + key)
        self.wait_open()
        self.assertEqual(self.browser.texts("#run h3"), ["Replay", "Course", "Solution"])
        course, drawing = self.browser.all("#run figure svg")
        self.assertGreater(len(course.find_elements("css selector", "circle")), 0)
        jobs = drawing.find_elements("css selector", "g[data-key] rect")
        self.assertGreaterEqual(len(jobs), 5)
        command = self.browser.one("#run pre").text
        self.assertRegex(command, r"^optsolve smtt \S+/Instances/smtt/n\S+\.txt -m \w+ (-s \d )?-t 1$")
        self.browser.one("#run .close").click()
        self.wait_open(False)

    def test_false_claim(self):
        self.browser.open()
        link = self.browser.one(".faults a")
        self.assertEqual(link.get_attribute("href").split("#")[1], "run=" + self.false_key)
        link.click()
        self.wait_open()
        red = self.browser.one("#run .badtext")
        self.assertIn(red.text, self.browser.one(".faults li").get_attribute("textContent"))
        self.assertEqual(red.value_of_css_property("color"), link.value_of_css_property("color"))
        self.browser.driver.back()
        self.wait_open(False)

    def test_last_words_and_names_are_text(self):
        self.browser.open("#run=" + self.crash_key)
        self.wait_open()
        self.assertEqual(self.browser.one("#run pre").text, study.LAST_WORDS)
        self.assertEqual(self.browser.all("#run b"), [])
        self.assertIn(study.LABEL, self.browser.texts("#run-tools option"))
        self.assertIn(study.LABEL, self.browser.texts("#summary tbody th"))


class Charts(PageTest):
    def test_values_under_the_pointer(self):
        self.browser.open()
        for figure in self.browser.all("figure[data-series]"):
            output = figure.find_element("css selector", "output")
            self.assertFalse(output.is_displayed())
            picture = figure.find_element("css selector", ".wide svg")
            self.browser.pointer(picture, 0.9, 0.5)
            right = output.text
            self.assertGreaterEqual(len(right.splitlines()), 2)
            self.browser.pointer(picture, 0.5, 0.5)
            self.assertNotEqual(output.text, right)
            box, owner = output.rect, figure.rect
            self.assertGreaterEqual(box["x"], owner["x"])
            self.assertLessEqual(box["x"] + box["width"], owner["x"] + owner["width"] + 1)
            self.browser.pointer(self.browser.one("h1"), 0.5, 0.5)
            self.assertFalse(output.is_displayed())

    def test_profile_tells_what_it_draws(self):
        self.browser.open()
        figure = self.browser.one("#profiles figure")
        self.browser.focus(figure.find_element("css selector", ".wide svg"))
        self.browser.press(*[Keys.ARROW_LEFT] * 60)
        lines = figure.find_element("css selector", "output").text.splitlines()
        self.assertEqual(lines[0], "objective relative to the best 1")
        shares = {line.split(maxsplit=1)[1].strip(): float(line.split()[0]) for line in lines[1:]}
        self.assertEqual(shares["exact"], 1)
        self.assertEqual(list(shares.values()), sorted(shares.values(), reverse=True))

    def test_values_by_arrow_keys(self):
        self.browser.open()
        figure = self.browser.one("#anytime figure")
        output = figure.find_element("css selector", "output")
        self.browser.focus(figure.find_element("css selector", ".wide svg"))
        texts = []
        for key in [Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_LEFT]:
            self.browser.press(key)
            texts.append(output.text)
        self.assertEqual(texts[0], texts[2])
        self.assertNotEqual(texts[0], texts[1])
        self.browser.press(Keys.ESCAPE)
        self.assertFalse(output.is_displayed())


class Looks(PageTest):
    def test_first_tab_skips_to_the_results(self):
        self.browser.open()
        self.browser.press(Keys.TAB)
        link = self.browser.focused()
        self.assertEqual(link.text, "skip to the results")
        self.assertGreaterEqual(link.rect["x"], 0)

    def test_no_sideways_scrolling(self):
        for width in [1280, 768, 390, 320]:
            for fragment in ["", "#run=" + self.false_key]:
                self.browser.open(fragment, width=width)
                wide = self.browser.run("return document.scrollingElement.scrollWidth")
                self.assertLessEqual(wide, width, f"width {width} {fragment}")
            dialog = self.browser.run("const d = document.getElementById('run'); return d.scrollWidth - d.clientWidth")
            self.assertLessEqual(dialog, 0, f"dialog at width {width}")
        self.browser.open(width=390)
        self.browser.screenshot("narrow", whole=True)
        shown = [figure.is_displayed() for figure in self.browser.all(".narrow, .wide")]
        self.assertEqual(shown.count(True), shown.count(False))

    def test_contrast(self):
        drawn = "#run=" + self.drawn_with_lateness()
        for dark in [False, True]:
            name = "dark" if dark else "light"
            self.browser.open(dark=dark)
            background = self.browser.run("return getComputedStyle(document.body).backgroundColor")
            self.assertEqual(background == "rgb(255, 255, 255)", not dark)
            found = self.browser.low_contrast()
            self.assertEqual(found["low"], [], name)
            self.assertGreater(found["count"], 500)
            self.browser.screenshot(name, whole=True)
            for fragment, least in [(drawn, 60), ("#run=" + self.false_key, 20), ("#run=" + self.crash_key, 15)]:
                self.browser.open(fragment, dark=dark)
                found = self.browser.low_contrast("#run")
                self.assertEqual(found["low"], [], f"{name} {fragment}")
                self.assertGreater(found["count"], least)
                if fragment == drawn:
                    self.browser.screenshot(f"drawing-{name}")

    def drawn_with_lateness(self):
        """The key of a run whose drawing has late and regular bars with labels."""
        self.browser.open()
        return self.browser.run("""
            const has = (template, fill) => template.content.querySelector(`[data-key] rect[fill='${fill}'] ~ text`);
            return [...document.querySelectorAll('template')]
              .find(template => has(template, '#d55e00') && has(template, '#56b4e9')).id.slice(8);""")

    def test_print(self):
        self.browser.open(width=718, media="print", dark=True)
        background = self.browser.run("return getComputedStyle(document.body).backgroundColor")
        self.assertEqual(background, "rgb(255, 255, 255)", "paper is white")
        self.assertEqual(self.browser.low_contrast()["low"], [])
        self.assertFalse(self.browser.one("nav").is_displayed())
        for selector in ["h1", "h2", "h3", "table", "figcaption", ".facts", ".faults", "footer"]:
            for element in self.browser.all(selector):
                self.assertTrue(element.is_displayed(), f"{selector} {element.text[:40]}")
        cut = self.browser.run("""return [...document.querySelectorAll('.scroll')].filter(box =>
            box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight).map(box => box.innerText)""")
        self.assertEqual(cut, [], "tables are cut off")
        self.assertEqual(self.browser.print("page")[:5], b"%PDF-")
        self.browser.open("#run=" + self.false_key)
        self.browser.print("one-run")
        if shutil.which("pdftotext"):
            page, run = (subprocess.run(["pdftotext", self.folder / name, "-"], capture_output=True, text=True,
                                        check=True).stdout for name in ["page.pdf", "one-run.pdf"])
            last = len(study.INSTANCES) * len(study.METHODS) * study.SEEDS
            self.assertIn(f"1 to {last} of {last}", page, "paper shows all runs")
            self.assertIn("Replay", run)
            self.assertNotIn("Anytime", run)


if __name__ == "__main__":
    PageTest.folder = pathlib.Path(sys.argv[1])
    PageTest.page, PageTest.false_key, PageTest.crash_key = study.make(PageTest.folder)
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]], verbosity=2)
