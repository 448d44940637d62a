#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Judges the speed of `hookqual capture` and `check`, as ratios measured in one run.

    capture_ratio.py --hookqual build/release/hookqual [--sections 1,2,3,4,5] [--out FILE.md]

The yardstick is the CPU time of `clang-19 -fsyntax-only` of the same units. Repetitions
take turns, and medians count. Exit code: 0 all bars met, 1 a bar is missed, 2 no result.
"""

import argparse
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from against_tools import capture_rows, check_rows, tool_rows
from bench import Bench, Hookqual, kernel_of
from capture_again import again_rows
from estimates import markdown
from growth_of_costs import measure_growth
from measuring import BenchError, adopt_orphans, progress
from units import CLANG, captured_units

ROOT = Path(__file__).resolve().parents[1]
PATHS = "fs mm ipc kernel net security io_uring block".split()
HEADS = ("what", "value", "bar", "verdict", "measured")
ALL_SECTIONS = {1, 2, 3, 4, 5}
SECTIONS = {1: capture_rows, 2: tool_rows, 3: again_rows, 5: check_rows}


def measure(bench):
    """The rows of the chosen sections, and the table of section 4."""
    rows, growth_table = [], ""
    for section in sorted(bench.options.sections):
        progress(f"section {section}")
        if section == 4:
            more, growth_table = measure_growth(bench)
        else:
            more = SECTIONS[section](bench)
        for row in more:
            progress(" | ".join(row.cells()))  # not lost when a later section fails
        rows += more
    return rows, growth_table


def report(bench, rows, growth_table):
    captured, options = bench.captured, bench.options
    parts = [
        f"{' '.join(options.paths)}: {captured_units(captured.database)} of {len(captured.units)} units captured; "
        f"`clang-19 -fsyntax-only` measured on {captured.parsing.basis()}; "
        f"{options.repeat} repetition(s), {options.jobs} job(s), {platform.machine()}.",
        markdown(HEADS, [row.cells() for row in rows]),
    ]
    if growth_table:
        parts.append(f"Growth, units from a `compile_commands.json`, nothing recorded:\n\n{growth_table}")
    if bench.rejected:
        listed = ", ".join(f"{tool}: {unit}" for tool, unit in sorted(bench.rejected)[:5])
        parts.append(f"{len(bench.rejected)} command(s) ended with an error, their time counts: {listed}.")
    return "\n\n".join(parts) + "\n"


def number(text):
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 1")
    return int(text)


def unit_count(text):
    """None stands for all."""
    return None if text == "all" else number(text)


def section_set(text):
    chosen = {number(word) for word in text.split(",")}
    if not chosen <= ALL_SECTIONS:
        raise argparse.ArgumentTypeError(f"{text}: the sections are 1 to 5")
    return chosen


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--hookqual", required=True, type=Path, help="the program to judge")
    parser.add_argument("--kernel", help="kernel source tree (default: that of cmake/kernel-source.sh)")
    parser.add_argument("--rules", type=Path, default=ROOT / "rules" / "linux")
    parser.add_argument("--paths", nargs="+", default=PATHS, help=f"what to capture (default: {' '.join(PATHS)})")
    parser.add_argument("--sections", type=section_set, default=ALL_SECTIONS, help="default: 1,2,3,4,5")
    parser.add_argument("--repeat", type=number, default=3, help="repetitions of each measurement (default: 3)")
    parser.add_argument("--units", type=unit_count, default=140, metavar="N|all",
                        help="how many units clang parses, evenly chosen (default: 140)")  # fmt: skip
    parser.add_argument("--jobs", type=number, default=2, help="workers of hookqual, clangs at once (default: 2)")
    parser.add_argument("--scratch", help="where to make the temporary directory, on the kernel's file system")
    parser.add_argument("--out", type=Path, help="write the tables here too")
    return parser.parse_args()


def default_kernel():
    done = subprocess.run([ROOT / "cmake" / "kernel-source.sh"], stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise BenchError("cmake/kernel-source.sh finds no kernel: say where it is with --kernel")
    return done.stdout.strip()


def judge(options):
    """The report, and whether every bar is met."""
    if not shutil.which(CLANG):
        raise BenchError(f"{CLANG} is not installed: without it there is no yardstick")
    options.kernel = kernel_of(options.kernel or default_kernel())
    adopt_orphans()
    hookqual = Hookqual(options.hookqual.resolve(), options.rules.resolve(), options.jobs)
    with tempfile.TemporaryDirectory(prefix="capture-ratio-", dir=options.scratch) as scratch:
        bench = Bench(options, hookqual, Path(scratch).resolve())
        rows, growth_table = measure(bench)
        return report(bench, rows, growth_table), all(row.verdict() != "missed" for row in rows)


def main():
    options = parse_options()
    try:
        text, met = judge(options)
        if options.out:
            options.out.write_text(text, encoding="utf-8")
    except (BenchError, OSError) as error:
        print(f"capture_ratio: {error}", file=sys.stderr)
        return 2
    print(text, end="")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
