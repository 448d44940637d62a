#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What `systems` must say of the files of test-corpus/systems/.

    run_systems.py build/dev/hookqual

The first lines of a file say what is asked of it and under which rules. A mark speaks of the
rows whose place is on its line: each of its texts must be a cell of one such row. In tables that
are `closed` every row with a place in the file needs a mark. What has no place is said at the top:
`has:` and `hasnot:` a row with these cells.
"""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import schemas

FOLDER = Path(__file__).resolve().parents[1] / "systems"


def directives(text, key):
    prefix = f"// {key}: "
    return [line.removeprefix(prefix) for line in text.splitlines() if line.startswith(prefix)]


def split_mark(mark):
    table, cells = mark.split(": ", 1)
    return table.strip(), [cell.strip() for cell in cells.split(" | ")]


def marks_in(text):
    for number, line in enumerate(text.splitlines(), 1):
        for mark in line.split("// row: ")[1:]:
            yield number, *split_mark(mark)


def fits(row, cells):
    texts = [str(cell) for cell in row.values()]
    return all(cell in texts for cell in cells)


class Systems(unittest.TestCase):
    hookqual = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="hookqual-systems-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def call(self, *arguments):
        done = subprocess.run([self.hookqual, *map(str, arguments)], capture_output=True, text=True, timeout=120,
                              check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def capture(self, unit):
        command = {"directory": str(unit.parent), "file": str(unit)}
        command["arguments"] = ["clang-19", "-std=gnu11", "-O2", "-ffreestanding", "-c", str(unit), "-o",
                                f"{self.folder}/u.o"]
        commands = self.folder / "compile_commands.json"
        commands.write_text(json.dumps([command]), encoding="utf-8")
        self.call("capture", "-p", commands, "--db", self.folder / "facts.db", "--jobs", "1")

    def ask(self, unit, text, *arguments):
        rules = [word for name in directives(text, "rules")[0].split() for word in ("--rules", unit.parent / name)]
        [section] = directives(text, "section")
        return self.call("systems", *section.replace(" .", f" {FOLDER}").split(), "--db", self.folder / "facts.db", *rules, *arguments)

    def test_each_file_gives_the_rows_it_states(self):
        units = sorted(FOLDER.glob("*.c"))
        self.assertGreaterEqual(len(units), 2)
        for unit in units:
            with self.subTest(unit.name):
                text = unit.read_text(encoding="utf-8")
                self.capture(unit)
                document = json.loads(self.ask(unit, text, "--format", "json"))
                self.assertEqual(schemas.mistakes("systems", document), [])
                self.compare(unit, text, {table["name"]: table["rows"] for table in document["tables"]})

    def compare(self, unit, text, tables):
        marked = set()
        for number, name, cells in marks_in(text):
            rows = [row for row in tables[name] if self.line_of(row, unit) == number]
            self.assertTrue(any(fits(row, cells) for row in rows), f"line {number}: {name} {cells}: {rows}")
            marked.add((name, number))
        for name in " ".join(directives(text, "closed")).split():
            for row in tables[name]:
                line = self.line_of(row, unit)
                self.assertTrue(line is None or (name, line) in marked, f"{name} {row}")
        for mark in directives(text, "has"):
            name, cells = split_mark(mark)
            self.assertTrue(any(fits(row, cells) for row in tables[name]), f"{mark}: {tables[name]}")
        for mark in directives(text, "hasnot"):
            name, cells = split_mark(mark)
            self.assertFalse(any(fits(row, cells) for row in tables[name]), mark)

    @staticmethod
    def line_of(row, unit):
        file, _, rest = row.get("place", "").rpartition("/")[2].partition(":")
        return int(rest.split(":")[0]) if file == unit.name else None

    def test_the_text_names_what_was_found(self):
        unit = FOLDER / "dispatch.c"
        self.capture(unit)
        text = self.ask(unit, unit.read_text(encoding="utf-8"))
        self.assertRegex(text, r"Functions that ask hooks: \d+\n")
        self.assertRegex(text, r"\n  security_open_ok +\S*dispatch.c:\d+:1 +file_open +always asks +slots +3 ")

    def test_wrong_input_is_refused(self):
        for arguments in (["dispatch", "--db", self.folder / "none.db"], ["nothing"]):
            done = subprocess.run([self.hookqual, "systems", *arguments], capture_output=True, text=True, timeout=120,
                                  check=False)
            self.assertEqual((done.returncode, done.stdout), (2, ""))

    def test_a_module_that_was_not_captured_is_refused(self):
        unit = FOLDER / "coverage.c"
        self.capture(unit)
        rules = [word for name in ("../../rules/linux/systems.yaml", "systems.yaml") for word in ("--rules", FOLDER / name)]
        done = subprocess.run([self.hookqual, "systems", "coverage", "--lsm", "first,third", "--db", self.folder / "facts.db",
                               *map(str, rules)], capture_output=True, text=True, timeout=120, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("no module 'third' was captured, but first, second", done.stderr)

    def test_rules_without_the_names_of_the_framework_are_refused(self):
        unit = FOLDER / "dispatch.c"
        self.capture(unit)
        done = subprocess.run([self.hookqual, "systems", "dispatch", "--db", self.folder / "facts.db", "--rules",
                               FOLDER / "systems.yaml"], capture_output=True, text=True, timeout=120, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("the rules have no set 'hook-records'", done.stderr)


if __name__ == "__main__":
    Systems.hookqual = str(Path(sys.argv.pop()).resolve())
    unittest.main()
