# SPDX-License-Identifier: MIT
"""Reads the marks of a corpus file; the grammar is in test-corpus/README.md."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from functions import find_functions

_RULE = r"[a-z0-9-]+/[a-z0-9-]+"
_SEGMENT = re.compile(r"\s*([a-z]+):\s*(.*?)\s*$")
_BODIES = {
    "expect": re.compile(rf"(?P<rule>{_RULE}) (?P<object>\S.*?)(?: \((?P<kind>[a-z-]+)\))?$"),
    "step": re.compile(r"(?P<number>[1-9]\d*) (?P<text>\S.*)$"),
    "entry": re.compile(r"(?P<names>\w+(?: \w+)*)$"),
    "missed": re.compile(rf"(?P<rule>{_RULE}) - (?P<why>\S.*)$"),
    "fact": re.compile(rf"(?P<text>(?:(?:requires|ensures) {_RULE}|returns|stores) \S.*)$"),
    "spurious": re.compile(rf"(?P<rule>{_RULE}) - (?P<why>\S.*)$"),
}
_DIRECTIVES = {"rules": "rules", "unit": "units", "only": "only"}  # to the field of CorpusFile


@dataclass(frozen=True)
class Problem:
    """Something that fails the corpus; column 0 points at the whole line."""

    file: Path
    line: int
    column: int
    text: str


@dataclass(frozen=True)
class Mark:
    kind: str
    file: Path
    line: int
    column: int
    body: dict


@dataclass
class CorpusFile:
    path: Path
    lines: list
    functions: list
    marks: list = field(default_factory=list)
    rules: list = field(default_factory=list)
    units: list = field(default_factory=list)
    only: list = field(default_factory=list)
    problems: list = field(default_factory=list)

    def of_kind(self, *kinds):
        return [mark for mark in self.marks if mark.kind in kinds]

    def function_headed_at(self, line):
        """The function whose head, from the name to the opening brace, has this line, if any."""
        return next((function for function in self.functions if function.first <= line <= function.opening), None)


def owner(files, reported):
    """The path of the corpus file that hookqual names so, if it is one of these."""
    for corpus in files:
        path = corpus.path.as_posix()
        if path == reported or path.endswith("/" + reported):
            return corpus.path
    return None


def read_corpus_file(path):
    text = path.read_text(encoding="utf-8")
    corpus = CorpusFile(path, text.splitlines(), find_functions(text))
    in_header = True
    for number, line in enumerate(corpus.lines, 1):
        in_header = in_header and (not line.strip() or line.startswith("//"))
        _read_line(corpus, number, line, in_header)
    _check_sentence(corpus)
    _check_functions(corpus)
    _check_places_of_facts(corpus)
    return corpus


def _read_line(corpus, number, line, in_header):
    start = line.find("//")
    while start >= 0:
        end = line.find("//", start + 2)
        segment = _SEGMENT.match(line[start + 2 : end if end >= 0 else len(line)])
        if segment:
            _read_segment(corpus, number, start + 1, segment.group(1), segment.group(2), in_header)
        start = end


def _read_segment(corpus, number, column, kind, body, in_header):
    def wrong(text):
        corpus.problems.append(Problem(corpus.path, number, column, text))

    if kind in _DIRECTIVES:
        if not in_header:
            wrong(f"'{kind}:' belongs into the comments above the first line of C")
        getattr(corpus, _DIRECTIVES[kind]).extend(body.split())
        return
    if kind not in _BODIES:
        wrong(f"unknown mark '{kind}:'")
        return
    match = _BODIES[kind].match(body)
    if not match:
        wrong(f"malformed mark '{kind}: {body}'")
        return
    corpus.marks.append(Mark(kind, corpus.path, number, column, match.groupdict()))


def _check_sentence(corpus):
    first = corpus.lines[0] if corpus.lines else ""
    if not re.match(r"// [A-Z].*\w.*[.?]$", first):
        corpus.problems.append(Problem(corpus.path, 1, 1, "the first line must be a comment with one English sentence"))


def _check_functions(corpus):
    for function in corpus.functions:
        held = [mark.kind for mark in corpus.marks if function.holds(mark.line)]
        text = None
        if function.name.endswith("_ok") and ("expect" in held or "missed" in held):
            text = f"'{function.name}' must carry no 'expect:' and no 'missed:'"
        if function.name.endswith("_bad") and "expect" not in held and "missed" not in held:
            text = f"'{function.name}' must carry an 'expect:'"
        if text:
            corpus.problems.append(Problem(corpus.path, function.first, 0, text))


def _check_places_of_facts(corpus):
    for mark in corpus.of_kind("fact"):
        if not corpus.function_headed_at(mark.line):
            text = "a fact stands in the head of a function"
            corpus.problems.append(Problem(corpus.path, mark.line, mark.column, text))
