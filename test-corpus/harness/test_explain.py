#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`explain` shows the finding that an id means, and what it says to do works.

    test_explain.py build/dev/hookqual
"""

import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import small_program

WRONG_INPUT = 2
# Inference knows nothing of exclusive or, the solver does.
REFUTED = """#include "fs.h"

SYSCALL_DEFINE2(truncate_never, int, fd, unsigned int, mask)
{
	struct file *file = fget(fd);

	/* one mask cannot be both */
	if ((mask ^ 1) != 0)
		return 0;
	if ((mask ^ 2) != 0)
		return 0;
	return do_ftruncate(file, 0);
}
"""


class Explain(unittest.TestCase):
    hookqual = None

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="hookqual-explain-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        cls.unit, cls.rules = small_program.lay_out(cls.folder)
        arguments = ["cc", "-std=gnu11", "-I", str(small_program.CORPUS / "include"), "-c"]
        (cls.folder / "refuted.c").write_text(REFUTED, encoding="utf-8")
        commands = [
            {"directory": str(cls.folder), "file": unit, "arguments": [*arguments, unit]}
            for unit in (cls.unit.name, "refuted.c")
        ]
        (cls.folder / "commands.json").write_text(json.dumps(commands), encoding="utf-8")
        done = cls.run_hookqual("capture", "-p", "commands.json", "--db", "t.db", "--jobs", "1")
        assert done.returncode == 0, done.stderr
        cls.finding = cls.findings()[0]

    @classmethod
    def run_hookqual(cls, *arguments):
        command = [cls.hookqual, *arguments]
        return subprocess.run(command, capture_output=True, text=True, cwd=cls.folder, timeout=120, check=False)

    @classmethod
    def findings(cls, rules="rules"):
        done = cls.run_hookqual("check", "--db", "t.db", "--rules", rules, "--format", "json")
        return json.loads(done.stdout)["findings"]

    def explain(self, *arguments, code=0):
        done = self.run_hookqual("explain", *arguments, "--db", "t.db", "--rules", "rules")
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def test_draws_the_source(self):
        done = self.explain(self.finding["fingerprint"])
        self.assertIn("| return do_ftruncate(file, 0);", done.stdout)
        self.assertIn("^~~~", done.stdout)
        self.assertIn("file: unchecked", done.stdout)
        self.assertIn("truncate.yaml:2", done.stdout)
        self.assertIn("call `security_file_truncate` on `file` before missing.c:", done.stdout)
        self.assertEqual(done.stderr, "")

    def test_the_beginning_of_an_id_is_enough(self):
        whole = self.explain(self.finding["fingerprint"]).stdout
        self.assertEqual(self.explain(self.finding["fingerprint"][:4]).stdout, whole)
        self.assertEqual(self.explain(self.finding["fingerprint"], "--no-cache").stdout, whole)

    def test_goes_on_without_source(self):
        empty = self.folder / "empty"
        empty.mkdir()
        done = self.explain(self.finding["fingerprint"], "--kernel", str(empty))
        self.assertIn("operation: do_ftruncate", done.stdout)
        self.assertNotIn("return do_ftruncate", done.stdout)
        self.assertEqual(done.stderr.count("missing.c"), 1, "said once")

    def test_all_shows_more(self):
        less, more = (self.explain(self.finding["fingerprint"], *flags).stdout for flags in ((), ("--all",)))
        self.assertGreaterEqual(more.count("\n"), less.count("\n"))

    def test_json_is_the_finding_alone(self):
        self.explain(self.finding["fingerprint"], "--format", "json", "-o", "one.json")
        written = json.loads((self.folder / "one.json").read_text(encoding="utf-8"))
        self.assertEqual(written["findings"], [self.finding])

    def test_what_suppresses_it_does(self):
        rules = self.folder / "suppressed"
        shutil.copytree(self.rules, rules)
        lines = ["  exempt:", *("    " + line for line in self.finding["advice"]["exemption"].splitlines())]
        with (rules / "truncate.yaml").open("a", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        self.assertEqual(self.findings(rules.name), [])

    def test_refuted_says_what_leaves_no_path(self):
        done = self.explain("--refuted", "--no-cache")
        self.assertIn("refuted: `do_ftruncate` on `file`", done.stdout)
        self.assertIn("refuted.c:8:6: branch taken: (mask ^ 1) == 0", done.stdout)
        self.assertIn("refuted.c:10:6: branch taken: (mask ^ 2) == 0", done.stdout)
        self.assertIn("1 of 2 type errors were refuted", done.stdout)

    def test_a_rule_tells_what_it_matched(self):
        rules = self.folder / "with-exemption"
        shutil.copytree(self.rules, rules)
        with (rules / "truncate.yaml").open("a", encoding="utf-8") as file:
            file.write("  exempt:\n    - {caller: \"*truncate_never\", why: a mask of two values}\n    - {caller: gone, why: b}\n")
        done = self.run_hookqual("explain", "file/truncate", "--db", "t.db", "--rules", "with-exemption")
        self.assertEqual(done.returncode, 0, done.stderr)
        found = self.finding
        place = f"{found['file']}:{found['line']}:{found['column']}"
        self.assertIn("truncate.yaml:2:3: file/truncate\n", done.stdout)
        self.assertIn("shortening a file destroys its content", done.stdout)
        self.assertIn(f"{place}: do_ftruncate on file in {found['function']}: violated, finding", done.stdout)
        self.assertIn(": used: a mask of two values", done.stdout)
        self.assertIn(": matches nothing: b", done.stdout)
        done = self.explain("no/such", code=WRONG_INPUT)
        self.assertIn("no/such", done.stderr)
        self.assertEqual(done.stdout, "")

    def test_unknown_id_names_the_nearest(self):
        known = self.finding["fingerprint"]
        done = self.explain("0" + known[1:] if known[0] != "0" else "1" + known[1:], code=WRONG_INPUT)
        self.assertIn("no finding has the id", done.stderr)
        self.assertIn(known, done.stderr)
        self.assertEqual(done.stdout, "")

    def test_bad_input(self):
        for arguments in ([], ["x", "--kernel", "gone"], ["x", "--format", "html"], ["x", "--rule", "no/such"], [""], ["x", "--refuted"]):
            done = self.run_hookqual("explain", "--db", "t.db", "--rules", "rules", *arguments)
            self.assertEqual(done.returncode, WRONG_INPUT, f"{arguments}: {done.stdout}{done.stderr}")
            self.assertEqual(done.stdout, "")


if __name__ == "__main__":
    Explain.hookqual = str(Path(sys.argv.pop(1)).resolve())
    unittest.main()
