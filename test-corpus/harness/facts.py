# SPDX-License-Identifier: MIT
"""Facts: lines of inferred signatures, as `fact:` marks state them.

The world is open here: what is inferred and not stated is no problem.
"""

from marks import Problem, owner


def functions_with_facts(files):
    """Names of the functions that facts are stated of, each once."""
    places = [(corpus, mark) for corpus in files for mark in corpus.of_kind("fact")]
    return sorted({corpus.function_headed_at(mark.line).name for corpus, mark in places})


def check_facts(files, signatures):
    problems = []
    for corpus in files:
        for mark in corpus.of_kind("fact"):
            inferred = _facts_at(files, corpus, mark, signatures)
            if mark.body["text"] not in inferred:
                verb = mark.body["text"].split()[0]
                found = "; ".join(fact for fact in inferred if fact.startswith(verb)) or f"nothing that it {verb}"
                problems.append(Problem(mark.file, mark.line, mark.column, f"fact is not inferred, found instead: {found}"))
    return problems


def _facts_at(files, corpus, mark, signatures):
    name = corpus.function_headed_at(mark.line).name
    return [
        fact
        for signature in signatures
        if signature["name"] == name and owner(files, signature["file"]) == corpus.path
        for fact in facts_of(signature)
    ]


def facts_of(signature):
    """All that could be stated of the function, in the order of the signature."""
    facts = []
    for requirement in signature["requires"]:
        for objects in requirement["any_of"]:
            facts.append(f"requires {requirement['rule']} {_objects(objects)}{_condition(requirement)}")
    for ensured in signature["ensures"]:
        for rule in ensured["rules"]:
            facts += [f"ensures {rule} {fact}" for outcome in ensured["outcomes"] for fact in _ensured(outcome)]
    return facts + _effects(signature["effects"])


def _objects(qualified):
    mode = f" [{qualified['mode']}]" if qualified["mode"] else ""
    return (qualified["objects"] or "unnamed") + mode


def _condition(item):
    return " if " + " or ".join(item["when"]) if item["when"] else ""


def _ensured(outcome):
    returns = f" (returns {outcome['returns']})" if outcome["returns"] else " (returns)"
    checked = [_objects(objects) for objects in outcome["checked"]] or ["nothing"]
    return [each + returns + _condition(outcome) for each in checked]


def _effects(effects):
    value = effects["value"] or effects["returns"]
    facts = [f"returns {value}"] if value else []
    for store in effects["stores"]:
        facts.append(f"stores {store['place']}" + (f" = {store['value']}" if store["value"] else ""))
    return facts
