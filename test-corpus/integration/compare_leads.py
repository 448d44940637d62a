#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Which of the bugs of consistency/ `learn` leads to: the leads of an edited tree against the unedited one.

    compare_leads.py UNEDITED.json EDITED.json PATCH...

Both are of `hookqual learn --top 1000000 --format json`; each patch names the `function` that
lacks the check once it is applied. Prints for each patch the new leads at that function with
their ranks, then how many new leads belong to no patch. Measures, and judges nothing.
"""

import json
import re
import sys
from pathlib import Path


def keys_of(lead):
    return {(lead["function"], lead["arm"], text) for text in [lead["requirement"], *lead["also_lacking"]]}


def leads_of(path):
    return json.loads(Path(path).read_text(encoding="utf-8"))["leads"]


def function_of(patch):
    return re.search(r"^function: (.+)$", Path(patch).read_text(encoding="utf-8"), re.MULTILINE).group(1)


def main(unedited, edited, patches):
    known = set().union(*map(keys_of, leads_of(unedited)))
    new = [(rank, lead) for rank, lead in enumerate(leads_of(edited), 1) if not keys_of(lead) <= known]
    functions = {patch: function_of(patch) for patch in patches}
    for patch, function in functions.items():
        hits = [f"{rank} ({lead['requirement']})" for rank, lead in new if lead["function"] == function]
        print(f"{Path(patch).stem}: {', '.join(hits) or 'no new lead'}")
    others = sum(lead["function"] not in functions.values() for _, lead in new)
    print(f"new leads: {len(new)}, at no function of these patches: {others}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
