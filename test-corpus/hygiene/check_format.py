#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""All C++ is as clang-format would write it: check_format.py CLANG-FORMAT ROOT."""

import subprocess
import sys
from pathlib import Path

from tree import cpp_files


def main(arguments):
    program, root = arguments[0], Path(arguments[1])
    sources = [str(path) for path in cpp_files(root)]
    if not sources:
        print("no source found", file=sys.stderr)
        return 2
    try:
        return subprocess.run([program, "--dry-run", "-Werror", *sources], cwd=root, check=False).returncode
    except OSError as error:
        print(f"{program}: {error.strerror}; it is in Debian's package clang-format-19", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
