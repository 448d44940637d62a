#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Proves inference.py: its counts, and its tables and exit codes with a fake hookqual and clang."""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import unittest
from contextlib import closing
from pathlib import Path

from ablation import cells
from answers import FINDINGS, MUTANTS, Answer, read_report, require_kernel, require_sources
from cost_of_check import differing_lines, visits_row
from estimates import markdown
from measuring import BenchError, Cost
from mutants import Calls, causes, count_calls, missed_row, misses, mutant_tables, without_rule
from units import Unit

SCRIPT = Path(__file__).resolve().with_name("inference.py")
LEDGER = {"type_errors": 3, "refuted": 1, "effort": {"most_visits": 4}}


def mutant(why, rules=("file/read",), noticed=False, applicable=True):
    place = {"authorizer": "security_use", "function": "use", "file": "fs/use.c", "line": 7}
    return {**place, "why": why, "rules": list(rules), "noticed": noticed, "applicable": applicable}


MUTANTS_OF_ALL_KINDS = [
    mutant("seen", noticed=True),
    mutant("hidden"),
    mutant("refuted"),
    mutant("hidden"),
    mutant("no rule", rules=()),
    mutant("cannot be weakened", applicable=False),
]


class Mutants(unittest.TestCase):
    def test_count_where_a_call_can_be_weakened(self):
        self.assertEqual(count_calls(MUTANTS_OF_ALL_KINDS), Calls(5, 4, 1))

    def test_are_missed_only_where_a_rule_looks(self):
        self.assertEqual([each["why"] for each in misses(MUTANTS_OF_ALL_KINDS)], ["hidden", "refuted", "hidden"])
        self.assertEqual([each["why"] for each in without_rule(MUTANTS_OF_ALL_KINDS)], ["no rule"])

    def test_have_causes_with_the_most_frequent_first(self):
        self.assertEqual(causes(misses(MUTANTS_OF_ALL_KINDS)), [(2, "hidden"), (1, "refuted")])

    def test_are_listed_by_place(self):
        missed, by_cause, unruled = mutant_tables(MUTANTS_OF_ALL_KINDS)
        self.assertIn("| fs/use.c:7 | `security_use` | `use` | refuted |", missed)
        self.assertIn("| 2 | hidden |", by_cause)
        self.assertIn("| 1 | no rule |", unruled)

    def test_need_no_table_when_there_are_none(self):
        self.assertTrue(all(table.endswith(": none.") for table in mutant_tables(MUTANTS_OF_ALL_KINDS[:1])))


class Rates(unittest.TestCase):
    def test_miss_the_bar_below_95_percent(self):
        self.assertEqual(missed_row(Calls(30, 20, 19)).verdict(), "met")
        self.assertEqual(missed_row(Calls(30, 20, 18)).verdict(), "missed")

    def test_say_how_many_calls_no_rule_looks_at(self):
        self.assertEqual(missed_row(Calls(30, 20, 18)).note, "18 of 20 noticed, 90.0 %; 10 calls have no rule")

    def test_are_missed_without_any_rule(self):
        self.assertEqual(missed_row(Calls(30, 0, 0)).verdict(), "missed")


class Reports(unittest.TestCase):
    def test_are_equal_only_byte_by_byte(self):
        self.assertEqual(differing_lines(b"a\nb\n", b"a\nb\n"), 0)
        self.assertEqual(differing_lines(b"a\nb\n", b"a\nb"), 1)
        self.assertEqual(differing_lines(b"a\n", b"b\nc\n"), 2)

    def test_say_how_often_a_function_was_visited(self):
        self.assertEqual(visits_row({"ledger": LEDGER}).cells()[1:4], ("4", "8", "met"))

    def test_of_older_programs_do_not_say_it(self):
        row = visits_row({"ledger": {}})
        self.assertEqual((row.verdict(), row.note), ("missed", "not reported"))

    def test_of_another_schema_are_refused(self):
        self.assertEqual(read_report(b'{"schema": "a"}', "a"), {"schema": "a"})
        for text in (b'{"schema": "b"}', b"[]", b"not JSON"):
            self.assertRaises(BenchError, read_report, text, "a")

    def test_become_a_line_of_the_ablation(self):
        findings = {"schema": FINDINGS, "ledger": LEDGER, "findings": [{}, {}]}
        mutants = {"schema": MUTANTS, "mutants": MUTANTS_OF_ALL_KINDS}
        check = Answer(Cost(20.0, 1.0, 1), json.dumps(findings).encode(), FINDINGS)
        mutation = Answer(Cost(150.0, 1.0, 0), json.dumps(mutants).encode(), MUTANTS)
        self.assertEqual(cells("stores", check, mutation), ("stores", 2, 3, 1, "20.0", 5, 4, 1, "150.0"))

    def test_may_say_what_separates_cells(self):
        self.assertIn("| a \\| b |", markdown(["h"], [["a | b"]]))


class Sources(unittest.TestCase):
    UNIT = Unit("a.c", "/", str(SCRIPT), "a.o", ("cc",))

    def test_must_still_exist(self):
        require_sources([self.UNIT])
        self.assertRaises(BenchError, require_sources, [Unit("a.c", "/", "/gone/a.c", "a.o", ("cc",))])

    def test_must_lie_in_the_kernel(self):
        require_kernel([self.UNIT], SCRIPT.parent)
        self.assertRaises(BenchError, require_kernel, [self.UNIT], Path("/another/kernel"))


