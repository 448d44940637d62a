# SPDX-License-Identifier: MIT
"""No kernel names in C++: what the kernel means is said in rules/ alone."""

import re

from tree import Violation, cpp_files, lines

_NAME = re.compile(
    r"\"(?:security_[a-z]|do_[a-z]+[\"_]|vfs_|__x64_sys|__do_sys|sys_enter|inode_permission|capable|"
    r"get_current|(?:fs|mm|ipc|kernel|net|security|block|io_uring|include/linux)/[\w/-]+\.[ch]\")"
)
# Comments explain with the kernel's names, tests and samples are about them.
_COMMENT = re.compile(r"//.*$|/\*.*?\*/")


def check(root):
    for path in cpp_files(root):
        if path.stem.endswith("Test") or path.stem.startswith("Sample"):
            continue
        for number, line in lines(root, path):
            match = _NAME.search(_COMMENT.sub("", line))
            if match:
                yield Violation(f"{path.as_posix()}:{number}", f"kernel name {match.group()} belongs in rules/")
