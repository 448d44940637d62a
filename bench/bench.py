# SPDX-License-Identifier: MIT
"""What the sections of a script share: the program to judge, captures, checks and the yardstick."""

import platform
import shutil
import statistics
from functools import cached_property
from pathlib import Path

import units
from estimates import Total, medians, spread
from measuring import BenchError, progress, run, run_each

CHECK_CODES = (0, 1, 3)
WRONG_INPUT = 2


class Hookqual:
    """The program to judge."""

    def __init__(self, program, rules, jobs):
        self.program = program
        self.rules = rules
        self.jobs = jobs

    def capture(self, database, *what):
        """Caches that follow the XDG convention are as new as the database's directory."""
        command = [self.program, "capture", "--db", database, "--jobs", self.jobs, *what]
        return run(command, environment={"XDG_CACHE_HOME": str(database.parent / "cache")})

    def check(self, database, *options, accepted=CHECK_CODES):
        command = [self.program, "check", "--no-cache", "--db", database, "--rules", self.rules, *options]
        return run(command, accepted=accepted)

    def mutate(self, database, *options):
        return run([self.program, "mutate", "--db", database, "--rules", self.rules, *options])


class Runs:
    """One run of a script: what its sections share, and the tools they compare with."""

    def __init__(self, options, hookqual, scratch):
        self.options = options
        self.hookqual = hookqual
        self.scratch = scratch
        self.tables = []  # Markdown that follows the rows
        self._rejected = set()  # (tool, unit) that ended with an error

    def parse(self, some):
        """CPU seconds of each unit's -fsyntax-only."""
        progress(f"clang -fsyntax-only of {len(some)} unit(s)")
        return self.tool_costs("clang -fsyntax-only", [units.syntax_only(unit) for unit in some], some)

    def sampled(self, manifest):
        return spread(manifest, self.options.units or len(manifest))

    def tool_costs(self, tool, commands, some):
        costs = run_each(commands, self.options.jobs)
        self._rejected |= {(tool, unit.name) for unit, cost in zip(some, costs) if cost.code}
        return [cost.cpu for cost in costs]

    def conditions(self):
        return f"{self.options.repeat} repetition(s), {self.options.jobs} job(s), {platform.machine()}"

    def rejections(self):
        """What makes the costs of other tools doubtful: at most one paragraph."""
        if not self._rejected:
            return []
        listed = ", ".join(f"{tool}: {unit}" for tool, unit in sorted(self._rejected)[:5])
        return [f"{len(self._rejected)} command(s) ended with an error, their time counts: {listed}."]


class Bench(Runs):
    """Of capture_ratio.py: measures what several sections need only once."""

    def title(self):
        captured = self.captured
        return (
            f"{' '.join(self.options.paths)}: "
            f"{units.captured_units(captured.database)} of {len(captured.units)} units captured; "
            f"`clang-19 -fsyntax-only` measured on {captured.parsing.basis()}; {self.conditions()}."
        )

    @cached_property
    def captured(self):
        """Captures from nothing, and the yardstick over the sampled units, in turns."""
        captures, parses, database = [], [], None
        for turn in range(self.options.repeat):
            if turn < self._captures_wanted():
                progress(f"capture from nothing, {turn + 1} of {self._captures_wanted()}")
                if database:
                    shutil.rmtree(database.parent)
                database = self.fresh_database(f"capture-{turn}")
                captures.append(self.hookqual.capture(database, "--kernel", self.options.kernel, *self.options.paths))
            parses.append(self.parse(self.sampled(units.read_manifest(database))))
        return Captured(database, captures, medians(parses))

    def _captures_wanted(self):
        return self.options.repeat if self.options.sections & {1, 2} else 1

    @cached_property
    def checks(self):
        database = self.captured.database
        progress("check")
        return [self.hookqual.check(database) for _ in range(self.options.repeat)]

    @property
    def check_cpu(self):
        return statistics.median(cost.cpu for cost in self.checks)

    def fresh_database(self, name):
        directory = self.scratch / name
        directory.mkdir()
        return directory / "facts.db"


class Captured:
    """The database that the sections share, and what making it cost."""

    def __init__(self, database, captures, parses):
        self.database = database
        self.units = units.read_manifest(database)
        self.cpu = statistics.median(cost.cpu for cost in captures)
        self.parsing = Total.of(parses, len(self.units))


def kernel_of(directory):
    kernel = Path(directory).resolve()
    if not (kernel / "Kbuild").is_file():
        raise BenchError(f"{directory}: not a kernel source tree")
    return kernel
