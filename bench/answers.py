# SPDX-License-Identifier: MIT
"""Answers of `check` and `mutate` over one database, in JSON, with what they cost."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import units
from bench import Runs, kernel_of
from measuring import BenchError, Cost, progress

FINDINGS = "hookqual-findings/1"
MUTANTS = "hookqual-mutants/1"


@dataclass(frozen=True)
class Answer:
    cost: Cost
    text: bytes
    schema: str

    def report(self):
        return read_report(self.text, self.schema)


def read_report(text, schema):
    try:
        report = json.loads(text)
    except ValueError as error:
        raise BenchError(f"a report is not JSON: {error}") from error
    if not isinstance(report, dict) or report.get("schema") != schema:
        raise BenchError(f"a report is not of the schema {schema}")
    return report


def require_sources(manifest):
    for unit in manifest:
        if not Path(unit.file).is_file():
            raise BenchError(f"{unit.file}, which the database was made of, is gone")


def require_kernel(manifest, kernel):
    for unit in manifest:
        if not Path(unit.file).resolve().is_relative_to(kernel):
            raise BenchError(f"the database is of another kernel: {unit.file} is not below {kernel}")


class Inference(Runs):
    """Of inference.py."""

    def __init__(self, options, hookqual, scratch):
        """Reads the manifest at once, so that a wrong database is not found out after minutes."""
        super().__init__(options, hookqual, scratch)
        self.manifest = units.read_manifest(options.db)
        if options.kernel:
            require_kernel(self.manifest, kernel_of(options.kernel))

    def title(self):
        count = units.captured_units(self.options.db)
        return f"`{self.options.db.name}`: {count} of {len(self.manifest)} units captured; {self.conditions()}."

    def check(self, jobs, *options):
        return self._answer(self.hookqual.check, FINDINGS, "-j", jobs, *options)

    def mutate(self, *options):
        return self._answer(self.hookqual.mutate, MUTANTS, "-j", self.options.jobs, *options)

    @cached_property
    def plain_mutation(self):
        return self.mutate()

    def _answer(self, command, schema, *options):
        progress(" ".join(map(str, (command.__name__, *options))))
        target = self.scratch / "report.json"
        target.unlink(missing_ok=True)
        cost = command(self.options.db, "--format", "json", "--output", target, *options)
        return Answer(cost, target.read_bytes(), schema)
