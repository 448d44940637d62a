# SPDX-License-Identifier: MIT
"""A capture that runs while the test does something to it."""

import os
import signal
import subprocess
import time
from pathlib import Path
from types import SimpleNamespace

from tool import Run

PATIENCE = 120  # seconds; only a failing test waits that long


class Background:
    """A running command; what it prints goes to files beside `log`."""

    def __init__(self, command, log, **options):
        self.command = command
        self.out, self.err = Path(f"{log}.out"), Path(f"{log}.err")
        with open(self.out, "wb") as out, open(self.err, "wb") as err:
            self.process = subprocess.Popen(command, stdout=out, stderr=err, **options)

    def printed(self):
        return self.err.read_text(encoding="utf-8", errors="replace")

    def wait_for(self, condition):
        """Whether it came true while the command ran."""
        return wait_until(lambda: condition() or self.process.poll() is not None) and bool(condition())

    def wait_for_text(self, text):
        return self.wait_for(lambda: text in self.printed())

    def descendants(self):
        return descendants_of(self.process.pid)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        return self.finish()

    def finish(self):
        try:
            code = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            code = "none: it hung and was killed by the test"
        out = self.out.read_text(encoding="utf-8", errors="replace")
        return Run(self.command, SimpleNamespace(returncode=code, stdout=out, stderr=self.printed()))


def wait_until(condition, patience=PATIENCE):
    deadline = time.monotonic() + patience
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.005)
    return True


def descendants_of(process):
    """The pids below a process, its children first; empty when it has ended."""
    found = []
    pending = [process]
    while pending:
        parent = pending.pop(0)
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                children = [int(pid) for pid in task.read_text(encoding="ascii").split()]
            except OSError:
                continue
            found += children
            pending += children
    return found


def is_running(process):
    """Neither gone nor a zombie."""
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def running_below(directory):
    """The processes that work in a directory or were told its name, but not this one."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        if int(process.name) in (os.getpid(), os.getppid()):
            continue
        try:
            told = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            place = os.readlink(process / "cwd")
        except OSError:
            continue
        is_ours = place.startswith(str(directory)) or str(directory) + "/" in told
        if is_ours and is_running(process.name):
            found.append(f"{process.name}: {told[:200]}")
    return found
