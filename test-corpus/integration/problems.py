# SPDX-License-Identifier: MIT
"""Problems, and the comparison of findings with what is known and expected: a closed world.

A finding is identified by rule, function and object: lines move, these do not.
"""


def identity(finding):
    return finding["rule"], finding["function"], finding["object"]


def describe(finding):
    place = f"{finding['file']}:{finding['line']}:{finding['column']}"
    entries = " ".join(entry["name"] for entry in finding["entries"])
    return (
        f"{place}: {finding['rule']} ({finding['kind']}) {finding['operation']} in {finding['function']}"
        f" on {finding['object']}, entries: {entries or 'none'}"
    )


def read_known(text):
    """The identities that known-findings.txt lists."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {tuple(line.split(None, 2)) for line in lines}


def compare_known(findings, known):
    """Problems where the findings and the known identities differ."""
    problems = [f"unexpected finding {describe(finding)}" for finding in findings if identity(finding) not in known]
    gone = known - {identity(finding) for finding in findings}
    return problems + [f"known finding is not there: {' '.join(wanted)}" for wanted in sorted(gone)]


def compare_history(findings, known, bugs):
    """Problems where the findings are not the known ones and those of each bug put back."""
    new = [finding for finding in findings if identity(finding) not in known]
    problems = compare_known([finding for finding in findings if identity(finding) in known], known)
    for bug, wanted in ((bug, wanted) for bug in bugs for wanted in _all_wanted(bug)):
        found = next((finding for finding in new if _is_about(finding, wanted)), None)
        if found is None:
            listed = "".join(f"\n    found instead: {describe(finding)}" for finding in new)
            problems.append(f"{bug.name}: no finding of {wanted['rule']} in {wanted['function']}{listed}")
            continue
        new.remove(found)
        problems += [f"{bug.name}: {mistake}" for mistake in _mistakes(found, wanted)]
    return problems + [f"unexpected finding {describe(finding)}" for finding in new]


def _all_wanted(bug):
    yield bug.wanted
    for also in bug.also:
        function, _, entry = also.partition("@")
        rule, _, function = function.rpartition(":")
        other = {"rule": rule or bug.wanted["rule"], "entry": entry or bug.wanted["entry"]}
        yield {**bug.wanted, **other, "function": function, "operation": None}


def _is_about(finding, wanted):
    return all(finding[key] == wanted[key] for key in ("rule", "function"))


def _mistakes(finding, wanted):
    for key in ("kind", "authorizer", "operation"):
        if wanted[key] not in (None, finding[key]):
            yield f"{key} is not {wanted[key]}: {finding[key]}\n    {describe(finding)}"
    if wanted["entry"] not in [entry["name"] for entry in finding["entries"]]:
        yield f"entry {wanted['entry']} is missing\n    {describe(finding)}"
    if not _path_ends_at_operation(finding):
        steps = "".join(f"\n    {step['file']}:{step['line']}: {step['event']}" for step in finding["path"])
        yield f"the path does not end at the operation\n    {describe(finding)}{steps or ' (no path)'}"


def _path_ends_at_operation(finding):
    if not finding["path"]:
        return False
    last = finding["path"][-1]
    return all(last[key] == finding[key] for key in ("file", "line", "function"))
