# SPDX-License-Identifier: MIT
"""Section 3: capturing again, after nothing or one file has changed.

All of it happens in a copy of the kernel made of hard links. The files that will be touched
are real copies there, since links share content and times with the kernel's own.
"""

import os
import shutil
import statistics

import units
from estimates import Row, spread
from measuring import BenchError, progress, run

EDITED = ("fs/namei.c", "ipc/shm.c", "net/socket.c")
_UNCHANGED, _CHANGED = 0.02, 1.5
# Above this share of a capture from nothing, one changed unit cannot be told from noise.
_HOPELESS = 0.5


def again_rows(bench):
    tree = _copy_of(bench.options.kernel, bench.scratch / "tree")
    names = _edited_names(bench.captured.units)
    for name in names:
        _separate(tree / name, bench.options.kernel / name)
    again = _Again(bench, tree)
    if again.is_hopeless():
        return [_unchanged_row(bench, again), *_hopeless_rows()]
    edited = [unit for unit in units.read_manifest(again.database) if unit.name in names]
    parses = [again.turn(edited) for _ in range(bench.options.repeat)]
    parse_of = {unit.name: statistics.median(times) for unit, times in zip(edited, zip(*parses))}
    return [_unchanged_row(bench, again), *(_changed_row(kind, again, parse_of) for kind in ("touched", "edited"))]


class _Again:
    """The captures of the copied tree into one database."""

    def __init__(self, bench, tree):
        self.bench = bench
        self.tree = tree
        self.database = bench.fresh_database("again")
        self.unchanged = []
        self.extra = {}  # (kind, unit): CPU seconds beyond those of the unchanged capture
        progress("capture of the copied tree from nothing")
        self.count = 0
        self.first = self._cpu()
        self.count = units.captured_units(self.database)

    def is_hopeless(self):
        progress("capture again, unchanged")
        self.unchanged.append(self._cpu())
        return self.unchanged[0] > _HOPELESS * self.first

    def turn(self, edited):
        """Nothing, then each change of each unit; and the yardstick of these units."""
        progress("capture again: unchanged, touched, edited")
        self.unchanged.append(self._cpu())
        for unit in edited:
            for kind, change in (("touched", os.utime), ("edited", _append_comment)):
                change(self.tree / unit.name)
                self.extra.setdefault((kind, unit.name), []).append(self._cpu() - self.unchanged[-1])
        return self.bench.parse(edited)

    def _cpu(self):
        options = self.bench.options
        cost = self.bench.hookqual.capture(self.database, "--kernel", self.tree, *options.paths)
        count = units.captured_units(self.database)
        if self.count and count != self.count:
            raise BenchError(f"capturing again leaves {count} units of {self.count} in the database")
        return cost.cpu


def _unchanged_row(bench, again):
    cpu, parsing = statistics.median(again.unchanged), bench.captured.parsing.value
    note = f"{cpu:.2f} / {parsing:.1f} CPU s; from nothing {again.first:.1f}"
    return Row("3 capture again, nothing changed / `-fsyntax-only`", cpu / parsing, _UNCHANGED, note=note)


def _changed_row(kind, again, parse_of):
    extra = {name: statistics.median(again.extra[kind, name]) for name in parse_of}
    ratio = statistics.median(extra[name] / parse_of[name] for name in parse_of)
    note = "; ".join(f"{name}: {extra[name]:+.2f} / {parse_of[name]:.2f} CPU s" for name in parse_of)
    return Row(_changed_name(kind), ratio, _CHANGED, note=note)


def _hopeless_rows():
    note = "an unchanged capture already repeats most of the work"
    return [Row(_changed_name(kind), None, _CHANGED, note=note) for kind in ("touched", "edited")]


def _changed_name(kind):
    return f"3 one file {kind}, beyond nothing changed / its `-fsyntax-only`"


def _edited_names(manifest):
    """The usual three; where they are not captured, others in their place."""
    names = [unit.name for unit in manifest]
    return EDITED if set(EDITED) <= set(names) else spread(names, len(EDITED))


def _copy_of(kernel, target):
    progress(f"copying the kernel as hard links to {target}")
    try:
        run(["cp", "-al", kernel, target])
    except BenchError as error:
        raise BenchError(f"{error}\n--scratch must lie on the file system of --kernel") from error
    return target


def _separate(link, original):
    """Only this file's times and content may change, not the kernel's."""
    link.unlink()
    shutil.copy2(original, link)
    if link.samefile(original):
        raise BenchError(f"{link}: still the kernel's own file")


def _append_comment(file):
    with file.open("a", encoding="utf-8") as stream:
        stream.write("/* edited by the benchmark */\n")
