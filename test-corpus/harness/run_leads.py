#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What `learn` must say of the files of test-corpus/learn/.

    run_leads.py build/dev/hookqual

A line with `// lead: REQUIREMENT CARRIES` must be the place of such a lead, and places without
have none (now/ is compared with base/); a place that is marked may have more leads than one. The text, the JSON, and the rules
that are mined are looked at for one small program each.
"""

import json
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import schemas

FOLDER = Path(__file__).resolve().parents[1] / "learn"
MARK = re.compile(r"// lead: (.+) (no|sometimes)$")


class Leads(unittest.TestCase):
    hookqual = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="hookqual-leads-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def capture(self, unit, database="facts.db"):
        command = {"directory": str(unit.parent), "file": str(unit)}
        command["arguments"] = ["clang-19", "-std=gnu11", "-O2", "-ffreestanding", "-c", str(unit), "-o", f"{self.folder}/u.o"]
        commands = self.folder / "compile_commands.json"
        commands.write_text(json.dumps([command]), encoding="utf-8")
        self.call("capture", "-p", commands, "--db", self.folder / database, "--jobs", "1")

    def call(self, *arguments):
        done = subprocess.run([self.hookqual, *map(str, arguments)], capture_output=True, text=True, timeout=120, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def learn(self, *arguments):
        return self.call("learn", "--db", self.folder / "facts.db", "--rules", FOLDER / "refusals.yaml", *arguments)

    def leads_of(self, unit):
        self.capture(unit)
        document = json.loads(self.learn("--format", "json"))
        self.assertEqual(schemas.mistakes("leads", document), [])
        return document["leads"]

    def test_each_file_gives_the_leads_it_states(self):
        units = sorted(FOLDER.glob("*.c"))
        self.assertGreaterEqual(len(units), 8)
        for unit in units:
            with self.subTest(unit.name):
                self.compare(unit, self.leads_of(unit))

    def test_only_what_a_base_does_not_have(self):
        unit = FOLDER / "now" / "lost.c"
        base = self.folder / "base.db"
        self.capture(FOLDER / "base" / "lost.c", base.name)
        self.capture(unit)
        document = json.loads(self.learn("--against", base, "--format", "json"))
        self.assertEqual(schemas.mistakes("leads", document), [])
        self.compare(unit, document["leads"])
        lost = [lead for lead in document["leads"] if lead["function"] == "entry_store" and lead["lost_before"] == "object.value"]
        self.assertEqual(len(lost), 1, document["leads"])
        self.assertIn("security_stored", lost[0]["also_lacking"])
        self.assertIn("lost: in the base it is required before `object.value`", self.learn("--against", base))

    def test_against_itself_nothing_is_new(self):
        self.capture(FOLDER / "member.c")
        self.assertIn("leads: 0,", self.learn("--against", self.folder / "facts.db"))

    def compare(self, unit, leads):
        wanted = {}
        for number, line in enumerate(unit.read_text(encoding="utf-8").splitlines(), 1):
            if match := MARK.search(line):
                wanted[number] = match.groups()
        found = {}
        for lead in leads:
            found.setdefault(lead["line"], set()).update((text, lead["carries"]) for text in [lead["requirement"], *lead["also_lacking"]])
        self.assertEqual(set(found), set(wanted), [(lead["line"], lead["requirement"], lead["family"]) for lead in leads])
        for number, mark in wanted.items():
            self.assertIn(mark, found[number], f"line {number}")

    def test_the_text_shows_the_family_side_by_side(self):
        self.capture(FOLDER / "member.c")
        text = self.learn()
        self.assertIn("`fourth_bad` does not require `capable(CAP_NET_ADMIN)`, as 3 of 4 do that serve as operations.change", text)
        self.assertRegex(text, r"required always:\n.*first_ok\n.*second_ok\n.*third_ok\n    not required:\n.*fourth_bad\n")
        self.assertIn("to discharge it: require `capable(CAP_NET_ADMIN)`", text)

    def test_only_leads_of_one_function(self):
        self.capture(FOLDER / "member.c")
        self.assertIn("leads: 0,", self.learn("--function", "first_ok"))

    def test_mined_rules_load_and_carry_their_evidence(self):
        self.capture(FOLDER / "callers.c")
        rules = self.folder / "learned.yaml"
        self.learn("--mine", "-o", rules)
        text = rules.read_text(encoding="utf-8")
        self.assertIn("# guarded at 3 of 4 sites", text)
        self.assertRegex(text, r"# unguarded .*callers.c:\d+ entry_third_bad\n- rule: learned/security-change-publish\n")
        self.call("rules", "lint", rules)
        document = json.loads(self.learn("--mine", "--format", "json"))
        self.assertEqual(schemas.mistakes("learned", document), [])

    def test_wrong_input_is_refused(self):
        command = [self.hookqual, "learn", "--db", self.folder / "none.db"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        self.assertEqual((done.returncode, done.stdout), (2, ""))


if __name__ == "__main__":
    Leads.hookqual = str(Path(sys.argv.pop()).resolve())
    unittest.main()
