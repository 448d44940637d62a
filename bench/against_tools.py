# SPDX-License-Identifier: MIT
"""Sections 1, 2 and 5: capture and check against the other readers of C."""

import shutil
import statistics

import units
from estimates import Row, error_of_ratio, medians, spread
from measuring import progress

SAMPLE = 40
# One of the cheapest: what `check` of it costs is opening and linking the facts.
OPENING_RULE = "ipc/shm-remove"


def capture_rows(bench):
    """Section 1."""
    captured = bench.captured
    parsing = captured.parsing
    ratio = captured.cpu / parsing.value
    note = f"{captured.cpu:.1f} / {parsing.value:.1f} CPU s; parse: {parsing.basis()}"
    error = error_of_ratio(captured.cpu, parsing)
    return [Row("1 capture from nothing / `-fsyntax-only`", ratio, 0.25, error=error, note=note)]


def tool_rows(bench):
    """Section 2."""
    sample = spread(bench.captured.units, SAMPLE)
    tools = [tool for tool, command in units.TOOLS.items() if shutil.which(command[0])]
    parsing, costs = _in_turns(bench, sample, tools)
    ratios = {tool: cost / parsing for tool, cost in costs.items()}
    rows = [_tool_row(tool, ratios.get(tool), len(sample), parsing) for tool in units.TOOLS]
    return [*rows, _both_row(bench, ratios.get("sparse"))]


def _in_turns(bench, sample, tools):
    """Sums of the yardstick and of each tool. The analyzer takes so long that once must do."""
    parses, costs = [], {tool: [] for tool in tools}
    for turn in range(bench.options.repeat):
        parses.append(bench.parse(sample))
        for tool in tools:
            if turn == 0 or tool != "clang --analyze":
                progress(f"{tool} of {len(sample)} units, {turn + 1} of {bench.options.repeat}")
                commands = [units.tool_command(tool, unit) for unit in sample]
                costs[tool].append(bench.tool_costs(tool, commands, sample))
    return sum(medians(parses)), {tool: sum(medians(turns)) for tool, turns in costs.items()}


def _tool_row(tool, ratio, size, parsing):
    if ratio is None:
        return Row(f"2 {tool} / `-fsyntax-only`", None, note="not installed")
    once = ", once" if tool == "clang --analyze" else ""
    note = f"{ratio * parsing:.1f} / {parsing:.1f} CPU s; {size} units{once}"
    return Row(f"2 {tool} / `-fsyntax-only`", ratio, note=note)


def _both_row(bench, sparse_ratio):
    """Sparse of all units: its ratio on the sample, times the yardstick of all."""
    what = "2 capture + check / sparse"
    if sparse_ratio is None:
        return Row(what, None, 1, below=True, note="sparse is not installed")
    parsing = bench.captured.parsing
    both, sparse = bench.captured.cpu + bench.check_cpu, sparse_ratio * parsing.value
    note = f"{both:.1f} / {sparse:.1f} CPU s; sparse extrapolated"
    return Row(what, both / sparse, 1, below=True, note=note)


def check_rows(bench):
    """Section 5."""
    captured, parsing = bench.captured, bench.captured.parsing
    note = f"{bench.check_cpu:.2f} / {parsing.value:.1f} CPU s"
    peak = statistics.median(cost.peak_mib for cost in bench.checks)
    size = captured.database.stat().st_size / (1 << 20)
    ratio, error = bench.check_cpu / parsing.value, error_of_ratio(bench.check_cpu, parsing)
    proxy = f"`check --rule {OPENING_RULE}` stands for it"
    return [
        Row("5 check / `-fsyntax-only`", ratio, 0.05, error=error, note=note),
        Row("5 peak memory of check", peak, 4096, "MiB"),
        Row("5 size of the database", size, 150, "MiB", note=f"{len(captured.units)} units"),
        Row("5 opening the database", _opening(bench), 2, "CPU s", note=proxy),
    ]


def _opening(bench):
    progress("check of one rule")
    database = bench.captured.database
    runs = [bench.hookqual.check(database, "--rule", OPENING_RULE) for _ in range(bench.options.repeat)]
    return statistics.median(cost.cpu for cost in runs)
