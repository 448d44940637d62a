# SPDX-License-Identifier: MIT
"""Small C projects that are made up for a test, with their compile_commands.json.

A header that is a named pipe is a gate: a unit that includes it waits there, so a test knows
where the capture stands instead of guessing how long it takes to get there.
"""

import json
import os
from pathlib import Path


LONG_AGO = 10**9


class Project:
    """Units that include <common.h>, in a directory of their own."""

    def __init__(self, directory, units=12):
        self.directory = Path(directory)
        self.commands = self.directory / "compile_commands.json"
        self.units = []
        common = "static inline int common(int x) { return x + COMMON; }\n"
        self.write("include/common.h", f"#ifndef COMMON\n#define COMMON 1\n{common}#endif\n")
        for number in range(units):
            self.add(f"u{number}.c", f"int u{number}(int x) {{ return common(x) * {number}; }}\n")
        self.list_units()

    def path(self, name):
        return self.directory / name

    def read(self, name):
        return self.path(name).read_text(encoding="utf-8")

    def write(self, name, text):
        self.path(name).parent.mkdir(parents=True, exist_ok=True)
        self.path(name).write_text(text, encoding="utf-8")

    def age(self):
        """Makes all files a minute older, as those are that nobody is at work on."""
        for path in self.directory.rglob("*.[ch]"):
            if path.is_file():
                times = path.stat()
                os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns - 60 * 10**9))

    def add(self, unit, text, headers=("common.h",)):
        includes = "".join(f"#include <{header}>\n" for header in headers)
        self.write(unit, includes + text)
        if unit not in self.units:
            self.units.append(unit)

    def list_units(self, *without):
        """Writes compile_commands.json."""
        listed = [unit for unit in self.units if unit not in without]
        commands = [
            {"directory": str(self.directory), "file": unit, "arguments": ["cc", "-Iinclude", "-Ilater", "-c", unit]}
            for unit in listed
        ]
        self.commands.write_text(json.dumps(commands), encoding="utf-8")

    def add_gated(self, unit, gate="include/gate.h"):
        """A unit that begins first, because it is the largest, and waits until the gate opens."""
        self.add(unit, f"int {Path(unit).stem}(void) {{ return GATE; }}\n/*{'*' * 100000}*/\n", headers=["gate.h", "common.h"])
        return Gate(self.path(gate))


class Gate:
    """A header that can only be read once the test says so."""

    TEXT = "#define GATE 7\n"

    def __init__(self, path):
        self.path = path
        self.writer = -1
        os.mkfifo(self.path)

    def is_reached(self):
        """Whether somebody waits; a named pipe cannot be opened for writing before."""
        try:
            if self.writer < 0:
                self.writer = os.open(self.path, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            return False
        return True

    def open(self):
        """Lets the unit that waits go on; for those that come later it is an ordinary header."""
        writer = self.writer if self.is_reached() else os.open(self.path, os.O_WRONLY)
        self.replace()
        os.write(writer, self.TEXT.encode())
        os.close(writer)

    def replace(self):
        """An ordinary header, for the next capture; who waits goes on waiting."""
        made = self.path.with_suffix(".new")
        made.write_text(self.TEXT, encoding="utf-8")
        os.utime(made, (LONG_AGO, LONG_AGO))  # so that it is not for its sake that a unit is not kept
        os.replace(made, self.path)
