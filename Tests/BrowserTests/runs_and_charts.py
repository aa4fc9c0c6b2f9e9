"""Opening single runs, and reading values from charts."""

import study
from browser import Keys
from page_test import ROWS, PageTest


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
