"""Headless Chromium with what the tests of a page need."""

import base64
import json
import pathlib

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

CONTRAST = (pathlib.Path(__file__).parent / "contrast.js").read_text()


class Browser:
    def __init__(self, page, folder):
        options = Options()
        options.binary_location = "/usr/bin/chromium"
        for switch in ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars"]:
            options.add_argument(switch)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
        self.address = page.resolve().as_uri()
        self.folder = folder

    def open(self, fragment="", width=1280, height=900, dark=False, media=""):
        """Loads the page anew."""
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                     mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.command("Emulation.setEmulatedMedia", media=media, features=[scheme])
        self.driver.get("about:blank")
        self.driver.get(self.address + fragment)
        assert self.run("return document.documentElement.dataset.ready") == "yes", "the script did not end"

    def command(self, name, **arguments):
        return self.driver.execute_cdp_cmd(name, arguments)

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def all(self, selector):
        return self.driver.find_elements("css selector", selector)

    def one(self, selector):
        return self.driver.find_element("css selector", selector)

    def texts(self, selector):
        return self.run("return [...document.querySelectorAll(arguments[0])].map(n => n.textContent)", selector)

    def wait(self, condition, message):
        """Asks once per frame, for at most two seconds."""
        for _ in range(120):
            if condition():
                return
            self.driver.execute_async_script("requestAnimationFrame(() => arguments[0]())")
        raise AssertionError(message)

    def press(self, *keys):
        ActionChains(self.driver).send_keys(*keys).perform()

    def focus(self, element):
        self.run("arguments[0].focus()", element)

    def focused(self):
        return self.driver.switch_to.active_element

    def pointer(self, element, across, down):
        """Moves the pointer to shares of an element's width and height."""
        self.run("arguments[0].scrollIntoView({block: 'center'})", element)
        size = element.size
        ActionChains(self.driver).move_to_element_with_offset(
            element, round(size["width"] * (across - 0.5)), round(size["height"] * (down - 0.5))).perform()

    def complaints(self):
        """What the console got since the last call."""
        return [json.dumps(entry) for entry in self.driver.get_log("browser")]

    def low_contrast(self, selector="body"):
        """Visible texts below the contrast of WCAG AA, with their contrast; and how many texts were looked at."""
        return self.run(CONTRAST + "\nreturn lowContrast(document.querySelector(arguments[0]));", selector)

    def screenshot(self, name, whole=False):
        size = self.run("return [document.documentElement.clientWidth, document.documentElement.scrollHeight]")
        height = min(size[1], 12000) if whole else 900
        clip = {"x": 0, "y": 0, "width": size[0], "height": height, "scale": 1}
        picture = (self.command("Page.captureScreenshot", captureBeyondViewport=True, clip=clip) if whole
                   else self.command("Page.captureScreenshot"))
        (self.folder / f"{name}.png").write_bytes(base64.b64decode(picture["data"]))

    def print(self, name):
        """Prints to a PDF file; returns its bytes."""
        pdf = base64.b64decode(self.command("Page.printToPDF", printBackground=True, paperWidth=8.27,
                                            paperHeight=11.69)["data"])
        (self.folder / f"{name}.pdf").write_bytes(pdf)
        return pdf

    def close(self):
        self.driver.quit()


__all__ = ["Browser", "Keys"]
