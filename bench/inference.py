#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Judges inference over captured facts: its cost, what its parts are worth, and what it notices.

    inference.py --hookqual build/release/hookqual [--db FILE] [--sections 1,2,3] [--out FILE.md]

Exit code: 0 all bars met, 1 a bar is missed, 2 no result.
"""

import argparse
import sys
from pathlib import Path

from ablation import FEATURES, ablation_rows
from answers import Inference
from command_line import ROOT, judge, or_no_result, shared_parser
from cost_of_check import cost_rows
from mutants import mutant_rows
from units import require_clang

NAME = "inference"
SECTIONS = {1: cost_rows, 2: ablation_rows, 3: mutant_rows}


def feature_list(text):
    chosen = text.split(",")
    if not set(chosen) <= set(FEATURES):
        raise argparse.ArgumentTypeError(f"{text}: the features are {', '.join(FEATURES)}")
    return chosen


def parse_options():
    parser = shared_parser(__doc__.partition("\n")[0], SECTIONS)
    parser.add_argument("--db", type=Path, default=ROOT / "build" / "quickstart" / "facts.db",
                        help="database that `capture` wrote (default: that of ./quickstart)")  # fmt: skip
    parser.add_argument("--kernel", help="the tree that the database must be of (default: any)")
    parser.add_argument("--features", type=feature_list, default=FEATURES,
                        help=f"what section 2 does without in turn (default: {','.join(FEATURES)})")  # fmt: skip
    parser.add_argument("--scratch", help="where to make the temporary directory")
    return parser.parse_args()


def measure(options):
    if 1 in options.sections:
        require_clang()
    options.db = options.db.resolve()
    return judge(NAME, options, Inference, SECTIONS)


def main():
    options = parse_options()
    return or_no_result(NAME, lambda: measure(options))


if __name__ == "__main__":
    sys.exit(main())
