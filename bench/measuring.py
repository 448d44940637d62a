# SPDX-License-Identifier: MIT
"""Runs commands and says what they cost, all their children included."""

import ctypes
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

_PR_SET_CHILD_SUBREAPER = 36
_PATIENCE_SECONDS = 10


class BenchError(Exception):
    """A command or an input that makes the benchmark meaningless."""


@dataclass(frozen=True)
class Cost:
    cpu: float  # seconds, user and system
    peak_mib: float  # of the largest process
    code: int


def adopt_orphans():
    """What a command leaves behind becomes our child, so that its cost is not lost."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def run(command, directory=None, accepted=(0,), environment=None):
    """Cost of a command that runs alone. It must end with an accepted code."""
    cost, errors = _run(command, directory, environment)
    if cost.code not in accepted:
        text = " ".join(str(word) for word in command)
        raise BenchError(f"exit code {cost.code}: {text}\n{errors[-1500:]}")
    orphans = _reap_orphans(command)
    return Cost(cost.cpu + sum(_cpu(usage) for usage in orphans), _peak([cost.peak_mib], orphans), cost.code)


def run_each(commands, jobs):
    """Costs of (command, directory) pairs, `jobs` at once; exit codes are left to the caller."""
    with ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(lambda pair: _run(*pair)[0], commands))


def progress(text):
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def _run(command, directory=None, environment=None):
    with tempfile.TemporaryFile() as errors:
        process = _start(command, directory, environment, errors)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        text = errors.read().decode(errors="replace")
    return Cost(_cpu(usage), usage.ru_maxrss / 1024, process.returncode), text


def _start(command, directory, environment, errors):
    try:
        return subprocess.Popen(
            [str(word) for word in command],
            cwd=directory,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
    except OSError as error:
        raise BenchError(f"{command[0]} cannot be started: {error}") from error


def _reap_orphans(command):
    usages, deadline = [], time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            pid, _, usage = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            return usages
        if pid:
            usages.append(usage)
        else:
            time.sleep(0.05)
    raise BenchError(f"{command[0]} leaves processes behind, whose cost is not known")


def _cpu(usage):
    return usage.ru_utime + usage.ru_stime


def _peak(peaks, usages):
    return max(peaks + [usage.ru_maxrss / 1024 for usage in usages])