# Answers from the files beside it, named after the command and the feature it is without.
FAKE_HOOKQUAL = f"""#!{sys.executable}
import pathlib, shutil, sys
here, command = pathlib.Path(__file__).parent, sys.argv[1]
options = dict(zip(sys.argv[2:], sys.argv[3:]))
if command == "check" and "--no-cache" not in sys.argv:
    sys.exit("the cache would answer")
name = command + "-" + options.get("--without", "none")
if (here / (name + ".fails")).exists():
    print("hookqual: error: no such thing", file=sys.stderr)
    sys.exit(2)
shutil.copy(here / (name + ".json"), options["--output"])
if (here / "unstable").exists():
    with open(options["--output"], "a") as report:
        report.write(chr(10) * int(options["-j"]))
sys.exit(1 if command == "check" else 0)
"""
# As expensive as a check by the fake, which is cheap only beside many units.
FAKE_CLANG = f"#!{sys.executable}\n"
UNITS = 1000


class Script(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.home = Path(directory.name)
        self._program("hookqual", FAKE_HOOKQUAL)
        self._program("clang-19", FAKE_CLANG)
        self._database()
        self._answers("none", [mutant("seen", noticed=True)] * 19 + [mutant("hidden")])
        self._answers("stores", [mutant("hidden")] * 20)

    def _program(self, name, text):
        (self.home / name).write_text(text, encoding="utf-8")
        (self.home / name).chmod(0o755)

    def _database(self):
        source = self.home / "a.c"
        source.touch()
        row = (str(self.home), str(source), "a.o", '["cc", "a.c"]')
        with closing(sqlite3.connect(self.home / "facts.db")) as database, database:
            database.execute("CREATE TABLE manifest (unit, directory, file, object, arguments)")
            database.execute("CREATE TABLE units (unit)")
            database.executemany(
                "INSERT INTO manifest VALUES (?, ?, ?, ?, ?)", [(f"{place}.c", *row) for place in range(UNITS)]
            )

    def _answers(self, feature, mutants):
        findings = {"schema": FINDINGS, "ledger": LEDGER, "findings": [{}]}
        self._answer("check", feature, findings)
        self._answer("mutate", feature, {"schema": MUTANTS, "mutants": mutants})

    def _answer(self, command, feature, report):
        (self.home / f"{command}-{feature}.json").write_text(json.dumps(report), encoding="utf-8")

    def _run(self, *options):
        command = [sys.executable, "-B", SCRIPT, "--hookqual", self.home / "hookqual", "--db", self.home / "facts.db"]
        environment = {**os.environ, "PATH": f"{self.home}:{os.environ['PATH']}"}
        return subprocess.run(
            [*command, *options], env=environment, capture_output=True, text=True, timeout=100, check=False
        )

    def test_meets_every_bar(self):
        done = self._run("--sections", "1,3", "--repeat", "1", "--units", "5", "--out", self.home / "out.md")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("| 1 most visits of a function | 4 | 8 | met |  |", done.stdout)
        self.assertIn("5 of 1000 units, extrapolated", done.stdout)
        self.assertIn("19 of 20 noticed, 95.0 %; 0 calls have no rule", done.stdout)
        self.assertEqual((self.home / "out.md").read_text(encoding="utf-8"), done.stdout)

    def test_compares_the_features(self):
        done = self._run("--sections", "2", "--features", "none,stores")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, r"\| none \| 1 \| 3 \| 1 \| [\d.]+ \| 20 \| 20 \| 19 \| [\d.]+ \|")
        self.assertRegex(done.stdout, r"\| stores \| 1 \| 3 \| 1 \| [\d.]+ \| 20 \| 20 \| 0 \| [\d.]+ \|")

    def test_misses_when_reports_depend_on_the_jobs(self):
        (self.home / "unstable").touch()
        done = self._run("--sections", "1", "--repeat", "1", "--units", "5")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertRegex(done.stdout, r"report of 2 runs with -j2: lines that differ \| 0 \| 0 \| met")
        self.assertRegex(done.stdout, r"report of -j1 and -j2: lines that differ \| 1 \| 0 \| missed")

    def test_ends_with_the_command_that_fails(self):
        (self.home / "mutate-stores.fails").touch()
        done = self._run("--sections", "2", "--features", "none,stores")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertRegex(done.stderr, r"exit code 2: \S*hookqual mutate .*--without stores")
        self.assertIn("hookqual: error: no such thing", done.stderr)

    def test_refuses_what_it_cannot_read(self):
        self._answer("mutate", "none", {"schema": "another"})
        self.assertEqual(self._run("--sections", "3").returncode, 2)

    def test_refuses_the_database_of_another_kernel(self):
        (self.home / "other").mkdir()
        (self.home / "other" / "Kbuild").touch()
        done = self._run("--sections", "3", "--kernel", self.home / "other")
        self.assertEqual(done.returncode, 2)
        self.assertIn("the database is of another kernel", done.stderr)

    def test_refuses_features_and_sections_that_do_not_exist(self):
        for options in (("--features", "none,magic"), ("--sections", "4")):
            self.assertEqual(self._run(*options).returncode, 2)


if __name__ == "__main__":
    unittest.main()
