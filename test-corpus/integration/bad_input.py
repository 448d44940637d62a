# SPDX-License-Identifier: MIT
"""Wrong input: each case must end with the code as designed, name the culprit, and leave
nothing half-written."""

import json
import re
import shutil
import sqlite3
from pathlib import Path

WRONG_INPUT, LESS_COMPLETE = 2, 3


def check_bad_input(hookqual, directory, good_db):
    """The problems of all cases; `good_db` is a database that must stay usable."""
    directory.mkdir()
    cases = Cases(hookqual, directory, good_db)
    cases.kernels()
    cases.units()
    cases.rules()
    cases.databases()
    return cases.problems


class Cases:
    """All cases, each in a directory of its own."""

    def __init__(self, hookqual, directory, good_db):
        self.hookqual = hookqual
        self.directory = directory
        self.good_db = good_db
        self.problems = []

    def kernels(self):
        case = self._case("no-kernel")
        self._refused(case, ["capture", "--kernel", "nowhere", "--db", "x.db"], "nowhere: no such directory")

        case = self._case("foreign-directory", "foreign/readme")
        self._refused(case, ["capture", "--kernel", "foreign", "--db", "x.db"], "foreign: not a kernel source tree")

        case = self._case("configured-in-place", "k/Makefile", "k/Kbuild", "k/kernel/Makefile", "k/.config")
        self._refused(case, ["capture", "--kernel", "k", "--db", "x.db"], "k: configured in place")

        case = self._case("no-destination", "k/Makefile", "k/Kbuild", "k/kernel/Makefile")
        self._refused(case, ["capture", "--kernel", "k", "--db", "gone/x.db"], "gone/x.db: cannot be written")

    def units(self):
        case = self._case("broken-alone")
        self._write_units(case, "broken.c")
        arguments = ["capture", "-p", "compile_commands.json", "--db", "x.db"]
        # The request of a skipped unit stays, so that the mistake can be seen again.
        self._refused(case, arguments, "broken.c:2:11: error: expected ';'", stays={"x.db.skipped"})

        case = self._case("broken-beside-good")
        self._write_units(case, "broken.c", "good.c")
        run = self.hookqual.run(*arguments, cwd=case)
        self._expect("broken-beside-good", run, run.code == 0, "capture does not go on past one broken unit")
        self._expect("broken-beside-good", run, "skipped broken.c: broken.c:2:11: error:" in run.out, "no reason")
        run = self.hookqual.check(case / "x.db")
        reason = re.search(r'"unit": "broken\.c",\s*"reason": "broken\.c:2:11: error:', run.out)
        self._expect("broken-beside-good", run, run.code == LESS_COMPLETE, "exit code is not 3")
        self._expect("broken-beside-good", run, reason, "the ledger does not list the unit and its reason")

    def rules(self):
        rule = "- rule: vfs/test\n  authorizer: security_inode_unlink\n  operation: {call: inode_operations.unlink}\n"
        case = self._case("rule-with-unknown-key")
        (case / "typo.yaml").write_text(rule + "  objets: {dir: arg0}\n  why: a test\n", encoding="utf-8")
        self._refused(case, self._check_with("typo.yaml"), "typo.yaml:4:3: unknown key 'objets'")

        case = self._case("rule-with-unknown-parameter")
        (case / "typo.yaml").write_text(rule + "  objects: {dirr: arg0}\n  why: a test\n", encoding="utf-8")
        self._refused(case, self._check_with("typo.yaml"), "typo.yaml:4:13: `security_inode_unlink` has no parameter `dirr`")

        case = self._case("no-rules")
        self._refused(case, self._check_with("gone.yaml"), "gone.yaml")

    def _check_with(self, rules):
        return ["check", "--db", self.good_db, "--rules", rules, "-o", "out.json"]

    def databases(self):
        truncated = Path(self.good_db).read_bytes()
        self._refused_database("truncated", truncated[: len(truncated) // 2], "truncated facts database")
        self._refused_database("truncated-in-the-header", truncated[:50], "truncated facts database")
        self._refused_database("empty", b"", "empty file")
        self._refused_database("no-database", b"int main(void) {}\n", "not a hookqual facts database")
        foreign = self.directory / "foreign.db"
        with sqlite3.connect(foreign) as connection:
            connection.execute("CREATE TABLE songs (title TEXT)")
        connection.close()
        self._refused_database("foreign", foreign.read_bytes(), "not a hookqual facts database")
        case = self._case("missing-database")
        self._refused(case, ["check", "--db", "gone.db", "-o", "out.json"], "gone.db: ")
        self._not_replaced(foreign)

    def _refused_database(self, name, content, message):
        for command in (["check", "-o", "out.json"], ["facts", "dump"]):
            case = self._case(f"{name}-{command[0]}")
            (case / "x.db").write_bytes(content)
            self._refused(case, [*command, "--db", "x.db"], "x.db: " + message)
            if (case / "x.db").read_bytes() != content:
                self.problems.append(f"{case.name}: the file was changed")

    def _not_replaced(self, foreign):
        """A capture must not write over a file that is not its own."""
        case = self._case("capture-over-foreign")
        self._write_units(case, "good.c")
        shutil.copy(foreign, case / "x.db")
        arguments = ["capture", "-p", "compile_commands.json", "--db", "x.db"]
        self._refused(case, arguments, "x.db: ")
        if (case / "x.db").read_bytes() != foreign.read_bytes():
            self.problems.append(f"{case.name}: the file was changed")

    def _case(self, name, *files):
        case = self.directory / name
        case.mkdir()
        for file in files:
            (case / file).parent.mkdir(parents=True, exist_ok=True)
            (case / file).touch()
        return case

    def _write_units(self, case, *files):
        (case / "good.c").write_text("int good(void) { return 1; }\n", encoding="utf-8")
        (case / "broken.c").write_text("int broken(void) {\n  return 1\n}\n", encoding="utf-8")
        commands = [{"directory": str(case), "file": file, "arguments": ["cc", "-c", file]} for file in files]
        (case / "compile_commands.json").write_text(json.dumps(commands), encoding="utf-8")

    def _refused(self, case, arguments, message, stays=frozenset()):
        """Exit code 2, the message, and no file that was not there before."""
        before = _files_in(case)
        run = self.hookqual.run(*arguments, cwd=case)
        self._expect(case.name, run, run.code == WRONG_INPUT, "exit code is not 2")
        self._expect(case.name, run, message in run.err, f"the message does not say: {message}")
        left = _files_in(case) - before - stays
        self._expect(case.name, run, not left, f"left behind: {' '.join(sorted(left))}")

    def _expect(self, case, run, holds, problem):
        if not holds:
            self.problems.append(f"{case}: {problem}\n{run.shown()}")


def _files_in(case):
    return {path.name for path in case.iterdir()}
