# SPDX-License-Identifier: MIT
"""Section 1 of inference.py: what `check` costs, and whether it says the same every time."""

import statistics
from itertools import zip_longest

from answers import require_sources
from estimates import Row, Total, error_of_ratio, medians

_JOBS = 2


def cost_rows(bench):
    require_sources(bench.manifest)
    parsing, runs = _in_turns(bench)
    single = bench.check(1)
    return [
        _ratio_row(parsing, statistics.median(run.cost.cpu for run in runs)),
        _peak_row([*runs, single]),
        visits_row(runs[0].report()),
        _equality_row(f"{len(runs)} runs with -j{_JOBS}", [run.text for run in runs]),
        _equality_row(f"-j1 and -j{_JOBS}", [single.text, runs[0].text]),
    ]


def _in_turns(bench):
    """The yardstick, and the runs of check; there are at least two, since they are compared."""
    parses, runs = [], []
    sample = bench.sampled(bench.manifest)
    for _ in range(bench.options.repeat):
        runs.append(bench.check(_JOBS))
        parses.append(bench.parse(sample))
    if len(runs) == 1:
        runs.append(bench.check(_JOBS))
    return Total.of(medians(parses), len(bench.manifest)), runs


def _ratio_row(parsing, cpu):
    note = f"{cpu:.2f} / {parsing.value:.1f} CPU s; parse: {parsing.basis()}"
    ratio, error = cpu / parsing.value, error_of_ratio(cpu, parsing)
    return Row("1 check / `-fsyntax-only`", ratio, 0.05, error=error, note=note)


def _peak_row(runs):
    peak = max(run.cost.peak_mib for run in runs)
    return Row("1 peak memory of check", peak, 4096, "MiB", note=f"the largest of {len(runs)} runs")


def visits_row(report):
    """Older programs do not say it."""
    visits = report["ledger"].get("effort", {}).get("most_visits")
    return Row("1 most visits of a function", visits, 8, note="not reported" if visits is None else "")


def _equality_row(which, texts):
    value = max(differing_lines(texts[0], text) for text in texts[1:])
    return Row(f"1 report of {which}: lines that differ", value, 0, note=f"{len(texts[0])} bytes")


def differing_lines(one, other):
    """0 when the texts are equal byte by byte."""
    pairs = zip_longest(one.splitlines(keepends=True), other.splitlines(keepends=True))
    return sum(a != b for a, b in pairs)
