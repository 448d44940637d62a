#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Captures that are repeated, interrupted and starved must give the facts of a fresh one.

    run_faults.py --hookqual build/dev/hookqual [--kernel DIR] [--scratch DIR] [STEP...]

Without --kernel the kernel of cmake/kernel-source.sh is used; it is left untouched. The scratch
directory must lie on its file system, is emptied first and kept when something is wrong.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cache_cases import CacheCases
from fault_cases import FaultCases
from kernel_cases import KernelCases
from place_cases import PlaceCases
from tool import Hookqual

ROOT = Path(__file__).resolve().parents[2]
STEPS = {"cache": CacheCases, "faults": FaultCases, "places": PlaceCases, "kernel": KernelCases}


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--hookqual", required=True, help="the program to test")
    parser.add_argument("--kernel", type=Path, help="kernel source tree; it is left untouched")
    parser.add_argument("--scratch", type=Path, help="directory to work in (default: a new one in /tmp)")
    parser.add_argument("steps", nargs="*", metavar="STEP", help=f"of {', '.join(STEPS)} (default: all)")
    return parser.parse_args()


def kernel_of(arguments):
    if arguments.kernel:
        return arguments.kernel.resolve()
    script = [ROOT / "cmake" / "kernel-source.sh"]
    return Path(subprocess.run(script, stdout=subprocess.PIPE, text=True, check=True).stdout.strip())


def main():
    arguments = parse_arguments()
    scratch = (arguments.scratch or Path(tempfile.mkdtemp(prefix="hookqual-faults-"))).resolve()
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    hookqual = Hookqual(arguments.hookqual, ROOT / "rules" / "linux")
    problems = []
    for step in arguments.steps or STEPS:
        started = time.monotonic()
        needed = [kernel_of(arguments)] if step == "kernel" else []
        found = STEPS[step](hookqual, scratch / step, *needed).all()
        print(f"{step}: {len(found) or 'no'} problem(s), {time.monotonic() - started:.0f} s", flush=True)
        problems += found
    for problem in problems:
        print(f"\nproblem: {problem}")
    if problems:
        print(f"\n{len(problems)} problem(s); the files are kept in {scratch}")
        return 1
    shutil.rmtree(scratch)
    return 0


if __name__ == "__main__":
    sys.exit(main())
