#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Takes a slice of a real kernel from source to findings, as a user would.

    run_integration.py --hookqual build/dev/hookqual [--kernel DIR] [--scratch DIR]

Without --kernel the kernel of cmake/kernel-source.sh is used. The scratch directory must lie
on the kernel's file system, because the kernel is copied as hard links; it is emptied first
and kept when something is wrong.
"""

import sys
import time
from pathlib import Path

from bad_input import check_bad_input
from history import ScratchTree, in_trees, read_bugs
from problems import compare_history, compare_known, read_known
from script import ROOT, empty_scratch, kernel_of, parser_of, print_step, verdict
from tool import Hookqual, report_of, write_compile_commands

HERE = Path(__file__).resolve().parent
SLICE = """
    fs/aio.c fs/attr.c fs/fcntl.c fs/ioctl.c fs/locks.c fs/namei.c fs/notify fs/open.c
    fs/backing-file.c fs/overlayfs/file.c fs/proc/base.c fs/read_write.c fs/remap_range.c fs/seq_file.c fs/splice.c
    io_uring/io_uring.c io_uring/opdef.c io_uring/uring_cmd.c kernel/kexec.c kernel/kexec_core.c kernel/sys.c mm/mremap.c
    net/ipv6/tcp_ipv6.c net/xfrm/xfrm_policy.c security/selinux/hooks.c
    fs/kernfs ipc kernel/cgroup/cgroup.c kernel/sched/build_policy.c kernel/sched/core.c mm/mmap.c mm/util.c
""".split()
# What the slice is for: were one of these rules silent, its silence would prove nothing.
MUST_SPEAK = """
    vfs/create vfs/link vfs/mkdir vfs/mknod vfs/rename vfs/rmdir vfs/setattr vfs/symlink vfs/unlink
    mm/mmap file/copy-range-from file/fcntl file/ioctl file/read file/write
    ipc/permission ipc/set ipc/stat ipc/shm-remove ipc/msg-remove ipc/sem-remove
""".split()


class Integration:
    """The steps, in order; each adds what is wrong to `problems`."""

    def __init__(self, hookqual, kernel, scratch):
        self.hookqual = hookqual
        self.scratch = scratch
        self.known = read_known((HERE / "known-findings.txt").read_text(encoding="utf-8"))
        self.bugs = read_bugs(HERE / "history")
        self.originals = {file: (kernel / file).read_bytes() for bug in self.bugs for file in bug.files}
        self.kernel = kernel
        self.tree = ScratchTree(kernel, scratch / "tree")
        self.base = scratch / "base.db"
        self.commands = scratch / "compile_commands.json"
        self.problems = []

    def unmodified(self):
        run = self.hookqual.capture(self.base, "--kernel", self.tree.directory, *SLICE)
        if not self._expect(run, run.code == 0, "the unmodified slice cannot be captured"):
            return False
        self._expect(run, "skipped " not in run.out, "units are skipped")
        write_compile_commands(self.base, self.commands)
        run = self.hookqual.check(self.base)
        report = report_of(run)
        if not self._expect(run, report, "check prints no report"):
            return False
        self.problems += compare_known(report["findings"], self.known)
        self._expect(run, run.code == (1 if self.known else 0), "exit code does not say whether there are findings")
        self._check_ledger(run, report["ledger"])
        return True

    def _check_ledger(self, run, ledger):
        self._expect(run, ledger["parsed"] == ledger["units"], "not every unit is parsed")
        self._expect(run, ledger["units"] >= 30, f"only {ledger['units']} units")
        silent = set(MUST_SPEAK) & set(ledger["silent_rules"])
        self._expect(run, not silent, f"silent rules: {' '.join(sorted(silent))}")

    def deterministic(self):
        """The same bytes however many work at it, and whoever found the units."""
        other = self.scratch / "one-job.db"
        run = self.hookqual.capture(other, *self._recorded(), jobs=1)
        if self._expect(run, run.code == 0, "the recorded units cannot be captured again"):
            dumps = [self.hookqual.dump(db) for db in (self.base, other)]
            self._expect(dumps[0], dumps[0].out.count("\n") > 10000, "facts dump is too short to be true")
            self._expect_equal(dumps, "facts dump of captures with two jobs and one differ")
        runs = [self.hookqual.check(self.base, "--no-cache", "--jobs", jobs) for jobs in ("2", "2", "1")]
        self._expect_equal(runs[:2], "check says something else the second time")
        self._expect_equal(runs[1:], "check says something else with one job")
        kept = self.hookqual.check(self.base)
        self._expect_equal([runs[0], kept], "check says something else from its cache")

    def _recorded(self):
        return "--kernel", self.tree.directory, "-p", self.commands

    def history(self):
        for number, bugs in enumerate(in_trees(self.bugs)):
            for bug in bugs:
                self.tree.put_back(bug)
            self._check_history(self.scratch / f"history-{number}.db", bugs)
            for bug in bugs:
                self.tree.restore(bug)
        for file, content in self.originals.items():
            if (self.kernel / file).read_bytes() != content:
                self.problems.append(f"{self.kernel / file}: changed by this test, which must leave it alone")

    def _check_history(self, db, bugs):
        run = self.hookqual.capture(db, *self._recorded())
        names = " ".join(bug.name for bug in bugs)
        if not self._expect(run, run.code == 0 and "skipped " not in run.out, f"{names}: cannot be captured"):
            return
        run = self.hookqual.check(db)
        report = report_of(run)
        if self._expect(run, report, f"{names}: check prints no report"):
            self._expect(run, run.code == 1, f"{names}: exit code is not 1")
            self.problems += compare_history(report["findings"], self.known, bugs)

    def bad_input(self):
        self.problems += check_bad_input(self.hookqual, self.scratch / "bad-input", self.base)

    def _expect(self, run, holds, problem):
        if not holds:
            self.problems.append(f"{problem}\n{run.shown()}")
        return holds

    def _expect_equal(self, runs, problem):
        if runs[0].code != runs[1].code or runs[0].out != runs[1].out:
            self.problems.append(f"{problem}: {_first_difference(runs)}\n{runs[1].shown(lines=3)}")


def _first_difference(runs):
    pairs = enumerate(zip(runs[0].out.splitlines(), runs[1].out.splitlines()), start=1)
    return next((f"line {line}: {a!r}, {b!r}" for line, (a, b) in pairs if a != b), "one is longer")


def run_steps(integration):
    for step in ("unmodified", "deterministic", "history", "bad_input"):
        started, before = time.monotonic(), len(integration.problems)
        goes_on = getattr(integration, step)()
        new = len(integration.problems) - before
        print_step(step, new, time.monotonic() - started)
        if goes_on is False:
            return


def main():
    arguments = parser_of(__doc__).parse_args()
    kernel = kernel_of(arguments)
    scratch = empty_scratch(arguments, "hookqual-integration-")
    integration = Integration(Hookqual(arguments.hookqual, ROOT / "rules" / "linux"), kernel, scratch)
    run_steps(integration)
    return verdict(integration.problems, scratch)


if __name__ == "__main__":
    sys.exit(main())
