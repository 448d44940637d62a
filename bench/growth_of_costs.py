# SPDX-License-Identifier: MIT
"""Section 4: what more units cost.

The units come from a compile_commands.json made of the manifest, so nothing is recorded.
"""

import shutil
import statistics

import units
from bench import CHECK_CODES, WRONG_INPUT
from estimates import Row, growth, markdown
from measuring import BenchError, progress

SHARES = (8, 4, 2, 1)  # an eighth, a quarter, half, all
_LINEAR = 1.15
HEADS = (
    "units", "capture CPU s", "a unit, ms", "capture peak MiB", "a unit, MiB",
    "check CPU s", "a unit, ms", "check peak MiB", "a unit, MiB",
)  # fmt: skip


class Point:
    """The costs at one share of the units, evenly chosen."""

    def __init__(self, everything, share):
        self.choices = [everything[first::share] for first in range(min(share, len(everything)))]
        self.captures = []
        self.checks = []

    @property
    def units(self):
        return self.choices[0]

    def value(self, phase, measure):
        return statistics.median(getattr(cost, measure) for cost in getattr(self, phase))

    def cells(self):
        cells = [len(self.units)]
        for phase in ("captures", "checks"):
            cpu, peak = self.value(phase, "cpu"), self.value(phase, "peak_mib")
            per = len(self.units)
            cells += [f"{cpu:.2f}", f"{1000 * cpu / per:.1f}", f"{peak:.0f}", f"{peak / per:.2f}"]
        return cells


def growth_rows(bench):
    """Section 4: rows against the bar, and the table of the points."""
    everything = bench.captured.units
    points = {share: Point(everything, share) for share in SHARES}
    for turn in range(bench.options.repeat):
        for share, point in points.items():
            progress(f"capture and check of {len(point.units)} units, {turn + 1} of {bench.options.repeat}")
            _measure(bench, point)
    table = markdown(HEADS, [point.cells() for point in points.values()])
    bench.tables.append(f"Growth, units from a `compile_commands.json`, nothing recorded:\n\n{table}")
    return _rows(points[4], points[1])


def _measure(bench, point):
    """A rule may not bind when the unit that it means is left out: then the next choice is taken."""
    while True:
        capture, check = _capture_and_check(bench, point.units)
        if check.code in CHECK_CODES:
            break
        if point.checks or len(point.choices) == 1:
            raise BenchError(f"check of {len(point.units)} units ends with exit code {check.code}")
        progress("check refuses this choice of units, taking the next")
        del point.choices[0]
    point.captures.append(capture)
    point.checks.append(check)


def _capture_and_check(bench, some):
    database = bench.fresh_database("growth")
    commands = database.parent / "compile_commands.json"
    units.write_compile_commands(some, commands)
    capture = bench.hookqual.capture(database, "--kernel", bench.options.kernel, "-p", commands)
    check = bench.hookqual.check(database, accepted=(*CHECK_CODES, WRONG_INPUT))
    shutil.rmtree(database.parent)
    return capture, check


def _rows(quarter, whole):
    measures = (("cpu", "CPU", "CPU s"), ("peak_mib", "peak memory", "MiB"))
    rows = []
    for phase, command in (("captures", "capture"), ("checks", "check")):
        for measure, name, unit in measures:
            small, large = quarter.value(phase, measure), whole.value(phase, measure)
            value = growth(small, len(quarter.units), large, len(whole.units))
            what = f"4 {name} of {command}: all units / line through a quarter"
            rows.append(Row(what, value, _LINEAR, note=f"{small:.2f} to {large:.2f} {unit}"))
    return rows
