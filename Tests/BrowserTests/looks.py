"""How the report's page looks: narrow, dark, on paper."""

import shutil
import subprocess

import study
from browser import Keys
from page_test import PageTest


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

    def test_values_have_room(self):
        for width, shows_class in [(1400, True), (400, False)]:
            self.browser.open(width=width)
            heads = [head.text for head in self.browser.all("#instance-grid thead th") if head.is_displayed()]
            self.assertEqual("class" in heads, shows_class, f"width {width}: {heads}")
            share = self.browser.run("""
                const head = document.querySelector('#run-grid tbody th');
                head.textContent = 'n'.repeat(200);
                return head.offsetWidth / head.closest('.scroll').clientWidth""")
            self.assertLess(share, 0.5, f"a long name at width {width}")
            name = self.browser.one("#instance-grid tbody th")
            self.assertEqual(name.get_attribute("title") or name.text, name.text)

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
