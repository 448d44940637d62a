#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What reviewing a patch of one file costs, against parsing that file once.

    review_latency.py --hookqual build/release/hookqual --db facts.db --kernel DIR [--repeat 3] [FILE...]

CPU time of `hookqual review` of a patch that changes one function of FILE, the base's check being
cached, over that of `clang-19 -fsyntax-only` with the file's recorded arguments. Bar: 5.
"""

import argparse
import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "test-corpus" / "review"))

from edits import patch_of, without_call
from reviewing import ROOT, hook_calls

FILES = ["fs/namei.c", "fs/open.c", "ipc/shm.c", "net/socket.c", "kernel/sys.c"]
DROPPED = {"-c", "-MMD"}


def cpu_seconds(command, **options):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, **options)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done


def parse_command(db, file):
    row = sqlite3.connect(db).execute("SELECT directory, arguments FROM manifest WHERE unit = ?", (file,)).fetchone()
    arguments = [word for word in json.loads(row[1])[1:] if word not in DROPPED and not word.startswith("-Wp,-M")]
    if "-o" in arguments:
        at = arguments.index("-o")
        del arguments[at : at + 2]
    return row[0], ["clang-19", *arguments, "-fsyntax-only", "-w"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--hookqual", required=True)
    parser.add_argument("--db", required=True)
    parser.add_argument("--kernel", required=True, type=Path)
    parser.add_argument("--rules", default=ROOT / "rules" / "linux")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("files", nargs="*", default=FILES)
    arguments = parser.parse_args()
    calls = {}
    for call in hook_calls(arguments):
        calls.setdefault(call["file"], call)
    ratios = []
    for file in arguments.files:
        call = calls[file]
        text = (arguments.kernel / file).read_text(encoding="utf-8")
        patch = patch_of(file, text, without_call(text, call["line"], call["column"], call["authorizer"]))
        with tempfile.TemporaryDirectory() as directory:
            name = Path(directory) / "one.patch"
            name.write_text(patch, encoding="utf-8")
            review = [arguments.hookqual, "review", "--db", arguments.db, "--rules", arguments.rules]
            review += ["--scratch", directory, "--format", "json", "--patch", name]
            cpu_seconds(review)  # what is cached of the base, is from here on
            cwd, parse = parse_command(arguments.db, file)
            parsing = min(cpu_seconds(parse, cwd=cwd)[0] for _ in range(arguments.repeat))
            reviewing, done = min((cpu_seconds(review) for _ in range(arguments.repeat)), key=lambda each: each[0])
        new = len(json.loads(done.stdout)["patches"][0]["new"]) if done.returncode in (0, 1, 3) else done.stderr
        ratios.append(reviewing / parsing)
        print(f"{file}: {reviewing:.2f} / {parsing:.2f} CPU s = {ratios[-1]:.2f} ({new} new)", flush=True)
    print(f"worst {max(ratios):.2f}, bar 5: {'met' if max(ratios) <= 5 else 'missed'} ({os.cpu_count()} processors)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
