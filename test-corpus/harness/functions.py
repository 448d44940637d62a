# SPDX-License-Identifier: MIT
"""Finds the function definitions of a corpus file: name and lines, no more.

Corpus files are small and written by us, so balanced braces are all that is needed.
"""

import re
from dataclasses import dataclass

_NOISE = re.compile(r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|^[ \t]*#(?:\\\n|[^\n])*", re.S | re.M)
_DEFINER = re.compile(r"\b(?:COMPAT_)?SYSCALL_DEFINE\d\s*\(\s*(\w+)")
_NAME = re.compile(r"\b(?!__attribute__)(\w+)\s*\(")


@dataclass(frozen=True)
class Function:
    name: str
    first: int  # lines, from 1
    last: int

    def holds(self, line):
        return self.first <= line <= self.last


def without_noise(text):
    """The text with comments, strings and preprocessor lines blanked, every line kept."""
    return _NOISE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def find_functions(text):
    code = without_noise(text)
    functions, depth, start, opened = [], 0, 0, None
    for position, character in enumerate(code):
        if character == "{":
            if depth == 0:
                opened = _definition(code[start:position], code, start)
            depth += 1
        elif character == "}":
            depth -= 1
            if depth == 0:
                if opened:
                    functions.append(Function(*opened, code.count("\n", 0, position) + 1))
                start = position + 1
        elif character == ";" and depth == 0:
            start = position + 1
    return functions


def _definition(head, code, start):
    """(name, first line) if what stands before a `{` heads a function."""
    name = _DEFINER.search(head) or _NAME.search(head)
    if not name or "=" in head:
        return None
    lead = len(head) - len(head.lstrip())
    return name.group(1), code.count("\n", 0, start + lead) + 1
