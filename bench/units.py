# SPDX-License-Identifier: MIT
"""Captured units, and the commands that other tools read them with."""

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from measuring import BenchError

_DROPPED = {"-c", "-S", "-E", "-M", "-MM", "-MD", "-MMD", "-MP", "-MG"}
_DROPPED_WITH_OPERAND = {"-o", "-MF", "-MT", "-MQ"}
_DROPPED_PREFIXES = ("-Wp,-M", "-MF", "-MT", "-MQ")

# What `make C=2` gives sparse on x86_64: CHECKFLAGS of the kernel's Makefile and of arch/x86.
_CHECKFLAGS = """
    -D__linux__ -Dlinux -D__STDC__ -Dunix -D__unix__ -Wbitwise -Wno-return-void -Wno-unknown-attribute
    -D__x86_64__ --arch=x86 -mlittle-endian -m64
""".split()

CLANG = "clang-19"
TOOLS = {
    "sparse": ["sparse", *_CHECKFLAGS],
    "compile": [CLANG, "-c", "-o", "/dev/null"],
    "clang --analyze": [CLANG, "--analyze", "-o", "/dev/null"],
}
_SYNTAX_ONLY = [CLANG, "-w", "-fsyntax-only"]


@dataclass(frozen=True)
class Unit:
    name: str
    directory: str
    file: str
    object: str
    arguments: tuple


def require_clang():
    if not shutil.which(CLANG):
        raise BenchError(f"{CLANG} is not installed: without it there is no yardstick")


def read_manifest(database):
    """How the units of a database are compiled, in order of name."""
    rows = _query(database, "SELECT unit, directory, file, object, arguments FROM manifest ORDER BY unit")
    if not rows:
        raise BenchError(f"{database}: its manifest is empty")
    return [Unit(*row[:4], tuple(json.loads(row[4]))) for row in rows]


def captured_units(database):
    return _query(database, "SELECT count(*) FROM units")[0][0]


def frontend_arguments(recorded):
    """The recorded arguments, without the compiler and without what says where results go."""
    kept, words = [], iter(recorded[1:])
    for word in words:
        if word in _DROPPED_WITH_OPERAND:
            next(words, None)
        elif word not in _DROPPED and not word.startswith(_DROPPED_PREFIXES):
            kept.append(word)
    return kept


def syntax_only(unit):
    """The yardstick: (command, directory)."""
    return _command(_SYNTAX_ONLY, unit)


def tool_command(tool, unit):
    return _command(TOOLS[tool], unit)


def write_compile_commands(units, target):
    """So that the units can be captured without being recorded again."""
    commands = [
        {"directory": unit.directory, "file": unit.file, "output": unit.object, "arguments": unit.arguments}
        for unit in units
    ]
    Path(target).write_text(json.dumps(commands), encoding="utf-8")


def _command(words, unit):
    return [*words, *frontend_arguments(unit.arguments)], unit.directory


def _query(database, text):
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            return connection.execute(text).fetchall()
    except sqlite3.Error as error:
        raise BenchError(f"{database}: {error}") from error
