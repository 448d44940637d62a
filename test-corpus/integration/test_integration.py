#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Proves that the integration test's comparison fails where it must."""

import copy
import unittest
from types import SimpleNamespace

from history import in_trees
from problems import compare_history, compare_known, read_known

STEP = {"file": "fs/namei.c", "line": 7, "function": "vfs_unlink", "event": "operation"}
FINDING = {
    "rule": "vfs/unlink", "kind": "missing", "authorizer": "security_inode_unlink",
    "operation": "inode_operations.unlink", "object": "dir, dentry", "function": "vfs_unlink",
    "file": "fs/namei.c", "line": 7, "column": 3, "entries": [{"name": "unlink"}], "path": [STEP],
}  # fmt: skip
WANTED = {key: FINDING[key] for key in ("rule", "kind", "authorizer", "operation", "function")}
BUG = SimpleNamespace(name="unlink-deleted", wanted={**WANTED, "entry": "unlink"}, also=[])
TWICE = SimpleNamespace(name="readv", wanted=BUG.wanted, also=["do_loop"])


def finding_with(**changes):
    return {**copy.deepcopy(FINDING), **changes}


class Known(unittest.TestCase):
    KNOWN = read_known("# comment\nvfs/unlink vfs_unlink dir, dentry\n")

    def test_accepts_exactly_what_is_known(self):
        self.assertEqual(compare_known([FINDING], self.KNOWN), [])

    def test_rejects_what_is_not_known(self):
        self.assertIn("unexpected finding fs/namei.c:7:3", compare_known([FINDING], set())[0])

    def test_misses_what_is_gone(self):
        self.assertIn("is not there", compare_known([], self.KNOWN)[0])


class History(unittest.TestCase):
    def problems_of(self, *findings, bug=BUG):
        return compare_history(findings, set(), [bug])

    def test_accepts_the_one_finding(self):
        self.assertEqual(self.problems_of(FINDING), [])

    def test_rejects_no_finding(self):
        self.assertIn("no finding of vfs/unlink in vfs_unlink", self.problems_of()[0])

    def test_rejects_a_second_finding(self):
        self.assertIn("unexpected", self.problems_of(FINDING, finding_with(function="do_unlinkat"))[0])

    def test_accepts_another_operation_of_the_same_check(self):
        other = finding_with(function="do_loop", operation="read", path=[{**STEP, "function": "do_loop"}])
        self.assertEqual(self.problems_of(FINDING, other, bug=TWICE), [])

    def test_rejects_one_finding_for_two_operations(self):
        self.assertIn("no finding of vfs/unlink in do_loop", self.problems_of(FINDING, bug=TWICE)[0])

    def test_rejects_another_kind_of_the_other_operation(self):
        other = finding_with(function="do_loop", kind="late")
        self.assertIn("kind is not", self.problems_of(FINDING, other, bug=TWICE)[0])

    def test_rejects_each_difference(self):
        for key in ("kind", "authorizer", "operation"):
            self.assertIn(f"{key} is not", self.problems_of(finding_with(**{key: "other"}))[0])

    def test_rejects_another_entry(self):
        self.assertIn("entry unlink is missing", self.problems_of(finding_with(entries=[]))[0])

    def test_rejects_a_path_that_ends_elsewhere(self):
        for path in ([], [STEP, {**STEP, "line": 8}]):
            self.assertIn("does not end", self.problems_of(finding_with(path=path))[0])


class Trees(unittest.TestCase):
    def test_hold_no_two_bugs_of_one_function(self):
        other = SimpleNamespace(name="chroot", wanted={**BUG.wanted, "function": "chroot"})
        self.assertEqual(in_trees([BUG, BUG, other]), [[BUG, other], [BUG]])


if __name__ == "__main__":
    unittest.main()
