# SPDX-License-Identifier: MIT
"""What the scripts have in common: options, the loop over sections, the report, the exit code."""

import argparse
import sys
import tempfile
from pathlib import Path

from bench import Hookqual
from estimates import markdown
from measuring import BenchError, adopt_orphans, progress

ROOT = Path(__file__).resolve().parents[1]
_HEADS = ("what", "value", "bar", "verdict", "measured")


def number(text):
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 1")
    return int(text)


def unit_count(text):
    """None stands for all."""
    return None if text == "all" else number(text)


def section_set(text, known):
    chosen = {number(word) for word in text.split(",")}
    if not chosen <= set(known):
        raise argparse.ArgumentTypeError(f"{text}: the sections are 1 to {max(known)}")
    return chosen


def shared_parser(description, sections):
    """Takes the options that every script has."""
    default = ",".join(map(str, sorted(sections)))
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--hookqual", required=True, type=Path, help="the program to judge")
    parser.add_argument("--rules", type=Path, default=ROOT / "rules" / "linux")
    parser.add_argument("--sections", type=lambda text: section_set(text, sections), default=set(sections),
                        help=f"default: {default}")  # fmt: skip
    parser.add_argument("--repeat", type=number, default=3, help="repetitions of each measurement (default: 3)")
    parser.add_argument("--units", type=unit_count, default=140, metavar="N|all",
                        help="how many units clang parses, evenly chosen (default: 140)")  # fmt: skip
    parser.add_argument("--jobs", type=number, default=2, help="workers of hookqual, clangs at once (default: 2)")
    parser.add_argument("--out", type=Path, help="write the tables here too")
    return parser


def judge(name, options, kind, sections):
    """Prints the report of the chosen sections of a `kind` of bench; the exit code."""
    adopt_orphans()
    hookqual = Hookqual(options.hookqual.resolve(), options.rules.resolve(), options.jobs)
    with tempfile.TemporaryDirectory(prefix=f"{name}-", dir=options.scratch) as scratch:
        bench = kind(options, hookqual, Path(scratch).resolve())
        rows = _measure(bench, sections)
        text = _report(bench, rows)
    if options.out:
        options.out.write_text(text, encoding="utf-8")
    print(text, end="")
    return 1 if any(row.verdict() == "missed" for row in rows) else 0


def or_no_result(name, work):
    """The exit code of `work`; 2, and why, when it cannot be done."""
    try:
        return work()
    except (BenchError, OSError) as error:
        print(f"{name}: {error}", file=sys.stderr)
        return 2


def _measure(bench, sections):
    rows = []
    for section in sorted(bench.options.sections):
        progress(f"section {section}")
        more = sections[section](bench)
        for row in more:
            progress(" | ".join(row.cells()))  # not lost when a later section fails
        rows += more
    return rows


def _report(bench, rows):
    parts = [bench.title()]
    if rows:
        parts.append(markdown(_HEADS, [row.cells() for row in rows]))
    return "\n\n".join([*parts, *bench.tables, *bench.rejections()]) + "\n"
