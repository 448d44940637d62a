# SPDX-License-Identifier: MIT
"""Captures that are killed, crash, run into limits, or whose sources change under them."""

import os
import re
import signal
import subprocess
from functools import partial

from background import Background, is_running, running_below, wait_until
from cases import Cases, counts_of
from project import LONG_AGO, Gate, Project
from tool import report_of

WRONG_INPUT, LESS_COMPLETE = 2, 3
MANY = 160  # more than a killed capture may lose
FEW = 18  # below 20, where capture says so when all but one are done
# 4 million literals: seconds, and hundreds of megabytes.
HEAVY = """
#define A 1, 1, 1, 1, 1, 1, 1, 1,
#define B A A A A A A A A
#define C B B B B B B B B
#define D C C C C C C C C
#define E D D D D D D D D
#define F E E E E E E E E
int heavy[] = { F F F F F F F F F F F F F F F F };
"""


class NotReached(Exception):
    """The moment at which a capture should be disturbed did not come."""


class FaultCases(Cases):
    """Projects with a gated unit, so that each fault happens at a known moment."""

    def all(self):
        for case in (
            self.killed_early, self.killed_in_the_middle, self.killed_before_the_end, self.terminated,
            self.worker_killed, self.worker_crashed, self.unit_hangs, self.unit_eats_memory, self.two_captures,
            self.two_databases, self.header_removed, self.header_changed, self.header_changed_to_an_older,
        ):  # fmt: skip
            try:
                case()
            except NotReached as problem:
                self.problems.append(str(problem))
        self.problems += [f"a process is left: {process}" for process in running_below(self.directory)]
        return self.problems

    def _begin(self, case, db, project, *options):
        """A capture in the background."""
        command = [self.hookqual.program, "capture", "--db", db, "--jobs", "2", "-p", project.commands]
        command += ["--kernel", project.directory, *options]
        return Background(command, db.parent / f"{case}-{db.stem}")

    def _old(self, case, units=MANY):
        """A project that was captured while it was small, and has since grown."""
        place = self.place(case)
        project = Project(place / "source", 3)
        db = place / "facts.db"
        self.capture(case, db, project)
        for number in range(3, units):
            project.add(f"u{number}.c", f"int u{number}(int x) {{ return common(x) * {number}; }}\n")
        gate = project.add_gated("gated.c")
        project.list_units()
        return project, db, gate

    def _expect_old(self, case, db, run, old):
        """The database of before, whole and usable."""
        self.expect(case, run, db.read_bytes() == old, "the old database changed")
        checked = self.hookqual.check(db)
        self.expect(case, checked, report_of(checked), "the old database cannot be checked")

    def _expect_no_process(self, case, run, processes):
        self.expect(case, run, processes, "there was no worker to be killed")
        self._expect_ended(case, run, processes)

    def _expect_ended(self, case, run, processes):
        have_ended = wait_until(lambda: not any(map(is_running, processes)))
        self.expect(case, run, have_ended, f"processes are left: {processes}")

    def _expect_complete(self, case, db, project, fewer_than=None):
        """The next capture, from which nothing may be missing."""
        run = self.capture(f"{case}, again", db, project)
        counts = counts_of(run)
        self.expect_counts(f"{case}, again", run, parsed=len(project.units), units=len(project.units))
        if fewer_than is not None:
            self.expect(case, run, counts and counts.collected < fewer_than, "the next capture does not go on")
        self.expect_dump(case, db, self.fresh_dump(case, project), "not the facts of an undisturbed capture")

    def _kill(self, case, db, capture, old, how=signal.SIGKILL):
        processes = capture.descendants()
        capture.process.send_signal(how)
        run = capture.finish()
        self._expect_no_process(case, run, processes)
        self._expect_old(case, db, run, old)
        return run

    def killed_early(self):
        case = "killed-early"
        project, db, gate = self._old(case, units=FEW)
        old = db.read_bytes()
        capture = self._begin(case, db, project)
        self._reach(case, capture, gate.is_reached)
        self._kill(case, db, capture, old)
        gate.replace()
        self._expect_complete(case, db, project)

    def killed_in_the_middle(self):
        self._killed_in_the_middle("killed-in-the-middle", signal.SIGKILL)

    def terminated(self):
        self._killed_in_the_middle("terminated", signal.SIGTERM)

    def _killed_in_the_middle(self, case, how):
        project, db, gate = self._old(case)
        old = db.read_bytes()
        capture = self._begin(case, db, project)
        self._reach(case, capture, lambda: _left(capture) < MANY * 0.3)
        self._kill(case, db, capture, old, how)
        gate.replace()
        self._expect_complete(case, db, project, fewer_than=MANY * 0.7)

    def killed_before_the_end(self):
        """While the database is written: it has the facts of before, or those of after."""
        case = "killed-before-the-end"
        project, db, gate = self._old(case)
        gate.replace()
        outcomes = []
        for turn, condition in enumerate([_partial_is_there] * 4 + [_has_all] * 4 + [_is_renamed] * 4):
            project.write("include/common.h", project.read("include/common.h").replace("x +", f"x + {turn} +"))
            old = db.read_bytes()
            capture = self._begin(case, db, project)
            self._reach(case, capture, partial(condition, capture, db, db.stat().st_ino))
            processes = capture.descendants()
            run = capture.kill()
            self._expect_ended(case, run, processes)
            if db.read_bytes() == old:
                outcomes.append("before")
                self._expect_old(case, db, run, old)
            else:
                outcomes.append("after")
                self.expect_dump(f"{case}, turn {turn}", db, self.fresh_dump(f"{case}-{turn}", project), "half of it")
        print(f"  {case}: {' '.join(outcomes)}")
        self._expect_complete(case, db, project)

    def _reach(self, case, capture, condition):
        if not capture.wait_for(condition):
            run = capture.kill()
            raise NotReached(f"{case}: the capture was not where it was to be disturbed\n{run.shown()}")

    def worker_killed(self):
        self._worker_ends("worker-killed", signal.SIGKILL, "Killed")

    def worker_crashed(self):
        self._worker_ends("worker-crashed", signal.SIGSEGV, "Segmentation fault")

    def _worker_ends(self, case, how, told):
        project, db, gate = self._old(case, units=FEW)
        capture = self._begin(case, db, project)
        self._reach(case, capture, lambda: _left(capture) == 1 and len(capture.descendants()) == 1)
        os.kill(capture.descendants()[0], how)
        run = capture.finish()
        self._expect_skipped(case, db, run, f"the worker crashed ({told})", "gated.c", FEW)
        gate.replace()
        self._expect_reproducer(case, run)
        run = self.capture(f"{case}, again", db, project)
        self.expect_counts(f"{case}, again", run, collected=1, parsed=FEW + 1)
        self.expect_dump(case, db, self.fresh_dump(case, project), "not the facts of an undisturbed capture")

    def _expect_skipped(self, case, db, run, reason, unit, others):
        """The one unit, in what capture says and in the ledger of check."""
        self.expect(case, run, run.code == 0, "capture does not go on past one unit")
        self.expect_counts(case, run, parsed=others)
        self.expect(case, run, f"skipped {unit}: {reason}" in run.out, f"does not say: {reason}")
        self.expect(case, run, run.out.count("skipped ") == 1, "other units are skipped as well")
        checked = self.hookqual.check(db)
        report = report_of(checked)
        listed = report["ledger"]["skipped"] if report else []
        right = [row for row in listed if row["unit"] == unit and reason in row["reason"]]
        self.expect(case, checked, len(right) == len(listed) == 1, "the ledger does not list the unit and its reason")
        self.expect(case, checked, checked.code == LESS_COMPLETE, "check says nothing of what is missing")

    def _expect_reproducer(self, case, run, code=0):
        match = re.search(r"^  see again: (.+)$", run.out, re.MULTILINE)
        if self.expect(case, run, match, "no command to see it again"):
            again = subprocess.run(match.group(1), shell=True, capture_output=True, text=True, check=False)
            told = f"the command ends with {again.returncode}: {again.stderr}"
            self.expect(case, run, again.returncode == code, told)

    def unit_hangs(self):
        case = "unit-hangs"
        project, db, gate = self._old(case, units=FEW)
        run = self.capture(case, db, project, "--unit-timeout", "1")
        self._expect_skipped(case, db, run, "the worker ran longer than 1 s", "gated.c", FEW)
        gate.replace()
        self._expect_reproducer(case, run)
        self._expect_complete(case, db, project, fewer_than=2)

    def unit_eats_memory(self):
        case = "unit-eats-memory"
        project, db, gate = self._old(case, units=FEW)
        gate.replace()
        project.add("heavy.c", HEAVY, headers=[])
        project.list_units()
        run = self.capture(case, db, project, "--unit-memory", "64")
        self._expect_skipped(case, db, run, "the worker", "heavy.c", FEW + 1)
        self.expect(case, run, "out of memory" in run.out, "does not say that memory ran out")
        self._expect_reproducer(case, run)
        self._expect_complete(case, db, project, fewer_than=2)

    def two_captures(self):
        """Into one database at once."""
        case = "two-captures"
        project, db, gate = self._old(case, units=FEW)
        old = db.read_bytes()
        first = self._begin(case, db, project)
        self._reach(case, first, lambda: _left(first) == 1)
        second = self.hookqual.capture(db, "-p", project.commands, "--kernel", project.directory)
        self.expect(case, second, second.code == WRONG_INPUT, "exit code is not 2")
        self.expect(case, second, "another capture is running there" in second.err, "does not say why")
        self._expect_old(case, db, second, old)
        gate.open()
        run = first.finish()
        self.expect(case, run, run.code == 0, "the first capture fails")
        self.expect_counts(case, run, parsed=FEW + 1)
        self._expect_complete(case, db, project, fewer_than=2)

    def two_databases(self):
        case = "two-databases"
        project, db, gate = self._old(case, units=FEW)
        other = self.place(f"{case}-other") / "facts.db"
        captures = [self._begin(case, each, project) for each in (db, other)]
        for capture in captures:
            self._reach(case, capture, lambda: _left(capture) == 1)
        gate.open()  # for whoever waits
        for capture in captures:
            run = capture.finish()
            self.expect(case, run, run.code == 0, "cannot be captured beside another capture")
            self.expect_counts(case, run, parsed=FEW + 1)
        self.expect_dump(case, db, self.dump_of(case, other), "the two captures differ")
        self.expect_dump(case, db, self.fresh_dump(case, project), "not the facts of an undisturbed capture")

    def header_removed(self):
        """While the gated unit holds the capture up; it and others want the header after that."""
        case = "header-removed"
        project, db, gate = self._old(case, units=FEW)
        project.write("include/part.h", "#define PART 1\n")
        project.add("gated.c", f"#include <part.h>\nint part(void) {{ return PART; }}\n/*{'*' * 100000}*/\n", headers=["gate.h"])
        project.list_units()
        capture = self._begin(case, db, project)
        self._reach(case, capture, lambda: _left(capture) == 1)
        removed = project.path("include/part.h")
        hidden = removed.rename(project.path("include/part.hidden"))
        gate.open()
        run = capture.finish()
        self._expect_skipped(case, db, run, "gated.c:2:10: error: 'part.h' file not found", "gated.c", FEW)
        hidden.rename(removed)  # with the time and the inode that it had
        self._expect_complete(case, db, project, fewer_than=2)

    def header_changed(self):
        """Before the gated unit reads it, and after others have."""
        self._header_changed("header-changed", lambda path, text: path.write_text(text, encoding="utf-8"))

    def header_changed_to_an_older(self):
        """As `mv` and `rsync --times` do: the header's time is long past."""

        def replace(path, text):
            other = path.with_suffix(".other")
            other.write_text(text, encoding="utf-8")
            os.utime(other, (LONG_AGO, LONG_AGO))
            os.replace(other, path)

        self._header_changed("header-changed-to-an-older", replace)

    def _header_changed(self, case, change):
        project, db, gate = self._old(case, units=FEW)
        for name in ("seen", "unseen"):
            project.write(f"include/{name}.h", f"#define {name.upper()} 1\n")
        project.add("early.c", "int early(void) { return SEEN; }\n", headers=["seen.h"])
        late = f"#include <seen.h>\n#include <unseen.h>\nint late(void) {{ return SEEN * 10 + UNSEEN; }}\n/*{'*' * 100000}*/\n"
        project.add("gated.c", late, headers=["gate.h"])
        project.list_units()
        project.age()
        capture = self._begin(case, db, project)
        self._reach(case, capture, lambda: _left(capture) == 1)
        for name in ("seen", "unseen"):
            change(project.path(f"include/{name}.h"), f"#define {name.upper()} 2\n")
        gate.open()
        run = capture.finish()
        self.expect(case, run, run.code == 0, "the capture fails")
        self._expect_complete(case, db, project)
        for header in ("unseen", "fresh"):  # which the cache knows, and which it does not
            self._header_changed_after_reading(f"{case}-after-reading-{header}", project, db, change, header)

    def _header_changed_after_reading(self, case, project, db, change, header):
        """The gated unit has read the header, and not yet ended when it changes."""
        project.write(f"include/{header}.h", "#define VALUE 3\n")
        gate = Gate(project.path(f"include/{header}-gate.h"))  # an open one is a file, which capture reads itself
        text = f"#include <{header}-gate.h>\nint late(void) {{ return VALUE; }}\n/*{'*' * 100000}*/\n"
        project.add("gated.c", text, headers=[f"{header}.h"])
        project.age()
        capture = self._begin(case, db, project)
        self._reach(case, capture, gate.is_reached)
        change(project.path(f"include/{header}.h"), "#define VALUE 4\n")
        gate.open()
        run = capture.finish()
        self.expect(case, run, run.code == 0, "the capture fails")
        self._expect_complete(case, db, project)


def _left(capture):
    """How many units are not done, as far as capture says."""
    found = re.findall(r"^\[ *(\d+)/(\d+)\]", capture.printed(), re.MULTILINE)
    return int(found[-1][1]) - int(found[-1][0]) if found else MANY


def _partial_is_there(_, db, __):
    return db.with_name(db.name + ".partial").exists()


def _has_all(capture, *_):
    return _left(capture) == 0


def _is_renamed(_, db, inode):
    return db.stat().st_ino != inode
