# SPDX-License-Identifier: MIT
"""The files of the repository as the checks see them."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

_GENERATED = {"build", ".git", "__pycache__"}


@dataclass(frozen=True)
class Violation:
    place: str  # `file:line`
    text: str

    def __str__(self):
        return f"{self.place}: {self.text}"


def files(root, *suffixes):
    """Files of the tree with one of the suffixes, relative, in order: what git knows or
    would add; without git, all that is not generated."""
    for path in sorted(_listed(root)):
        if path.suffix in suffixes and (root / path).is_file():
            yield path


def cpp_files(root):
    """All C++. The corpus is C in the kernel's style and has habits of its own."""
    return (path for path in files(root, ".cpp", ".h") if path.parts[0] != "test-corpus")


def _listed(root):
    command = ["git", "-C", str(root), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return {Path(name) for name in done.stdout.split("\0") if name}
    except (OSError, subprocess.CalledProcessError):
        every = (path.relative_to(root) for path in root.rglob("*"))
        return {path for path in every if not _GENERATED & set(path.parts)}


def lines(root, path):
    text = (root / path).read_text(encoding="utf-8")
    return enumerate(text.splitlines(), 1)
