# SPDX-License-Identifier: MIT
"""Bugs of the kernel's history as patches, and the scratch tree they are put back in.

A patch file opens with a sentence and `key: value` lines that say which one finding it
must give; what follows is an ordinary diff. A check that served several operations is
missed at each: `also:` names the functions of the others, each as `function`,
`function@entry` or `rule:function@entry`; what is not said is as above.
"""

import os
import re
import subprocess
from pathlib import Path

KEYS = ("rule", "kind", "authorizer", "operation", "function", "entry")


class Bug:
    """One patch file and the finding it must give."""

    def __init__(self, path):
        self.path = path
        self.name = path.stem
        text = path.read_text(encoding="utf-8")
        header, begin, rest = text.partition("\n--- ")
        self.diff = begin.lstrip() + rest
        self.wanted = dict(re.findall(r"^([a-z]+): (.+)$", header, re.MULTILINE))
        self.also = self.wanted.pop("also", "").split()
        self.files = re.findall(r"^\+\+\+ b/(\S+)", text, re.MULTILINE)
        if set(self.wanted) != set(KEYS) or not self.files:
            raise ValueError(f"{path}: must say {', '.join(KEYS)} and hold a diff")


def read_bugs(directory):
    return [Bug(path) for path in sorted(Path(directory).glob("*.patch"))]


def in_trees(bugs):
    """Groups of bugs that can stand in one tree: no two of them edit the same function."""
    trees = []
    for bug in bugs:
        function = bug.wanted["function"]
        fitting = (tree for tree in trees if all(other.wanted["function"] != function for other in tree))
        tree = next(fitting, None)
        if tree is None:
            tree = []
            trees.append(tree)
        tree.append(bug)
    return trees


class ScratchTree:
    """A hard-linked copy of a kernel tree: an edited file must become a file of its own."""

    def __init__(self, kernel, directory):
        self.kernel = Path(kernel)
        self.directory = Path(directory)
        subprocess.run(["cp", "-al", self.kernel, self.directory], check=True)

    def put_back(self, bug):
        for file in bug.files:
            self._own(file)
        command = ["patch", "-p1", "--batch", "--no-backup-if-mismatch", "-d", self.directory, "-i", bug.path]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{bug.path}: does not apply to {self.kernel}:\n{done.stdout}{done.stderr}")

    def _own(self, file):
        target, copy = self.directory / file, self.directory / (file + ".own")
        copy.write_bytes(target.read_bytes())
        os.replace(copy, target)

    def restore(self, bug):
        for file in bug.files:
            (self.directory / file).unlink(missing_ok=True)
            os.link(self.kernel / file, self.directory / file)
