# SPDX-License-Identifier: MIT
"""Captures of a slice of a real kernel: precompiled headers, one option, a killed recording."""

import re
import signal

from background import Background, running_below, wait_until
from cases import Cases, counts_of, first_difference
from history import ScratchTree
from place_cases import look_of, read_only

SLICE = """
    fs/ext4 fs/notify io_uring ipc kernel/sched net/ipv4 security/apparmor security/selinux
""".split()
FEWEST_UNITS = 200
# Switched off, it concerns one file.
OPTION, NAMED_BY = "CONFIG_IP_ROUTE_VERBOSE", ["net/ipv4/route.c"]
RECORDING = ("configuring", "recording the units")


class KernelCases(Cases):
    """One slice, captured once and asked many things."""

    def __init__(self, hookqual, directory, kernel):
        super().__init__(hookqual, directory)
        self.kernel = kernel
        self.tree = ScratchTree(kernel, directory / "tree").directory
        self.db = self.place("slice") / "facts.db"
        self.dump = ""

    def all(self):
        before = look_of(self.tree), look_of(self.kernel)
        if self.captured():
            self.without_precompiled()
            self.nothing_changed()
            self.one_option()
        self.killed_while_recording()
        if (look_of(self.tree), look_of(self.kernel)) != before:
            self.problems.append("the kernel's source tree changed")
        return self.problems

    def _capture(self, db, *options, paths=SLICE, prefix=()):
        return self.hookqual.capture(db, "--kernel", self.tree, *options, *paths, prefix=prefix)

    def captured(self):
        case = "captured"
        run = self._capture(self.db, prefix=read_only(self.tree, case))
        counts = counts_of(run)
        if not self.expect(case, run, run.code == 0 and counts, "cannot be captured"):
            return False
        self.expect(case, run, counts.parsed == counts.collected == counts.units >= FEWEST_UNITS, "not all, or few")
        plain = plainly_parsed(run)
        self.expect(case, run, plain * 10 <= counts.units, f"{plain} units did not use the precompiled header")
        self.dump = self.dump_of(case, self.db)
        print(f"  {case}: {counts.units} units, {plain} without the precompiled header")
        return True

    def without_precompiled(self):
        case = "without-precompiled"
        other = self.db.with_name("plain.db")
        run = self._capture(other, "--no-pch")
        self.expect(case, run, run.code == 0 and "precompil" not in run.err, "cannot be captured, or not plainly")
        self.expect_dump(case, other, self.dump, "the facts differ from those with precompiled headers")

    def nothing_changed(self):
        case = "nothing-changed"
        before = self.db.read_bytes()
        run = self._capture(self.db)
        self.expect(case, run, run.code == 0 and "reusing the recording" in run.err, "recorded again")
        self.expect_counts(case, run, collected=0, cached=0)
        self.expect(case, run, self.db.read_bytes() == before, "the database changed")

    def one_option(self):
        """In the configuration that was recorded, so that nothing else differs."""
        case = "one-option"
        recorded = (self.db.parent / "kbuild" / "object" / ".config").read_text(encoding="utf-8")
        config = self.db.with_name("config")
        config.write_text(recorded.replace(f"{OPTION}=y\n", f"# {OPTION} is not set\n"), encoding="utf-8")
        if config.read_text(encoding="utf-8") == recorded:
            self.problems.append(f"{case}: {OPTION} was not set")
            return
        run = self._capture(self.db, "--config", config)
        self.expect(case, run, run.code == 0, "cannot be captured")
        self.expect_counts(case, run, collected=len(NAMED_BY), cached=0)
        fresh = self.place("one-option-fresh") / "facts.db"
        (self.db.parent / "kbuild").rename(fresh.parent / "kbuild")
        run = self._capture(fresh, "--config", config)
        self.expect(case, run, run.code == 0, "cannot be captured")
        wanted = self.dump_of(case, fresh)
        self.expect(case, run, wanted != self.dump, f"{OPTION} has no effect")
        self.expect_dump(case, self.db, wanted, "not the facts of a fresh capture")

    def killed_while_recording(self):
        """At each step; then units are collected both ways and compared."""
        case = "killed-while-recording"
        db = self.place(case) / "facts.db"
        command = [self.hookqual.program, "capture", "--db", db, "--kernel", self.tree, "--jobs", "2", "ipc"]
        for step in RECORDING:
            capture = Background(command, db.parent / step.split()[0])
            if not capture.wait_for(lambda: step in capture.printed() and len(capture.descendants()) > 1):  # noqa: B023
                self.expect(case, capture.kill(), False, f"was not {step}")
                continue
            capture.process.send_signal(signal.SIGKILL)
            run = capture.finish()
            ended = wait_until(lambda: not running_below(db.parent), patience=5)
            self.expect(f"{case}, {step}", run, ended, f"processes are left: {running_below(db.parent)[:3]}")
            wait_until(lambda: not running_below(db.parent))
            self.expect(f"{case}, {step}", run, not db.exists(), "there is a database")
        run = self._capture(db, "--verify-pch", paths=["ipc"])
        self.expect(case, run, run.code == 0, "cannot be captured after that")
        self.expect(case, run, "facts differ" not in run.out, "precompiled headers make a difference")
        self.expect_counts(case, run, collected=11, parsed=11)
        if self.dump:
            found, wanted = (units_below("ipc/", dump) for dump in (self.dump_of(case, db), self.dump))
            same = found and found == wanted
            self.expect(case, run, same, f"not the facts of an undisturbed capture: {first_difference(found, wanted)}")


def plainly_parsed(run):
    match = re.search(r"^(\d+) of \d+ units were parsed without the precompiled header", run.out, re.MULTILINE)
    return int(match.group(1)) if match else 0


def units_below(directory, dump):
    """The part of a dump that is about these units."""
    parts = re.split(r"^(?=unit )", dump, flags=re.MULTILINE)
    return "".join(part for part in parts if part.startswith(f"unit {directory}"))
