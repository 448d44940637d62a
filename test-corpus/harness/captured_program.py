# SPDX-License-Identifier: MIT
"""C files captured into a database, for tests of what is asked of it."""

import json
import subprocess

import small_program


class CapturedProgram:
    def __init__(self, hookqual, folder):
        self.hookqual, self.folder = hookqual, folder
        self.unit, self.rules = small_program.lay_out(folder)

    def run(self, *arguments, timeout=300):
        return subprocess.run([self.hookqual, *map(str, arguments)], capture_output=True, text=True,
                              cwd=self.folder, timeout=timeout, check=False)

    def capture(self, units, database="t.db"):
        arguments = ["cc", "-std=gnu11", "-I", str(small_program.CORPUS / "include"), "-c"]
        commands = [{"directory": str(self.folder), "file": unit, "arguments": [*arguments, unit]} for unit in units]
        (self.folder / "commands.json").write_text(json.dumps(commands), encoding="utf-8")
        done = self.run("capture", "-p", "commands.json", "--db", database, "--jobs", "1")
        assert done.returncode == 0, done.stderr
