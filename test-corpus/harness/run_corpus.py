#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the corpus: every test-corpus/<topic>/*.c through hookqual, against its marks.

Exit 0 if all hold; 1 with compiler-style messages if not; 2 if there was nothing to run.
"""

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from compare import compare
from facts import functions_with_facts
from marks import Problem, read_corpus_file
from runner import RunFailed, Tool, rule_paths, run, unit_paths

CORPUS = Path(__file__).resolve().parents[1]
# Leads are no findings: another harness reads these files' marks.
OF_OTHERS = {"learn", "systems"}


def parse_arguments(arguments):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--hookqual", type=Path, required=True, help="the program under test")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder with a subfolder a topic")
    parser.add_argument("--jobs", type=int, default=2, help="files run at once")
    parser.add_argument("only", nargs="*", help="topics, or files as `topic/name.c`; default: all")
    return parser.parse_args(arguments)


def discover(root, only):
    """The corpus files to run, units of others left out, in a fixed order."""
    files = [read_corpus_file(path) for path in sorted(root.glob("*/*.c")) if path.parent.name not in OF_OTHERS]
    units = {path for corpus in files for path in unit_paths(corpus)[1:]}

    def wanted(path):
        name = path.relative_to(root).as_posix()
        return not only or any(name == word or name.startswith(word.rstrip("/") + "/") for word in only)

    return [corpus for corpus in files if corpus.path not in units and wanted(corpus.path)]


def problems_of(tool, corpus):
    """All that is wrong with one corpus file, its further units included."""
    missing = [path for path in [*unit_paths(corpus), *rule_paths(corpus)] if not path.exists()]
    if missing:
        return [Problem(corpus.path, 1, 0, f"{path} does not exist") for path in missing]
    if not corpus.rules:
        return [Problem(corpus.path, 1, 0, "no '// rules:' line")]
    files = [corpus] + [read_corpus_file(path) for path in unit_paths(corpus)[1:]]
    malformed = [problem for file in files for problem in file.problems]
    if malformed:
        return malformed
    try:
        return compare(files, *run(tool, corpus, functions_with_facts(files)))
    except RunFailed as failure:
        return [Problem(corpus.path, 1, 0, str(failure))]


def show(problem, root):
    """The problem as a compiler would print it, with a caret below the line of C."""
    path = Path(problem.file)
    name = path.relative_to(root) if path.is_relative_to(root) else path
    print(f"{name}:{problem.line}:{max(problem.column, 1)}: error: {problem.text}")
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    if 0 < problem.line <= len(lines):
        line = lines[problem.line - 1]
        margin = "".join("\t" if character == "\t" else " " for character in line[: max(problem.column, 1) - 1])
        print(f"{problem.line:5} | {line}\n      | {margin}^")


def main(arguments=None):
    options = parse_arguments(arguments)
    root = options.corpus.resolve()
    tool = Tool(options.hookqual.resolve(), CORPUS / "include")
    files = discover(root, options.only)
    if not files:
        print(f"no corpus file in {root} was run", file=sys.stderr)
        return 2
    with ThreadPoolExecutor(options.jobs) as pool:
        results = list(pool.map(lambda corpus: problems_of(tool, corpus), files))
    for problems in results:
        for problem in problems:
            show(problem, root)
    failed = sum(1 for problems in results if problems)
    marks = sum(len(corpus.of_kind("expect")) for corpus in files)
    facts = sum(len(corpus.of_kind("fact")) for corpus in files)
    gaps = sum(len(corpus.of_kind("missed", "spurious")) for corpus in files)
    print(f"{len(files)} files, {failed} failed; {marks} findings expected, {facts} facts, {gaps} known gaps")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
