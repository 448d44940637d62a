#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Does `review` notice that a hook's call is deleted? One patch a call, drawn at random or all.

    deletions.py --hookqual build/release/hookqual --db facts.db --kernel DIR [--count N] [--seed 1]

The call is replaced by what it yields when it accepts, so that its error test is dead. Noticed is
what gives a new finding that names the hook. `hookqual mutate --as-review` asks the same of all
calls in the facts, without patches, in minutes.
"""

import argparse
import random
import sys
from pathlib import Path

from edits import patch_of, without_call
from reviewing import Reviewer, hook_calls

PER_RUN = 10  # patches of one series, each followed by the one that takes it back


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    Reviewer.add_options(parser)
    parser.add_argument("--count", type=int, default=0, help="how many calls; 0: all")
    arguments = parser.parse_args()
    reviewer = Reviewer(arguments)
    calls = hook_calls(arguments)
    if arguments.count:
        calls = random.Random(arguments.seed).sample(calls, min(arguments.count, len(calls)))
    made, left_out = [], []
    for call in calls:
        text = (arguments.kernel / call["file"]).read_text(encoding="utf-8")
        new = without_call(text, call["line"], call["column"], call["authorizer"])
        if new is None:
            left_out.append(f"{where(call)}: written by a macro")
            continue
        made.append((call, patch_of(call["file"], text, new), patch_of(call["file"], new, text)))
    noticed, missed, others = 0, [], []
    for begin in range(0, len(made), PER_RUN):
        chunk = made[begin : begin + PER_RUN]
        reviews = reviewer.review([text for _, forth, back in chunk for text in (forth, back)])
        for (call, _, _), review in zip(chunk, reviews[::2], strict=True):
            if review["newly_skipped"]:
                left_out.append(f"{where(call)}: does not compile: {review['newly_skipped'][0]['reason']}")
                continue
            named = {finding["authorizer"] for finding in review["new"]}
            if call["authorizer"] in named:
                noticed += 1
            else:
                missed.append(where(call))
            if named - {call["authorizer"]}:
                others.append(f"{where(call)}: {sorted(named - {call['authorizer']})}")
    for text in missed:
        print(f"missed: {text}")
    for text in others:
        print(f"names other hooks too: {text}")
    for text in left_out:
        print(f"left out: {text}")
    asked = noticed + len(missed)
    print(f"{asked} deletions, {noticed} noticed ({100 * noticed / max(asked, 1):.1f} %), {len(others)} name others, {len(left_out)} left out")
    return 0


def where(call):
    return f"{call['file']}:{call['line']} {call['authorizer']} in {call['function']}"


if __name__ == "__main__":
    sys.exit(main())
