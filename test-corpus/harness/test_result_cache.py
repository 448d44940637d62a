#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`check` answers a question for the second time from what it kept, and never answers wrongly.

    test_result_cache.py build/dev/hookqual
"""

import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import small_program

OTHER_RULE = """
- rule: file/other
  authorizer: security_file_truncate
  operation: { call: do_ftruncate }
  objects: { file: arg0 }
  why: the same under another name
"""


class ResultCache(unittest.TestCase):
    hookqual = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="hookqual-results-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.unit, self.rules = small_program.lay_out(self.folder)
        (self.rules / "other.yaml").write_text(OTHER_RULE, encoding="utf-8")
        self.results = self.folder / "t.db.cache" / "results"
        self.capture()

    def run_hookqual(self, *arguments):
        command = [self.hookqual, *arguments]
        return subprocess.run(command, capture_output=True, cwd=self.folder, timeout=120, check=False)

    def capture(self):
        arguments = ["cc", "-std=gnu11", "-I", str(small_program.CORPUS / "include"), "-c", self.unit.name]
        commands = [{"directory": str(self.folder), "file": self.unit.name, "arguments": arguments}]
        (self.folder / "commands.json").write_text(json.dumps(commands), encoding="utf-8")
        done = self.run_hookqual("capture", "-p", "commands.json", "--db", "t.db", "--jobs", "1")
        self.assertEqual(done.returncode, 0, done.stderr)

    def check(self, *options):
        done = self.run_hookqual("check", "--db", "t.db", "--rules", "rules", *options)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return done.returncode, done.stdout, done.stderr

    def check_is_right(self, *options):
        """What a check says that is the same with and without what is kept."""
        said = self.check(*options)
        self.assertEqual(said, self.check(*options, "--no-cache"))
        return said

    def kept(self):
        """The results with what would change if they were written again."""
        return {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in self.results.iterdir()}

    def test_keeps_one_result_for_all_forms(self):
        first = self.check()
        kept = self.kept()
        self.assertEqual(len(kept), 1)
        self.assertEqual(self.check(), first)
        self.assertEqual(self.check_is_right(), first)
        self.check_is_right("--format", "json")
        self.check_is_right("--jobs", "1")
        self.check("-o", "kept.json", "-o", "kept.txt")
        self.check("-o", "new.json", "-o", "new.txt", "--no-cache")
        for form in ("json", "txt"):
            self.assertEqual(*((self.folder / f"{name}.{form}").read_bytes() for name in ("kept", "new")))
        self.assertEqual(self.kept(), kept)

    def test_infers_nothing_when_a_result_is_kept(self):
        """Seen by exchanging the results of two questions: then each gets the other's answer."""
        said = [self.check("--rule", rule) for rule in ("file/truncate", "file/other")]
        self.assertNotEqual(*said)
        paths = sorted(self.results.iterdir())
        contents = [path.read_bytes() for path in paths]
        for path, content in zip(paths, reversed(contents), strict=True):
            path.write_bytes(content)
        self.assertEqual([self.check("--rule", rule) for rule in ("file/other", "file/truncate")], said)

    def test_without_cache_leaves_no_trace(self):
        self.check("--no-cache")
        self.assertFalse(self.results.exists())

    def test_answers_anew_for_other_rules(self):
        said = {self.check_is_right(), self.check_is_right("--rule", "file/other")}
        with (self.rules / "other.yaml").open("a", encoding="utf-8") as rules:
            rules.write("  exempt: [{ caller: truncate_bad, why: a test }]\n")
        said.add(self.check_is_right())
        (self.rules / "other.yaml").rename(self.rules / "renamed.yaml")
        self.check_is_right()
        self.assertEqual(len(said), 3)
        self.assertEqual(len(self.kept()), 4)

    def test_answers_anew_for_other_facts(self):
        before = self.check_is_right()
        text = self.unit.read_text(encoding="utf-8")
        self.unit.write_text(text.replace("int error = security_file_truncate(file)", "int error = 0"), encoding="utf-8")
        self.capture()
        self.assertNotEqual(self.check_is_right(), before)
        kept = self.kept()
        self.unit.write_text(text, encoding="utf-8")
        self.capture()
        self.assertEqual(self.check_is_right(), before)
        self.assertEqual(self.kept(), kept, "facts that are as they were before have a result")

    def test_works_with_damaged_results(self):
        said = self.check()
        (path,) = self.results.iterdir()
        path.write_bytes(path.read_bytes()[:-1] + b"!")
        self.assertEqual(self.check(), said)
        self.assertEqual(self.check_is_right(), said)

    def test_works_where_nothing_can_be_kept(self):
        said = self.check("--no-cache")
        self.results.write_text("a file in place of the directory", encoding="utf-8")
        self.assertEqual(self.check(), said)
        shutil.rmtree(self.results.parent)
        self.results.parent.write_text("the same one level above", encoding="utf-8")
        self.assertEqual(self.check(), said)


if __name__ == "__main__":
    ResultCache.hookqual = Path(sys.argv.pop(1)).resolve()
    unittest.main()
