#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""CPU time of `hookqual collect-unit` and of `check` against `clang -fsyntax-only`.

Every n-th unit of a captured database is parsed by both, one after the other, in one run;
the sum over the sample is compared. `check` is measured once, and its share is of the
parse time of all units, extrapolated from the sample.
"""

import argparse
import json
import os
import sqlite3
import subprocess
import tempfile
from pathlib import Path


def cpu_seconds(command, directory):
    """User and system time of the command; it must not fail."""
    before = os.times()
    done = subprocess.run(command, cwd=directory, capture_output=True, check=False)
    after = os.times()
    if done.returncode not in (0, 1, 3):
        raise SystemExit(f"{command[0]} failed: {done.stderr.decode()[-500:]}")
    return (after.children_user - before.children_user) + (after.children_system - before.children_system)


def sample(database, step):
    rows = sqlite3.connect(f"file:{database}?mode=ro", uri=True).execute(
        "SELECT unit, directory, arguments, (SELECT value FROM meta WHERE key = 'source_root') FROM manifest ORDER BY unit"
    ).fetchall()
    return rows[::step], len(rows)


def syntax_only(arguments):
    kept = [word for word in arguments[1:] if not word.startswith("-Wp,-MMD") and word not in ("-c",)]
    if "-o" in kept:
        at = kept.index("-o")
        del kept[at : at + 2]
    return ["clang-19", "-w", "-fsyntax-only", *kept]


def collect(hookqual, unit, directory, arguments, root, folder):
    request = Path(folder) / "request.json"
    words = [word for word in arguments[1:] if not word.startswith("-Wp,-MMD")]
    request.write_text(json.dumps({"unit": unit, "source-root": root, "directory": directory, "arguments": words}))
    return [hookqual, "collect-unit", "--request", str(request), "--out", str(Path(folder) / "facts.bin")]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--hookqual", required=True)
    parser.add_argument("--db", required=True)
    parser.add_argument("--rules", required=True)
    parser.add_argument("--every", type=int, default=40)
    options = parser.parse_args()
    hookqual = str(Path(options.hookqual).resolve())
    units, total = sample(options.db, options.every)
    parsing = collecting = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for unit, directory, arguments, root in units:
            words = json.loads(arguments)
            parsing += cpu_seconds(syntax_only(words), directory)
            collecting += cpu_seconds(collect(hookqual, unit, directory, words, root, folder), directory)
    checking = cpu_seconds([hookqual, "check", "--db", options.db, "--rules", options.rules], ".")
    everything = parsing * total / len(units)
    print(f"units sampled      {len(units)} of {total}")
    print(f"clang -fsyntax-only {parsing:.1f} CPU s, collect-unit {collecting:.1f} CPU s: ratio {collecting / parsing:.2f}")
    print(f"check              {checking:.1f} CPU s of about {everything:.0f} for parsing all: ratio {checking / everything:.3f}")


if __name__ == "__main__":
    main()
