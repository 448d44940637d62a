# SPDX-License-Identifier: MIT
"""What the cases of captures have in common: a directory each, counts, dumps, problems."""

import re
from typing import NamedTuple

_SUMMARY = re.compile(
    r"^captured (\d+) of (\d+) units in .*: (\d+) collected, (\d+) from the cache, (\d+) unchanged$", re.MULTILINE
)


class Counts(NamedTuple):
    """The last lines of a capture."""

    parsed: int
    units: int
    collected: int
    cached: int
    unchanged: int


def counts_of(run):
    """What capture said that it did; None if it did not say."""
    match = _SUMMARY.search(run.out)
    return Counts(*map(int, match.groups())) if match else None


class Cases:
    """Cases, each in a directory of its own; what is wrong is added to `problems`."""

    def __init__(self, hookqual, directory):
        self.hookqual = hookqual
        self.directory = directory
        self.directory.mkdir(parents=True, exist_ok=True)
        self.problems = []

    def place(self, name):
        place = self.directory / name
        place.mkdir()
        return place

    def expect(self, case, run, holds, problem):
        if not holds:
            self.problems.append(f"{case}: {problem}\n{run.shown()}")
        return holds

    def expect_gap(self, case, why):
        """A case that is known to go wrong, and why; to be told when it no longer does."""
        before = len(self.problems)
        case()
        if len(self.problems) == before:
            self.problems.append(f"{case.__name__}: this is no gap any more ({why}): expect it to be right")
        del self.problems[before:]

    def capture(self, case, db, project, *options):
        """A capture that must succeed."""
        run = self.hookqual.capture(db, "-p", project.commands, "--kernel", project.directory, *options)
        self.expect(case, run, run.code == 0 and counts_of(run), "cannot be captured")
        self.expect(case, run, not left_over(db), f"left behind: {left_over(db)}")
        return run

    def expect_counts(self, case, run, **wanted):
        counts = counts_of(run)
        for key, value in wanted.items():
            found = getattr(counts, key) if counts else None
            self.expect(case, run, found == value, f"{found} units are {key}, not {value}")

    def dump_of(self, case, db):
        run = self.hookqual.dump(db)
        self.expect(case, run, run.code == 0 and run.out, "the facts cannot be dumped")
        return run.out

    def fresh_dump(self, case, project, *options):
        """Of a capture into a new database, without any cache."""
        db = self.place(case + "-fresh") / "facts.db"
        self.capture(case, db, project, *options)
        return self.dump_of(case, db)

    def expect_dump(self, case, db, wanted, problem):
        found = self.dump_of(case, db)
        if found != wanted:
            self.problems.append(f"{case}: {problem}: {first_difference(found, wanted)}")


def left_over(db):
    """Files of a capture that should not outlive it."""
    return [path.name for path in db.parent.glob(db.name + ".partial*")]


def first_difference(found, wanted):
    pairs = enumerate(zip(found.splitlines(), wanted.splitlines()), start=1)
    return next((f"line {line}: {a!r}, {b!r}" for line, (a, b) in pairs if a != b), "one is longer")
