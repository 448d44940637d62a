#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The pages of a report in a browser: they draw what they should, and complain of nothing.

    test_pages.py build/dev/hookqual
"""

import re
import sys
import tempfile
import unittest
from pathlib import Path

import browser
from captured_program import CapturedProgram

PROBE = """<script>addEventListener("load", () => {{ {script} }});</script></html>"""


@unittest.skipUnless(browser.find(), "no chromium")
class Pages(unittest.TestCase):
    hookqual = None

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="hookqual-pages-")
        cls.addClassCleanup(folder.cleanup)
        program = CapturedProgram(cls.hookqual, Path(folder.name))
        program.capture([program.unit.name])
        program.run("check", "--db", "t.db", "--rules", "rules", "-o", "pages/")
        cls.pages = Path(folder.name) / "pages"

    def drawn(self, page, width=1280):
        """The document, after it is known that the console is empty."""
        document, console = browser.dom(page, width)
        self.assertEqual(console, [], page)
        return document

    def after(self, page, script, width=1280):
        """The document when its scripts and then this one have run."""
        probed = page.with_name(f"probe-{page.name}")
        text = page.read_text(encoding="utf-8")
        probed.write_text(text.replace("</html>", PROBE.format(script=script)), encoding="utf-8")
        return self.drawn(probed, width)

    def test_no_page_complains(self):
        for page in sorted(self.pages.rglob("*.html")):
            if not page.name.startswith("probe-"):
                self.assertIn("</main>", self.drawn(page), page)

    def test_the_table_counts_its_rows(self):
        self.assertIn("1 of 1", self.drawn(self.pages / "findings.html"))

    def test_words_filter_the_table(self):
        script = """const field = document.querySelector("input[type=search]");
            field.value = "nothing has this"; field.dispatchEvent(new Event("input", { bubbles: true }));"""
        document = self.after(self.pages / "findings.html", script)
        self.assertRegex(document, r"<tr [^>]*hidden")
        self.assertIn("0 of 1", document)

    def test_keys_walk_through_the_table(self):
        script = """document.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
            document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
            document.title = document.activeElement.tagName;"""
        self.assertIn("<title>A</title>", self.after(self.pages / "findings.html", script))

    def test_the_matrix_is_drawn_and_answers_keys(self):
        script = """form.rows.value = "operations"; draw();
            view.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown" }));"""
        document = self.after(self.pages / "matrix.html", script)
        self.assertRegex(document, r'<path class="violated" d="M1 1h')
        self.assertIn("do_ftruncate × ", document)
        self.assertIn("1 mediated, 0 unknown, 1 violated", document)

    def test_nothing_is_wider_than_a_telephone(self):
        script = "document.title = document.documentElement.scrollWidth > innerWidth ? 'too wide' : 'fits';"
        for name in ("index", "findings", "hooks", "matrix"):
            self.assertIn("<title>fits</title>", self.after(self.pages / f"{name}.html", script, 400), name)

    def test_nothing_is_fetched(self):
        for page in self.pages.rglob("*.*"):
            text = page.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
            self.assertEqual(re.findall(r"(?:https?:)?//[a-z]+\.[a-z]+", text), [], page)


if __name__ == "__main__":
    Pages.hookqual = str(Path(sys.argv.pop(1)).resolve())
    unittest.main()
