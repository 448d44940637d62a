#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Captures a module outside the tree as `make M=` compiles it, and asks what it does without hooks.

    run_module.py --hookqual build/dev/hookqual [--kernel DIR] [--scratch DIR]
"""

import json
import subprocess
import sys
import time

from script import ROOT, empty_scratch, kernel_of, parser_of, print_step, verdict

MODULE = ROOT / "test-corpus" / "systems" / "module"
KERNEL_UNITS = ["fs/namei.c", "fs/xattr.c", "security/security.c"]
USES = [("make_directory_bad", "vfs_mkdir", "past the hooks"), ("make_directory_ok", "vfs_mkdir", "asks"),
        ("read_attribute_bad", "__vfs_getxattr", "past the hooks")]
ENTRY = ("unasked_ioctl", "file_operations.unlocked_ioctl", "op-table")


def rows_of(document, table, *columns):
    [rows] = [each["rows"] for each in document["tables"] if each["name"] == table]
    return [tuple(row[column] for column in columns) for row in rows]


def loadable(hookqual, kernel, database):
    command = [hookqual, "systems", "loadable", "--db", database, "--kernel", kernel, "--rules",
               ROOT / "rules" / "linux", "--format", "json"]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout)


def refusal(command):
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    return done.returncode, done.stderr.strip().splitlines()[-1:]


def main():
    arguments = parser_of(__doc__).parse_args()
    kernel, scratch = kernel_of(arguments), empty_scratch(arguments, "hookqual-module-")
    before, started = sorted(MODULE.iterdir()), time.monotonic()
    database = scratch / "facts.db"
    capture = [arguments.hookqual, "capture", "--kernel", kernel, "--db", database]
    subprocess.run([*capture, "--module", MODULE, *KERNEL_UNITS], check=True, timeout=900)
    document = loadable(arguments.hookqual, kernel, database)
    problems = []
    if (uses := rows_of(document, "module_uses", "function", "symbol", "verdict")) != USES:
        problems.append(f"uses: {uses}")
    if ENTRY not in (entries := rows_of(document, "module_entries", "function", "kept", "entry")):
        problems.append(f"entries: {entries}")
    exports = dict(rows_of(document, "exported_framework", "symbol", "audience"))
    if (exports.get("security_path_mkdir"), exports.get("security_inode_mkdir")) != ("any", "gpl"):
        problems.append("exports of path_mkdir and inode_mkdir")
    if sorted(MODULE.iterdir()) != before:
        problems.append("the module's directory was written to")
    code, message = refusal([*capture, "--module", scratch / "none", "fs/xattr.c"])
    if code != 2 or not message or "no such directory" not in message[0]:
        problems.append(f"a directory that is not there: {code} {message}")
    print_step("module", problems, time.monotonic() - started)
    return verdict(problems, scratch)


if __name__ == "__main__":
    sys.exit(main())
