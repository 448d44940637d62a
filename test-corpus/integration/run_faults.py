#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Captures that are repeated, interrupted and starved must give the facts of a fresh one.

    run_faults.py --hookqual build/dev/hookqual [--kernel DIR] [--scratch DIR] [STEP...]

Without --kernel the kernel of cmake/kernel-source.sh is used; it is left untouched. The scratch
directory must lie on its file system, is emptied first and kept when something is wrong.
"""

import sys
import time

from cache_cases import CacheCases
from fault_cases import FaultCases
from kernel_cases import KernelCases
from place_cases import PlaceCases
from script import ROOT, empty_scratch, kernel_of, parser_of, print_step, verdict
from tool import Hookqual

STEPS = {"cache": CacheCases, "faults": FaultCases, "places": PlaceCases, "kernel": KernelCases}


def parse_arguments():
    parser = parser_of(__doc__)
    parser.add_argument("steps", nargs="*", metavar="STEP", help=f"of {', '.join(STEPS)} (default: all)")
    return parser.parse_args()


def main():
    arguments = parse_arguments()
    scratch = empty_scratch(arguments, "hookqual-faults-")
    hookqual = Hookqual(arguments.hookqual, ROOT / "rules" / "linux")
    problems = []
    for step in arguments.steps or STEPS:
        started = time.monotonic()
        needed = [kernel_of(arguments)] if step == "kernel" else []
        found = STEPS[step](hookqual, scratch / step, *needed).all()
        print_step(step, len(found), time.monotonic() - started)
        problems += found
    return verdict(problems, scratch)


if __name__ == "__main__":
    sys.exit(main())
