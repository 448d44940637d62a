# SPDX-License-Identifier: MIT
"""Arithmetic of the benchmark: samples, medians, ratios and their bars."""

import math
import statistics
from dataclasses import dataclass


def spread(items, count):
    """`count` of the items, evenly spaced in their order; all of them when there are no more."""
    if count >= len(items):
        return list(items)
    return [items[(2 * position + 1) * len(items) // (2 * count)] for position in range(count)]


def medians(repetitions):
    """The median of each place over repetitions of equal length."""
    return [statistics.median(values) for values in zip(*repetitions, strict=True)]


@dataclass(frozen=True)
class Total:
    """A sum over all units, known from some of them."""

    value: float
    error: float  # standard error; 0 when every unit was measured
    measured: int
    units: int

    @classmethod
    def of(cls, sample, units):
        if not sample:
            raise ValueError("a total needs at least one measured unit")
        scatter = statistics.stdev(sample) if len(sample) > 1 else math.nan
        unseen = 1 - len(sample) / units
        error = units * scatter * math.sqrt(unseen / len(sample)) if unseen > 0 else 0.0
        return cls(sum(sample) * units / len(sample), error, len(sample), units)

    def basis(self):
        if self.measured == self.units:
            return f"all {self.units} units"
        return f"{self.measured} of {self.units} units, extrapolated"


def error_of_ratio(part, total):
    """Standard error of part / total, when only the total is estimated."""
    return part / total.value * total.error / total.value


def growth(small, small_units, large, large_units):
    """`large` against the line through the origin and `small`: 1 is linear."""
    return large / (small * large_units / small_units)


@dataclass(frozen=True)
class Row:
    """A line of the result. Without a value it could not be measured, without a bar it informs."""

    what: str
    value: float | None
    bar: float | None = None
    unit: str = ""
    error: float = 0.0
    note: str = ""
    below: bool = False  # the bar itself is already too much

    def verdict(self):
        if self.bar is None:
            return "-"
        if self.value is None:
            return "missed"
        return "met" if self.value < self.bar or (not self.below and self.value == self.bar) else "missed"

    def cells(self):
        value = "not measured" if self.value is None else _number(self.value, self.unit)
        if self.error:
            value += f" ± {_number(self.error, '')}"
        bar = "-" if self.bar is None else ("below " if self.below else "") + _number(self.bar, self.unit)
        return self.what, value, bar, self.verdict(), self.note


def _number(value, unit):
    digits = f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"
    return f"{digits} {unit}".rstrip()


def markdown(heads, rows):
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines)
