#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Judges the speed of `hookqual capture` and `check`, as ratios measured in one run.

    capture_ratio.py --hookqual build/release/hookqual [--sections 1,2,3,4,5] [--out FILE.md]

The yardstick is the CPU time of `clang-19 -fsyntax-only` of the same units. Repetitions
take turns, and medians count. Exit code: 0 all bars met, 1 a bar is missed, 2 no result.
"""

import subprocess
import sys

from against_tools import capture_rows, check_rows, tool_rows
from bench import Bench, kernel_of
from capture_again import again_rows
from command_line import ROOT, judge, or_no_result, shared_parser
from growth_of_costs import growth_rows
from measuring import BenchError
from units import require_clang

NAME = "capture-ratio"
PATHS = "fs mm ipc kernel net security io_uring block".split()
SECTIONS = {1: capture_rows, 2: tool_rows, 3: again_rows, 4: growth_rows, 5: check_rows}


def parse_options():
    parser = shared_parser(__doc__.partition("\n")[0], SECTIONS)
    parser.add_argument("--kernel", help="kernel source tree (default: that of cmake/kernel-source.sh)")
    parser.add_argument("--paths", nargs="+", default=PATHS, help=f"what to capture (default: {' '.join(PATHS)})")
    parser.add_argument("--scratch", help="where to make the temporary directory, on the kernel's file system")
    return parser.parse_args()


def default_kernel():
    done = subprocess.run([ROOT / "cmake" / "kernel-source.sh"], stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise BenchError("cmake/kernel-source.sh finds no kernel: say where it is with --kernel")
    return done.stdout.strip()


def measure(options):
    require_clang()
    options.kernel = kernel_of(options.kernel or default_kernel())
    return judge(NAME, options, Bench, SECTIONS)


def main():
    options = parse_options()
    return or_no_result(NAME, lambda: measure(options))


if __name__ == "__main__":
    sys.exit(main())
