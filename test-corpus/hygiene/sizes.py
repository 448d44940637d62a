# SPDX-License-Identifier: MIT
"""No source file grows beyond what a reader can hold."""

from tree import Violation, files, lines

LIMIT = 500


def check(root):
    for path in files(root, ".cpp", ".h", ".py", ".c", ".sql"):
        count = sum(1 for _ in lines(root, path))
        if count > LIMIT:
            yield Violation(path.as_posix(), f"{count} lines, at most {LIMIT}: split it by duty")
