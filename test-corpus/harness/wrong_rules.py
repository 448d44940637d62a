#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every file of test-corpus/wrong-rules/ is refused with the messages that it states.

    wrong_rules.py build/dev/hookqual            compare
    wrong_rules.py build/dev/hookqual --table    the table of docs/wrong-rules.md
    wrong_rules.py build/dev/hookqual --restate  write what is said today into the files; read the difference

A file's first comment says what is wrong with it; each `# error: LINE:COLUMN text` below that is
a line that `hookqual rules lint FILE --db DB` prints, and there are no others.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

CORPUS = Path(__file__).resolve().parents[1]
RULES = CORPUS / "wrong-rules"
TABLE = CORPUS.parent / "docs" / "wrong-rules.md"
WRONG_INPUT = 2
ERROR = "# error: "
# What the rules are compared with.
PROGRAM = """#include "fs.h"

static int truncate_file(struct file *file, loff_t length)
{
	if (security_file_truncate(file))
		return -EPERM;
	return do_ftruncate(file, length);
}

SYSCALL_DEFINE2(ftruncate, int, fd, loff_t, length)
{
	struct file *file = fget(fd);

	if (security_file_permission(file, MAY_WRITE) || security_file_ioctl(file, 0, 0))
		return -EPERM;
	return file->f_op->read(file, NULL, 0) + file_inode(file)->i_flags + truncate_file(file, length);
}
"""


def capture(hookqual, folder):
    (folder / "program.c").write_text(PROGRAM, encoding="utf-8")
    arguments = ["cc", "-std=gnu11", "-I", str(CORPUS / "include"), "-c", "program.c"]
    command = {"directory": str(folder), "file": "program.c", "arguments": arguments}
    (folder / "commands.json").write_text(json.dumps([command]), encoding="utf-8")
    subprocess.run(
        [hookqual, "capture", "-p", "commands.json", "--db", "program.db", "--jobs", "1"],
        cwd=folder, check=True, capture_output=True, timeout=120,
    )
    return folder / "program.db"


def said(hookqual, database, path):
    """What the program prints of the file, without its name; or what is wrong with how it ends."""
    command = [hookqual, "rules", "lint", path.name, "--db", str(database)]
    done = subprocess.run(command, cwd=path.parent, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode != WRONG_INPUT or done.stdout:
        return [f"exit code {done.returncode}, and on the output: {done.stdout.strip()}"]
    place = rf"^(?:hookqual: error: )?{re.escape(path.name)}:(\d+:\d+):"
    return [re.sub(place, r"\1", line) for line in done.stderr.splitlines()]


def stated(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line[len(ERROR):] for line in lines if line.startswith(ERROR)]


def restate(path, messages):
    """Lines move by as many as the marks are more or fewer than before."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rest = [line for line in lines[1:] if not line.startswith(ERROR)]
    moved = len(messages) - (len(lines) - 1 - len(rest))

    def shifted(message):
        place = re.match(r"(\d+):", message)
        return f"{int(place[1]) + moved}{message[place.end() - 1:]}" if place else message

    marks = [ERROR + re.sub(r"at (\S+\.yaml):(\d+)", lambda m: f"at {m[1]}:{int(m[2]) + moved}", shifted(message))
             for message in messages]
    path.write_text("\n".join([lines[0], *marks, *rest]) + "\n", encoding="utf-8")


def table(paths):
    rows = [
        "# What the loader says of wrong rules",
        "",
        "Printed by `test-corpus/harness/wrong_rules.py BINARY --table` from `test-corpus/wrong-rules/`; a test compares them.",
        "",
        "| file | what is wrong | message (line:column) |",
        "|---|---|---|",
    ]
    for path in paths:
        what = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
        messages = "<br>".join(message.replace("|", "\\|") for message in stated(path))
        rows.append(f"| `{path.name}` | {what} | {messages} |")
    return "\n".join(rows) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("hookqual", type=Path)
    parser.add_argument("--table", action="store_true", help="print the table")
    parser.add_argument("--restate", action="store_true", help="write what is said today into the files")
    arguments = parser.parse_args()
    paths = sorted(RULES.glob("*.yaml"))
    if arguments.table:
        print(table(paths), end="")
        return 0
    failures = 0
    with tempfile.TemporaryDirectory(prefix="hookqual-wrong-rules-") as scratch:
        database = capture(arguments.hookqual.resolve(), Path(scratch))
        for path in paths:
            messages = said(arguments.hookqual.resolve(), database, path)
            if arguments.restate:
                restate(path, messages)
            elif messages != stated(path) or not messages:
                failures += 1
                print(f"{path}: expected\n  " + "\n  ".join(stated(path)) + "\n got\n  " + "\n  ".join(messages))
    if not arguments.restate and (not TABLE.exists() or TABLE.read_text(encoding="utf-8") != table(paths)):
        failures += 1
        print(f"{TABLE}: not what --table prints")
    print(f"{len(paths)} wrong rule files, {failures} failed")
    return 1 if failures or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
