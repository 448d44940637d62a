# SPDX-License-Identifier: MIT
"""Runs hookqual over one corpus file: capture, check, and the JSON that comes out."""

import json
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from schemas import mistakes

REPOSITORY = Path(__file__).resolve().parents[2]
PACK = REPOSITORY / "rules" / "linux"
_SECONDS = 120
_CHECK_CODES = (0, 1, 3)


class RunFailed(Exception):
    """hookqual did not do what it promises; the text says what."""


@dataclass(frozen=True)
class Tool:
    hookqual: Path
    include: Path


def rule_paths(corpus):
    """The files named by `rules:`; `pack:` is the shipped pack, `pack:vfs.yaml` one file of it."""
    for name in corpus.rules:
        yield PACK / name.removeprefix("pack:") if name.startswith("pack:") else corpus.path.parent / name


def unit_paths(corpus):
    return [corpus.path] + [corpus.path.parent / name for name in corpus.units]


def run(tool, corpus, functions):
    """The findings document of the corpus file under its own rules, and the signatures of the functions."""
    with tempfile.TemporaryDirectory(prefix="hookqual-corpus-") as folder:
        database = Path(folder) / "t.db"
        commands = Path(folder) / "compile_commands.json"
        commands.write_text(json.dumps([_command(tool, unit, folder) for unit in unit_paths(corpus)]))
        _call([tool.hookqual, "capture", "-p", commands, "--db", database, "--jobs", "1"], (0,))
        rules = [argument for path in rule_paths(corpus) for argument in ("--rules", path)]
        rules += [argument for rule in corpus.only for argument in ("--rule", rule)]
        asked = ["--db", database, *rules, "--format", "json"]
        output = _call([tool.hookqual, "check", *asked], _CHECK_CODES)
        inferred = _call([tool.hookqual, "signature", *functions, *asked], (0,)) if functions else None
    return _findings(output), _parse("signatures", inferred)["signatures"] if inferred else []


def _command(tool, unit, folder):
    flags = ["-std=gnu11", "-O2", "-ffreestanding", "-Werror", "-I", str(tool.include)]
    return {
        "directory": str(unit.parent),
        "file": str(unit),
        "arguments": ["clang-19", *flags, "-c", str(unit), "-o", str(Path(folder) / (unit.stem + ".o"))],
    }


def _call(command, accepted):
    words = [str(word) for word in command]
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RunFailed(str(error)) from error
    if done.returncode not in accepted:
        raise RunFailed(f"exit code {done.returncode} from: {' '.join(words)}\n{done.stderr.strip()}")
    return done.stdout


def _parse(form, output):
    try:
        document = json.loads(output)
    except json.JSONDecodeError as error:
        raise RunFailed(f"no JSON: {error}") from error
    wrong = mistakes(form, document)
    if wrong:
        raise RunFailed(f"breaks docs/{form}.schema.json: " + "; ".join(wrong))
    return document


def _findings(output):
    document = _parse("findings", output)
    ledger = document["ledger"]
    if ledger["skipped"]:
        raise RunFailed("; ".join(f"{skipped['unit']} was skipped: {skipped['reason']}" for skipped in ledger["skipped"]))
    if ledger["operations"] == 0:
        raise RunFailed("no operation of the rules is in these units, so nothing was tested")
    return document
