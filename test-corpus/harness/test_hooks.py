#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`hooks` as a user meets it: what it prints of small trees, and how it refuses wrong input.

    test_hooks.py build/dev/hookqual
"""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import schemas

WRAPPER = "int security_file_open(struct file *file)\n{\n\treturn call_int_hook(file_open, file);\n}\n"
CALLER = "int do_open(struct file *file)\n{\n\treturn security_file_open(file);\n}\n"

RULE = """
- rule: file/mine
  authorizer: security_file_open
  operation: { call: do_dentry_open }
  objects: { file: arg0 }
  why: a test
"""


class Hooks(unittest.TestCase):
    hookqual = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="hookqual-hooks-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, path, text):
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def kernel(self, name, declarations, version=6, declared_in="include/linux/lsm_hook_defs.h"):
        self.write(f"{name}/Makefile", f"VERSION = {version}\nPATCHLEVEL = 1\nSUBLEVEL = 2\n")
        self.write(f"{name}/Kbuild", "")
        self.write(f"{name}/kernel/fork.c", "")
        self.write(f"{name}/{declared_in}", declarations)
        self.write(f"{name}/security/security.c", WRAPPER)
        self.write(f"{name}/fs/open.c", CALLER)

    def hooks(self, *arguments):
        command = [self.hookqual, "hooks", *arguments]
        return subprocess.run(command, capture_output=True, cwd=self.folder, timeout=120, check=False, text=True)

    def refuses(self, message, *arguments):
        done = self.hooks(*arguments)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn(message, done.stderr)

    def test_text_and_json_of_one_tree(self):
        self.kernel("new", "LSM_HOOK(int, 0, file_open, struct file *file)\n")
        done = self.hooks("--kernel", "new")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("lsm_hook_defs.h:1: int file_open(struct file *file), default 0\n", done.stdout)
        self.assertIn("called       fs/open.c:3:9: do_open\n", done.stdout)
        self.assertIn("kernel 6.1.2: 1 hooks in", done.stdout)
        self.assertEqual(self.hooks("--kernel", "new", "--format", "json", "-o", "hooks.json").returncode, 0)
        document = json.loads((self.folder / "hooks.json").read_text(encoding="utf-8"))
        self.assertEqual(schemas.mistakes("hooks", document), [])

    def test_rules_that_ask_a_hook_are_its_entry(self):
        self.kernel("new", "LSM_HOOK(int, 0, file_open, struct file *file)\nLSM_HOOK(int, 0, alone, void)\n")
        self.write("rules.yaml", RULE)
        done = self.hooks("--kernel", "new", "--rules", "rules.yaml")
        self.assertIn("  rules        file/mine\n", done.stdout)
        self.assertIn("  rules        no entry\n", done.stdout)
        self.assertIn("1 hooks have rules, 0 a reason for none, 1 no entry", done.stdout)

    def test_drift_against_a_tree_with_a_union(self):
        self.kernel("new", "LSM_HOOK(int, 0, file_open, struct file *file)\nLSM_HOOK(int, 0, young, void)\n")
        union = "union security_list_options {\n\tint (*file_open)(struct file *file, int mask);\n};\n"
        self.kernel("old", union, version=5, declared_in="include/linux/lsm_hooks.h")
        done = self.hooks("--kernel", "new", "--against", "old")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("added: 1\n  include/linux/lsm_hook_defs.h:2: int young(void), default 0\n", done.stdout)
        self.assertIn("changed: 1\n  file_open: parameters\n", done.stdout)
        self.assertIn("kernel 5.1.2: 1 hooks in include/linux/lsm_hooks.h", done.stdout)

    def test_jobs_do_not_show(self):
        self.kernel("new", "LSM_HOOK(int, 0, file_open, struct file *file)\n")
        for number in range(30):
            self.write(f"new/fs/f{number}.c", CALLER)
        once, often = (self.hooks("--kernel", "new", "--format", "json", "-j", jobs).stdout for jobs in "14")
        self.assertEqual(once, often)
        self.assertIn("fs/f29.c", once)

    def test_wrong_input(self):
        self.refuses("gone: no such directory", "--kernel", "gone")
        self.write("empty/README", "")
        self.refuses("empty: not a kernel source tree: it has no Makefile", "--kernel", "empty")
        self.kernel("none", "/* LSM_HOOK(int, 0, file_open, struct file *file) */\n")
        self.refuses("none: no hooks are declared: looked for macro LSM_HOOK in", "--kernel", "none")
        self.kernel("cut", "LSM_HOOK(int, 0\n")
        self.refuses("include/linux/lsm_hook_defs.h:1:1: expected LSM_HOOK(", "--kernel", "cut")
        self.kernel("new", "LSM_HOOK(int, 0, file_open, struct file *file)\n")
        self.refuses("gone: no such directory", "--kernel", "new", "--against", "gone")
        self.refuses("no such hook: file_opne", "--kernel", "new", "--hook", "file_opne")
        self.write("wrong.yaml", "- rul: x\n")
        self.refuses("wrong.yaml:1:3", "--kernel", "new", "--rules", "wrong.yaml")
        self.refuses("--kernel is required")


if __name__ == "__main__":
    Hooks.hookqual = str(Path(sys.argv.pop(1)).resolve())
    unittest.main()
