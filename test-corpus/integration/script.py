# SPDX-License-Identifier: MIT
"""What the scripts of this folder share as programs: options, a scratch directory, the verdict."""

import argparse
import shutil
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def parser_of(documentation):
    """With the options that every script takes."""
    parser = argparse.ArgumentParser(description=documentation.partition("\n")[0])
    parser.add_argument("--hookqual", required=True, help="the program to test")
    parser.add_argument("--kernel", type=Path, help="kernel source tree; it is left untouched")
    parser.add_argument("--scratch", type=Path, help="directory to work in (default: a new one in /tmp)")
    return parser


def kernel_of(arguments):
    """The kernel that was named, else that of cmake/kernel-source.sh."""
    if arguments.kernel:
        return arguments.kernel.resolve()
    script = [ROOT / "cmake" / "kernel-source.sh"]
    return Path(subprocess.run(script, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()).resolve()


def empty_scratch(arguments, prefix):
    scratch = (arguments.scratch or Path(tempfile.mkdtemp(prefix=prefix))).resolve()
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    return scratch


def print_step(step, problems, seconds):
    print(f"{step}: {problems or 'no'} problem(s), {seconds:.0f} s", flush=True)


def verdict(problems, scratch):
    """Prints the problems; the exit code. The scratch directory is kept when there are any."""
    for problem in problems:
        print(f"\nproblem: {problem}")
    if problems:
        print(f"\n{len(problems)} problem(s); the files are kept in {scratch}")
        return 1
    shutil.rmtree(scratch)
    return 0
