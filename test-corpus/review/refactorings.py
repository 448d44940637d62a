#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Is `review` silent where nothing changed? Functions that call hooks are refactored, one patch each.

    refactorings.py --hookqual build/release/hookqual --db facts.db --kernel DIR [--count 100] [--seed 1]

Each patch means nothing: a renamed local, moved lines, swapped declarations or assignments, a test
written out, an accessor inlined, a function split in two. Prints what is new nevertheless.
"""

import argparse
import random
import sys
from collections import Counter
from pathlib import Path

from edits import REFACTORINGS, body_around, patch_of, split_function
from reviewing import Reviewer, hook_calls

PER_RUN = 20  # patches of one series: the base is linked once for all


def refactored(text, line, kind):
    if kind == "split-function":
        return split_function(text, line)
    body = body_around(text, line)
    changed = REFACTORINGS[kind](body) if body else None
    return body.replaced(changed) if changed and changed != body.text() else None


def make_patches(calls, kernel, count, seed):
    """(kind, function, file, patch), of as many kinds and functions as there are."""
    chance = random.Random(seed)
    kinds = [*REFACTORINGS, "split-function"]
    places = sorted({(call["file"], call["line"], call["function"]) for call in calls if call["file"].endswith(".c")})
    chance.shuffle(places)
    made, done = [], set()
    for number in range(len(places) * len(kinds)):
        file, line, function = places[number % len(places)]
        kind = kinds[(number + number // len(places)) % len(kinds)]
        if len(made) == count or (function, kind) in done:
            continue
        text = (kernel / file).read_text(encoding="utf-8")
        new = refactored(text, line, kind)
        if new:
            done.add((function, kind))
            made.append((kind, function, file, patch_of(file, text, new), patch_of(file, new, text)))
    return made


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    Reviewer.add_options(parser)
    parser.add_argument("--count", type=int, default=100)
    arguments = parser.parse_args()
    reviewer = Reviewer(arguments)
    patches = make_patches(hook_calls(arguments), arguments.kernel, arguments.count, arguments.seed)
    kinds, noisy, unparsed, asked = Counter(), [], [], 0
    for begin in range(0, len(patches), PER_RUN):
        chunk = patches[begin : begin + PER_RUN]
        series = [text for _, _, _, forth, back in chunk for text in (forth, back)]
        for (kind, function, file, _, _), review in zip(chunk, reviewer.review(series)[::2], strict=True):
            if review["newly_skipped"]:
                unparsed.append(f"{kind} of {function}: {review['newly_skipped'][0]['reason']}")
                continue
            asked += 1
            kinds[kind] += 1
            if review["new"] or review["fixed"]:
                noisy.append((kind, function, file, review))
    for kind, function, file, review in noisy:
        print(f"{file}: {kind} of {function}")
        for what in ("new", "fixed"):
            for finding in review[what]:
                print(f"  {what}: {finding['file']}:{finding['line']}: {finding['message']} [{finding['rule']}]")
    for text in unparsed:
        print(f"left out, does not compile: {text}")
    print(", ".join(f"{kind} {number}" for kind, number in sorted(kinds.items())))
    print(f"{asked} refactorings, {len(noisy)} not silent ({100 * len(noisy) / max(asked, 1):.1f} %), {len(unparsed)} left out")
    return 0


if __name__ == "__main__":
    sys.exit(main())
