# SPDX-License-Identifier: MIT
"""A file of the corpus with one finding, and its rules, laid out where a test may change them."""

import shutil
from pathlib import Path

CORPUS = Path(__file__).resolve().parents[1]


def lay_out(folder):
    """The C file and the directory of the rules, both below `folder`."""
    unit = folder / "missing.c"
    shutil.copy(CORPUS / "flow" / "missing.c", unit)
    rules = folder / "rules"
    rules.mkdir()
    for name in ("truncate.yaml", "entries.yaml"):
        shutil.copy(CORPUS / name, rules)
    return unit, rules
