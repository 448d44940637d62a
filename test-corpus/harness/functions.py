# SPDX-License-Identifier: MIT
"""Finds the function definitions of a corpus file: name and lines, no more.

Corpus files are small and written by us, so balanced braces are all that is needed.
"""

import re
from dataclasses import dataclass

_NOISE = re.compile(r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|^[ \t]*#(?:\\\n|[^\n])*", re.S | re.M)
_DEFINER = re.compile(r"(?:COMPAT_)?SYSCALL_DEFINE\d$")
_NAME = re.compile(r"(\w+)\s*$")


@dataclass(frozen=True)
class Function:
    name: str
    first: int  # lines, from 1: of the name,
    opening: int  # of the body's opening brace,
    last: int  # and of the closing one

    def holds(self, line):
        return self.first <= line <= self.last


def without_noise(text):
    """The text with comments, strings and preprocessor lines blanked, every line kept."""
    return _NOISE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def find_functions(text):
    code = without_noise(text)
    functions, depth, start, opened, opening = [], 0, 0, None, 0
    for position, character in enumerate(code):
        if character == "{":
            if depth == 0:
                opened = _definition(code[start:position], code, start)
                opening = code.count("\n", 0, position) + 1
            depth += 1
        elif character == "}":
            depth -= 1
            if depth == 0:
                if opened:
                    functions.append(Function(*opened, opening, code.count("\n", 0, position) + 1))
                start = position + 1
        elif character == ";" and depth == 0:
            start = position + 1
    return functions


def _definition(head, code, start):
    """(name, first line) if what stands before a `{` ends like a function's head."""
    body = head.rstrip()
    opening = _opening_parenthesis(body)
    name = opening is not None and _NAME.search(body[:opening])
    if not name:
        return None
    line = code.count("\n", 0, start + name.start()) + 1
    if _DEFINER.match(name.group(1)):
        return re.match(r"\(\s*(\w+)", body[opening:]).group(1), line
    return name.group(1), line


def _opening_parenthesis(body):
    """Where the parenthesis opens that closes at the end of `body`."""
    if not body.endswith(")"):
        return None
    depth = 0
    for position in range(len(body) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(body[position], 0)
        if depth == 0:
            return position
    return None
