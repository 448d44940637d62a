# SPDX-License-Identifier: MIT
"""Section 3 of inference.py: which dropped hook calls nobody would miss, and why."""

from collections import Counter
from dataclasses import dataclass

from estimates import Row, markdown

_MISSED_SHARE = 0.05


@dataclass(frozen=True)
class Calls:
    all: int
    ruled: int  # a rule names the hook
    noticed: int


def mutant_rows(bench):
    mutants = bench.plain_mutation.report()["mutants"]
    bench.tables += mutant_tables(mutants)
    return [missed_row(count_calls(mutants))]


def count_calls(mutants):
    applicable = _applicable(mutants)
    ruled = sum(bool(each["rules"]) for each in applicable)
    return Calls(len(applicable), ruled, sum(each["noticed"] for each in applicable))


def misses(mutants):
    return [each for each in _applicable(mutants) if each["rules"] and not each["noticed"]]


def without_rule(mutants):
    return [each for each in _applicable(mutants) if not each["rules"]]


def causes(mutants):
    """(count, cause), the most frequent first."""
    counts = Counter(each["why"] for each in mutants)
    return sorted(((count, why) for why, count in counts.items()), key=lambda pair: (-pair[0], pair[1]))


def missed_row(calls):
    what, unruled = "3 dropped calls not noticed / those with a rule", calls.all - calls.ruled
    if not calls.ruled:
        return Row(what, None, _MISSED_SHARE, note=f"no rule looks at any of {calls.all} calls")
    rate = f"{calls.noticed} of {calls.ruled} noticed, {100 * calls.noticed / calls.ruled:.1f} %"
    missed = (calls.ruled - calls.noticed) / calls.ruled  # 1 - rate would not be 0.05 at 95 %
    return Row(what, missed, _MISSED_SHARE, note=f"{rate}; {unruled} calls have no rule")


def mutant_tables(mutants):
    missed = misses(mutants)
    return [
        _titled("Dropped calls that are not noticed", ("call", "hook", "function", "why"), map(_cells, missed)),
        _titled("The same by cause", ("calls", "cause"), causes(missed)),
        _titled("Calls without a rule, by cause", ("calls", "cause"), causes(without_rule(mutants))),
    ]


def _applicable(mutants):
    return [each for each in mutants if each["applicable"]]


def _cells(mutant):
    place = f"{mutant['file']}:{mutant['line']}"
    return place, f"`{mutant['authorizer']}`", f"`{mutant['function']}`", mutant["why"]


def _titled(title, heads, rows):
    rows = list(rows)
    return f"{title}:\n\n{markdown(heads, rows)}" if rows else f"{title}: none."
