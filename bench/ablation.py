# SPDX-License-Identifier: MIT
"""Section 2 of inference.py: what `check` and `mutate` say without a part of inference."""

from dataclasses import astuple

from estimates import markdown
from measuring import progress
from mutants import count_calls

NONE = "none"
FEATURES = [NONE, "state-splitting", "guards", "stores", "accessors", "equalities"]
_HEADS = (
    "without", "findings", "type errors", "refuted", "check CPU s",
    "calls", "with a rule", "noticed", "mutate CPU s",
)  # fmt: skip


def ablation_rows(bench):
    """No bars: a table."""
    lines = []
    for feature in bench.options.features:
        lines.append(_measure(bench, feature))
        progress(" | ".join(map(str, lines[-1])))  # not lost when a later feature fails
    bench.tables.append(f"What the parts of inference are worth:\n\n{markdown(_HEADS, lines)}")
    return []


def _measure(bench, feature):
    if feature == NONE:
        return cells(feature, bench.check(bench.options.jobs), bench.plain_mutation)
    without = ("--without", feature)
    return cells(feature, bench.check(bench.options.jobs, *without), bench.mutate(*without))


def cells(feature, check, mutation):
    report = check.report()
    ledger, calls = report["ledger"], count_calls(mutation.report()["mutants"])
    said = (len(report["findings"]), ledger["type_errors"], ledger["refuted"])
    return (feature, *said, f"{check.cost.cpu:.1f}", *astuple(calls), f"{mutation.cost.cpu:.1f}")
