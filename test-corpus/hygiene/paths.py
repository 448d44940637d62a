# SPDX-License-Identifier: MIT
"""Every path of this repository that a README or a document names exists.

A path is a word in backquotes whose first part is a folder or file of the repository's
top level; in code blocks, only words that begin with `./` are. `*` and `<name>` stand for
anything. Places below build/ are made later.
"""

import re

from tree import Violation, files, lines

_QUOTED = re.compile(r"`([^`\s]+)`")
_LINK = re.compile(r"\]\(([^)\s#:]+)(?:#[^)]*)?\)")
_COMMAND = re.compile(r"(?<!\S)\./\S+")
_PATH = re.compile(r"(?:\./)?[\w.<>*-]+(?:/[\w.<>*-]*)*$")


def check(root):
    for path in files(root, ".md"):
        fenced = False
        for number, line in lines(root, path):
            fenced ^= line.startswith("```")
            for text in _missing_commands(root, line) if fenced else _missing(root, path, line):
                yield Violation(f"{path.as_posix()}:{number}", f"'{text}' does not exist")


def _missing(root, document, line):
    for text in _QUOTED.findall(line):
        if _is_ours(root, text) and not _exists(root, text):
            yield text
    for text in _LINK.findall(line):
        if not _exists((root / document).parent, text):
            yield text


def _missing_commands(root, line):
    return [text for text in _COMMAND.findall(line) if _is_ours(root, text) and not _exists(root, text)]


def _is_ours(root, text):
    if not _PATH.match(text):
        return False
    first = text.removeprefix("./").split("/")[0]
    if first in ("build", ".git", "", ".", ".."):
        return False
    return text.startswith("./") or ("/" in text and (root / first).exists())


def _exists(base, text):
    pattern = re.sub(r"<[^>]*>", "*", text.removeprefix("./")).rstrip("/")
    return any(base.glob(pattern)) if "*" in pattern else (base / pattern).exists()
