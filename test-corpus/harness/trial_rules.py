#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The trial rules load, and the table of docs/trial-rules.md speaks of each of them.

    trial_rules.py build/dev/hookqual

Comparing them with a kernel takes a minute: `hookqual rules lint` of the same files with --db.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]
TRIAL = "test-corpus/trial/trial.yaml"
FILES = [TRIAL, "rules/linux/values.yaml", "rules/linux/entries.yaml"]
TABLE = "docs/trial-rules.md"
RULE = re.compile(r"\brule: (trial/[a-z0-9-]+)")
NAMED = re.compile(r"`(trial/[a-z0-9-]+)`")


def load(hookqual):
    """What is wrong with how the files load."""
    command = [hookqual, "rules", "lint", *FILES]
    done = subprocess.run(command, cwd=TREE, capture_output=True, text=True, timeout=120, check=False)
    count = len(RULE.findall((TREE / TRIAL).read_text(encoding="utf-8")))
    if done.returncode == 0 and not done.stderr and done.stdout.startswith(f"{count} rules, "):
        return []
    return [f"{count} rules in {TRIAL}, and lint ends with {done.returncode}:\n{done.stdout}{done.stderr}"]


def compare():
    """Rules of the file and of the table that the other does not have."""
    rules = set(RULE.findall((TREE / TRIAL).read_text(encoding="utf-8")))
    rows = [line for line in (TREE / TABLE).read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    named = set(NAMED.findall("\n".join(rows)))
    missing = [f"{TABLE}: no row names {rule}" for rule in sorted(rules - named)]
    return missing + [f"{TABLE}: {rule} is no rule of {TRIAL}" for rule in sorted(named - rules)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("hookqual", type=Path)
    failures = load(parser.parse_args().hookqual.resolve()) + compare()
    print("\n".join(failures or ["the trial rules load, and the table has them all"]))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
