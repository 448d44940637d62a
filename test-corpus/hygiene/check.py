#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs one hygiene check over the repository: check.py NAME ROOT."""

import importlib
import sys
from pathlib import Path

CHECKS = ("includes", "sizes", "paths", "rules", "names")


def violations(name, root):
    return list(importlib.import_module(name).check(Path(root)))


def main(arguments):
    if len(arguments) != 2 or arguments[0] not in CHECKS:
        print(f"usage: check.py {'|'.join(CHECKS)} ROOT", file=sys.stderr)
        return 2
    found = violations(*arguments)
    print("\n".join(map(str, found)) if found else f"{arguments[0]}: nothing to say")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
