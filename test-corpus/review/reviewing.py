# SPDX-License-Identifier: MIT
"""Runs `hookqual review` over series of texts, and tells where a kernel calls hooks."""

import json
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Reviewer:
    @staticmethod
    def add_options(parser):
        parser.add_argument("--hookqual", required=True, help="the program to ask")
        parser.add_argument("--db", required=True, help="captured base")
        parser.add_argument("--kernel", required=True, type=Path, help="the tree that it was captured from")
        parser.add_argument("--rules", default=ROOT / "rules" / "linux")
        parser.add_argument("--seed", type=int, default=1)

    def __init__(self, arguments):
        self.options = ["--db", arguments.db, "--kernel", arguments.kernel, "--rules", arguments.rules]
        self.program = arguments.hookqual

    def review(self, patches):
        """What is said of each patch of one series."""
        with tempfile.TemporaryDirectory(prefix="hookqual-series-") as directory:
            files = []
            for number, text in enumerate(patches):
                files.append(Path(directory) / f"{number:04}.patch")
                files[-1].write_text(text, encoding="utf-8")
            command = [self.program, "review", *self.options, "--scratch", directory, "--format", "json", "--patch", *files]
            done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
        if done.returncode not in (0, 1, 3):
            raise RuntimeError(f"exit code {done.returncode}: {done.stderr}")
        return json.loads(done.stdout)["patches"]


def hook_calls(arguments):
    """Every call that placement is measured by. What `mutate` thinks of them is not read."""
    command = [arguments.hookqual, "mutate", "--db", arguments.db, "--rules", arguments.rules, "--format", "json", "--list"]
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)["mutants"]
