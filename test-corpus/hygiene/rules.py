# SPDX-License-Identifier: MIT
"""Every rule is tested: some corpus file that loads it states what it finds.

`expect:`, `missed:` and `spurious:` count. Shipped rules that no file tests yet stand in
rules-without-corpus.txt; the list may only shrink.
"""

import re

from tree import Violation, files, lines

_RULE = re.compile(r"\s*-\s+rule:\s*[\"']?([\w/-]+)")
_MARK = re.compile(r"//\s*(?:expect|missed|spurious):\s*([\w/-]+)")
_RULES = re.compile(r"//\s*rules:\s*(.*)")
LIST = "test-corpus/hygiene/rules-without-corpus.txt"
# Rules that give no findings here: the wrong ones are refused, the trial speaks of real kernels,
# and those of systems only say which operations there are.
UNTESTED = ("test-corpus/wrong-rules/", "test-corpus/trial/", "test-corpus/systems/")


def check(root):
    tested = _tested(root)
    excused = _excused(root)
    defined = {}
    for path in files(root, ".yaml"):
        if path.as_posix().startswith(UNTESTED):
            continue
        for number, line in lines(root, path):
            match = _RULE.match(line)
            if match:
                defined[path.as_posix(), match.group(1)] = number
    for (path, rule), number in defined.items():
        name = rule if path.startswith("rules/") else path
        if (path, rule) not in tested and name not in excused:
            yield Violation(f"{path}:{number}", f"no corpus file tests {rule}")
    shipped = {rule: path for path, rule in defined if path.startswith("rules/")}
    for rule, number in excused.items():
        if rule not in shipped:
            yield Violation(f"{LIST}:{number}", f"{rule} is no shipped rule")
        elif (shipped[rule], rule) in tested:
            yield Violation(f"{LIST}:{number}", f"{rule} is tested now: remove this line")


def _excused(root):
    if not (root / LIST).is_file():
        return {}
    return {line.strip(): number for number, line in lines(root, LIST) if line.strip() and not line.startswith("#")}


def _tested(root):
    """Pairs (rule file, rule id) that a corpus file both loads and speaks of."""
    pairs = set()
    for path in files(root, ".c"):
        if path.parts[0] != "test-corpus":
            continue
        text = (root / path).read_text(encoding="utf-8")
        marked = set(_MARK.findall(text))
        loaded = " ".join(_RULES.findall(text)).split()
        pairs.update((file, rule) for name in loaded for file in _rule_files(root, path, name) for rule in marked)
    return pairs


def _rule_files(root, corpus, name):
    if name == "pack:":
        return [path.as_posix() for path in files(root, ".yaml") if path.as_posix().startswith("rules/linux/")]
    if name.startswith("pack:"):
        return ["rules/linux/" + name.removeprefix("pack:")]
    return [((root / corpus).parent / name).resolve().relative_to(root.resolve()).as_posix()]
