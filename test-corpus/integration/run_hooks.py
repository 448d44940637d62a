#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Counts the hooks of a real kernel, their calls and registrations by other means than hookqual does.

    run_hooks.py --hookqual build/dev/hookqual [--kernel DIR] [--scratch DIR]

Without --kernel the kernel of cmake/kernel-source.sh is used; it is left untouched. It must be
one that declares hooks by LSM_HOOK(), so 5.7 or younger.
"""

import json
import re
import subprocess
import sys

from script import empty_scratch, kernel_of, parser_of, verdict

WRAPPERS = "security/security.c"
INLINE_WRAPPERS = "include/linux/security.h"  # stubs stand beside calls there
NOT_KERNEL = ("Documentation/", "scripts/", "tools/")
COMMENT_OR_LITERAL = re.compile(r"""/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", re.DOTALL)
CALL = re.compile(r"(?<![\w.>])(security_\w+)\s*\(")
DECLARATION = re.compile(r"^LSM_HOOK\((\w[\w ]*\*?)\s*,\s*([^,]+),\s*(\w+)", re.MULTILINE)
REGISTRATION = re.compile(r"LSM_HOOK_INIT\((\w+),")


def blanked(text):
    """The text without comments and literals, everything else at its line and column."""
    return COMMENT_OR_LITERAL.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def read(kernel, path):
    return blanked((kernel / path).read_text(encoding="utf-8", errors="replace"))


def files_with(kernel, word, *below):
    command = ["grep", "-rlF", word, "--include=*.c", "--include=*.h", *(below or ["."])]
    found = subprocess.run(command, cwd=kernel, stdout=subprocess.PIPE, text=True, check=True).stdout
    files = (line.removeprefix("./") for line in found.splitlines())
    return sorted(file for file in files if not file.startswith(NOT_KERNEL))


def declarations(kernel):
    text = read(kernel, "include/linux/lsm_hook_defs.h")
    return {name: (returns, default) for returns, default, name in DECLARATION.findall(text)}


def calls(kernel, wrappers):
    """Places where one of the functions is called: those in which no type stands before its name."""
    places = set()
    for file in files_with(kernel, "security_"):
        if file in (WRAPPERS, INLINE_WRAPPERS):
            continue
        for number, line in enumerate(read(kernel, file).split("\n"), 1):
            for match in CALL.finditer(line):
                if match.group(1) in wrappers and not re.search(r"\b(?:int|void)\s+$", line[: match.start()]):
                    places.add((file, number, match.start() + 1))
    return places


def registrations(kernel):
    files = (read(kernel, file) for file in files_with(kernel, "LSM_HOOK_INIT", "security"))
    return sum(len(REGISTRATION.findall(re.sub(r"^.*##.*$", "", text, flags=re.MULTILINE))) for text in files)


def compare(what, expected, found):
    if expected == found:
        print(f"{what}: {len(found) if hasattr(found, '__len__') else found}")
        return []
    if hasattr(found, "__len__"):
        expected, found = (sorted(set(one) - set(other))[:5] for one, other in ((expected, found), (found, expected)))
    return [f"{what}: expected {expected}, hookqual says {found}"]


def main():
    arguments = parser_of(__doc__).parse_args()
    kernel, scratch = kernel_of(arguments), empty_scratch(arguments, "hookqual-hooks-")
    output = scratch / "hooks.json"
    command = [arguments.hookqual, "hooks", "--kernel", kernel, "--format", "json", "-o", output]
    subprocess.run(command, check=True, timeout=300)
    document = json.loads(output.read_text(encoding="utf-8"))
    hooks = document["hooks"]
    wrappers = {wrapper["function"] for hook in hooks for wrapper in hook["wrappers"]}
    sites = [site for hook in hooks for site in hook["call_sites"] if not site["named_only"]]
    places = {(site["file"], site["line"], site["column"]) for site in sites if site["file"] != INLINE_WRAPPERS}
    declared = declarations(kernel)
    registered = sum(not each["generated"] for hook in hooks for each in hook["implemented_by"])
    problems = compare("hooks", declared, {hook["name"]: (hook["returns"], hook["default"]) for hook in hooks})
    returning = sum(returns != "void" for returns, _ in declared.values())
    problems += compare("hooks that return a value", returning, document["counts"]["returning"])
    problems += compare("hooks without a wrapper", [], [hook["name"] for hook in hooks if not hook["wrappers"]])
    problems += compare("places that call", calls(kernel, wrappers), places)
    problems += compare("registrations", registrations(kernel), registered)
    problems += compare("calls outside functions", [], [site for site in sites if not site["function"]])
    problems += compare("files that could not be read", [], document["unread"])
    return verdict(problems, scratch)


if __name__ == "__main__":
    sys.exit(main())
