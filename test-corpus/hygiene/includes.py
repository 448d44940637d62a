# SPDX-License-Identifier: MIT
"""Rooms include only the rooms and libraries that rooms.txt allows them."""

import re
from dataclasses import dataclass
from pathlib import Path

from tree import Violation, cpp_files, lines

_INCLUDE = re.compile(r"\s*#\s*include\s*([<\"])([^>\"]+)[>\"]")
_TEST_LIBRARIES = ("gtest/", "gmock/")
_TABLE = Path(__file__).resolve().parent / "rooms.txt"


@dataclass(frozen=True)
class Room:
    name: str
    may: tuple  # rooms or single headers
    owns: tuple  # library prefixes


def read_rooms(table=_TABLE):
    rooms = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, rest = line.split(":", 1)
        may, owns = rest.split(";")
        rooms[name] = Room(name, tuple(may.split()), tuple(owns.split()))
    if not rooms:
        raise ValueError(f"{table} names no room")
    return rooms


def room_of(path, rooms):
    """The room a path lies in: the longest that contains it; None outside all rooms."""
    inside = [name for name in rooms if path.startswith(name + "/")]
    return max(inside, key=len, default=None)


def check(root):
    rooms = read_rooms()
    for path in cpp_files(root):
        room = room_of(path.as_posix(), rooms)
        if room is None:
            yield Violation(path.as_posix(), "lies in no room of rooms.txt")
            continue
        for number, line in lines(root, path):
            match = _INCLUDE.match(line)
            text = match and _objection(match.group(1), match.group(2), rooms[room], rooms, path)
            if text:
                yield Violation(f"{path.as_posix()}:{number}", text)


def _objection(bracket, header, room, rooms, path):
    owners = [other.name for other in rooms.values() if header.startswith(other.owns)]
    if owners and room.name not in owners:
        return f"only {' and '.join(owners)} may include {header}"
    if header.startswith(_TEST_LIBRARIES):
        return None if _is_test_file(path) else f"only tests may include {header}"
    if bracket == "<":
        return None
    target = room_of(header, rooms)
    if target in (None, room.name) or "*" in room.may or target in room.may or header in room.may:
        return None
    return f"{room.name} may not include {target}"


def _is_test_file(path):
    """A test; or a header, since tests share helpers (a header of the program that did this
    would not link, as only test programs get GoogleTest)."""
    return path.stem.endswith("Test") or path.suffix == ".h"
