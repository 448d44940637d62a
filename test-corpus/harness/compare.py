# SPDX-License-Identifier: MIT
"""Compares what hookqual found with the marks: a closed world in both directions."""

from collections import defaultdict

from facts import check_facts
from marks import Problem, owner


def compare(files, document, signatures):
    """The problems of one run over `files`, whose marks together describe what it found."""
    findings = [_Located(finding, owner(files, finding["file"])) for finding in document["findings"]]
    problems = []
    problems += _check_expectations(files, findings)
    problems += _check_missed(files, findings)
    problems += _check_steps(files, findings)
    problems += _check_entries(files, findings)
    problems += check_facts(files, signatures)
    return sorted(problems, key=lambda problem: (str(problem.file), problem.line, problem.column, problem.text))


class _Located:
    """A finding and the corpus file it lies in, if any."""

    def __init__(self, data, file):
        self.data = data
        self.file = file

    def is_at(self, mark):
        return self.file == mark.file and self.data["line"] == mark.line

    def matches(self, mark):
        if not self.is_at(mark) or self.data["rule"] != mark.body["rule"]:
            return False
        if mark.kind != "expect":
            return True
        kind = mark.body["kind"]
        return self.data["object"] == mark.body["object"] and kind in (None, self.data["kind"])

    def describe(self):
        return f"{self.data['rule']} {self.data['object']} ({self.data['kind']})"


def _at(mark, text):
    return Problem(mark.file, mark.line, mark.column, text)


def _check_expectations(files, findings):
    """Each `expect` and `spurious` takes one finding of its own; nothing may be left over."""
    problems, left = [], list(findings)
    for mark in [mark for corpus in files for mark in corpus.of_kind("expect", "spurious")]:
        taken = next((finding for finding in left if finding.matches(mark)), None)
        if taken:
            left.remove(taken)
        elif mark.kind == "expect":
            problems.append(_at(mark, "expected finding is not there" + _nearest(mark, findings)))
        else:
            problems.append(_at(mark, "the spurious finding is gone: remove this mark"))
    for finding in left:
        if any(finding.matches(mark) for corpus in files for mark in corpus.of_kind("missed")):
            continue  # _check_missed speaks of it
        file = finding.file or finding.data["file"]
        text = f"unexpected finding {finding.describe()}: {finding.data['message']}"
        problems.append(Problem(file, finding.data["line"], finding.data["column"], text))
    return problems


def _nearest(mark, findings):
    here = [finding.describe() for finding in findings if finding.is_at(mark)]
    return ", found instead: " + "; ".join(here) if here else ""


def _check_missed(files, findings):
    return [
        _at(mark, "no longer missed: turn this mark into an 'expect:'")
        for corpus in files
        for mark in corpus.of_kind("missed")
        if any(finding.matches(mark) for finding in findings)
    ]


def _check_steps(files, findings):
    problems = []
    for mark in [mark for corpus in files for mark in corpus.of_kind("step")]:
        number, text = int(mark.body["number"]), mark.body["text"]
        seen = [finding.data["path"][number - 1] for finding in findings if len(finding.data["path"]) >= number]
        if any(_is_step(step, mark, text, files) for step in seen):
            continue
        found = "; ".join(f"line {step['line']}: {step['event']}" for step in seen) or "no path is that long"
        problems.append(_at(mark, f"step {number} is not '{text}' here: {found}"))
    return problems


def _is_step(step, mark, text, files):
    return step["line"] == mark.line and text in step["event"] and owner(files, step["file"]) == mark.file


def _check_entries(files, findings):
    problems = []
    wanted = defaultdict(set)
    marks = {}
    for mark in [mark for corpus in files for mark in corpus.of_kind("entry")]:
        wanted[mark.file, mark.line].update(mark.body["names"].split())
        marks[mark.file, mark.line] = mark
    for place, names in wanted.items():
        here = [finding for finding in findings if finding.is_at(marks[place])]
        found = {entry["name"] for finding in here for entry in finding.data["entries"]}
        if found != names:
            listed = " ".join(sorted(found)) or "none"
            problems.append(_at(marks[place], f"the finding's entries differ: {listed}"))
    return problems
