# SPDX-License-Identifier: MIT
"""Runs hookqual and tells what the user would have seen."""

import json
import sqlite3
import subprocess
from pathlib import Path


class Run:
    """A finished command."""

    def __init__(self, command, done):
        self.command = " ".join(str(word) for word in command)
        self.code = done.returncode
        self.out = done.stdout
        self.err = done.stderr

    def shown(self, lines=25):
        """The command and the end of what it printed."""
        printed = (self.out + self.err).splitlines()
        skipped = [f"... {len(printed) - lines} lines"] if len(printed) > lines else []
        text = "\n".join("    " + line for line in [f"$ {self.command}", *skipped, *printed[-lines:]])
        return f"{text}\n    exit code {self.code}"


class Hookqual:
    """The built program, with the rules it ships."""

    def __init__(self, program, rules):
        self.program = Path(program).resolve()
        self.rules = rules

    def run(self, *arguments, cwd=None, prefix=()):
        command = [*prefix, self.program, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)
        return Run(command, done)

    def capture(self, db, *arguments, jobs=2, prefix=()):
        return self.run("capture", "--db", db, "--jobs", str(jobs), *arguments, prefix=prefix)

    def check(self, db, *arguments):
        return self.run("check", "--db", db, "--rules", self.rules, "--format", "json", *arguments)

    def dump(self, db):
        return self.run("facts", "dump", "--db", db)


def report_of(run):
    """The report that `check` printed, None if it printed none."""
    try:
        return json.loads(run.out)
    except ValueError:
        return None


def write_compile_commands(db, target):
    """What a capture recorded, so that its units can be captured again without make."""
    connection = sqlite3.connect(db)
    rows = connection.execute("SELECT directory, file, object, arguments FROM manifest ORDER BY unit").fetchall()
    connection.close()
    commands = [
        {"directory": directory, "file": file, "output": output, "arguments": json.loads(arguments)}
        for directory, file, output, arguments in rows
    ]
    Path(target).write_text(json.dumps(commands), encoding="utf-8")
