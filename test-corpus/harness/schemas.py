# SPDX-License-Identifier: MIT
"""Validates what hookqual writes as JSON against docs/<form>.schema.json.

As a program: schemas.py FORM DOCUMENT... - exit 1 and one line a mistake if any is invalid.
"""

import json
import sys
from pathlib import Path

import jsonschema

DOCS = Path(__file__).resolve().parents[2] / "docs"


def mistakes(form, document):
    """The mistakes of a parsed document, each as `place: text`. Forms: the names in docs/."""
    schema = json.loads((DOCS / f"{form}.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    found = sorted(validator.iter_errors(document), key=lambda error: [str(part) for part in error.absolute_path])
    return ["/".join(map(str, error.absolute_path)) + ": " + error.message for error in found]


def main(form, paths):
    problems = []
    for path in paths:
        with open(path, encoding="utf-8") as stream:
            problems += [f"{path}: {mistake}" for mistake in mistakes(form, json.load(stream))]
    print("\n".join(problems) if problems else f"{len(paths)} valid")
    return 1 if problems or not paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
