# SPDX-License-Identifier: MIT
"""Small C projects that are made up for a test, with their compile_commands.json.

A header that is a named pipe is a gate: a unit that includes it waits there, so a test knows
where the capture stands instead of guessing how long it takes to get there.
"""

import json
import os
from pathlib import Path


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
        self.add(unit, f"int {Path(unit).stem}_gated = GATE;\n/*{'*' * 100000}*/\n", headers=["gate.h", "common.h"])
        return Gate(self.path(gate))


class Gate:
    """A header that can only be read once the test says so."""

    TEXT = "#define GATE 7\n"

    def __init__(self, path):
        self.path = path
        self.close()

    def close(self):
        self.path.unlink(missing_ok=True)
        os.mkfifo(self.path)

    def open(self):
        """Lets the unit that waits go on; for those that come later it is an ordinary header."""
        descriptor = os.open(self.path, os.O_WRONLY)
        self.replace()
        os.write(descriptor, self.TEXT.encode())
        os.close(descriptor)

    def replace(self):
        """An ordinary header, for the next capture; who waits goes on waiting."""
        made = self.path.with_suffix(".new")
        made.write_text(self.TEXT, encoding="utf-8")
        os.replace(made, self.path)
