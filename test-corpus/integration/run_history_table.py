#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Puts bugs of history back into a whole captured kernel and prints, row by row, what check finds.

    run_history_table.py --hookqual build/release/hookqual --db build/quickstart/facts.db --kernel DIR

The database and the tree it was captured from stay as they are: the edits are made in copies, and
only shipped rules are asked. Drivers that the default directories leave out are captured beside it.
"""

import json
import sqlite3
import sys
from pathlib import Path

from history import Bug, in_trees
from problems import identity
from script import ROOT, empty_scratch, kernel_of, parser_of, verdict
from tool import Hookqual

HERE = Path(__file__).resolve().parent
PATCHES = HERE / "history"
# The test of the loader is one caller of what it exports: without any there would be nobody to blame.
DRIVERS = ["drivers/base/firmware_loader", "lib/test_firmware.c", "drivers/net/ppp", "drivers/net/tun.c"]
OPTIONS = ["CONFIG_FW_LOADER_USER_HELPER", "CONFIG_TEST_FIRMWARE", "CONFIG_PPP", "CONFIG_TUN"]


def rows_of(text):
    """Year, name and patches of each row."""
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            head, _, patches = line.partition(":")
            year, name = head.split()
            yield year, name, patches.split()


class Table:
    def __init__(self, hookqual, database, kernel, scratch):
        self.hookqual, self.database, self.kernel, self.scratch = hookqual, database, kernel, scratch
        self.rows = list(rows_of((PATCHES / "rows.txt").read_text(encoding="utf-8")))
        self.bugs = {name: Bug(PATCHES / f"{name}.patch") for _, _, patches in self.rows for name in patches}
        self.found = {}
        self.problems = []

    def fill(self):
        in_kernel = [bug for name, bug in self.bugs.items() if not name.startswith("drivers/")]
        in_drivers = [bug for name, bug in self.bugs.items() if name.startswith("drivers/")]
        base = self.scratch / "facts.db"
        source, copy = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True), sqlite3.connect(base)
        source.backup(copy)
        source.close()
        copy.close()
        self._review(base, in_kernel)
        drivers = self.scratch / "drivers.db"
        run = self.hookqual.capture(drivers, "--kernel", self.kernel, "--config", self._config(), *DRIVERS)
        if self._expect(run, run.code == 0, "the drivers cannot be captured"):
            self._review(drivers, in_drivers)

    def _config(self):
        """The recorded configuration with the drivers' options."""
        config = self.scratch / "config"
        recorded = (self.database.parent / "kbuild" / "object" / ".config").read_text(encoding="utf-8")
        config.write_text(recorded + "".join(f"{option}=y\n" for option in OPTIONS), encoding="utf-8")
        return config

    def _review(self, base, bugs):
        for number, group in enumerate(in_trees(bugs)):
            together = self.scratch / f"{base.stem}-{number}.patch"
            together.write_text("".join(bug.diff for bug in group), encoding="utf-8")
            run = self.hookqual.run(
                "review", "--db", base, "--kernel", self.kernel, "--rules", self.hookqual.rules,
                "--no-temporary-rules", "--format", "json", "--patch", together,
            )  # fmt: skip
            names = " ".join(bug.name for bug in group)
            if not self._expect(run, run.code == 1, f"{names}: exit code {run.code}"):
                continue
            patch = json.loads(run.out)["patches"][0]
            self._expect(run, not patch["newly_skipped"], f"{names}: units are skipped")
            for bug in group:
                self.found[bug.name] = [new for new in patch["new"] if is_about(new, bug)]

    def _expect(self, run, holds, problem):
        if not holds:
            self.problems.append(f"{problem}\n{run.shown()}")
        return holds

    def print(self):
        print("| year | row | found | kind | hook | function | entries |\n|---|---|---|---|---|---|---|")
        count = 0
        for year, name, patches in self.rows:
            findings = [new for patch in patches for new in self.found.get(Path(patch).name, [])[:1]]
            count += len(findings) == len(patches)
            for patch, new in zip(patches, findings, strict=False):
                print(f"| {year} | {name} | yes | {' | '.join(cells_of(new))} |")
                self._compare(self.bugs[patch], new)
            if not findings:
                print(f"| {year} | {name} | no | | | | |")
            if (len(findings) != len(patches)) != any(patch.startswith("missed/") for patch in patches):
                self.problems.append(f"{name}: {len(findings)} of {len(patches)} patches are found")
        print(f"\n{count} of {len(self.rows)} rows found")

    def _compare(self, bug, new):
        for key in ("kind", "authorizer"):
            if new[key] != bug.wanted[key]:
                self.problems.append(f"{bug.name}: {key} is not {bug.wanted[key]}: {new[key]} {identity(new)}")
        if not new["entries"]:
            self.problems.append(f"{bug.name}: no entry {identity(new)}")


def is_about(finding, bug):
    return all(finding[key] == bug.wanted[key] for key in ("rule", "function"))


def cells_of(finding):
    entries = [entry["name"] for entry in finding["entries"]]
    more = f" and {len(entries) - 3} more" if len(entries) > 3 else ""
    return finding["kind"], f"`{finding['authorizer']}`", f"`{finding['function']}`", ", ".join(entries[:3]) + more


def main():
    parser = parser_of(__doc__)
    parser.add_argument("--db", required=True, type=Path, help="database of the whole kernel; it is left as it is")
    arguments = parser.parse_args()
    kernel = kernel_of(arguments)
    scratch = empty_scratch(arguments, "hookqual-history-")
    table = Table(Hookqual(arguments.hookqual, ROOT / "rules" / "linux"), arguments.db.resolve(), kernel, scratch)
    table.fill()
    table.print()
    return verdict(table.problems, scratch)


if __name__ == "__main__":
    sys.exit(main())
