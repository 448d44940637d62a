#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Reviews series over a slice of a real kernel: bugs put back and fixed again, and wrong input.

    run_review.py --hookqual build/dev/hookqual [--kernel DIR] [--scratch DIR]

Without --kernel the kernel of cmake/kernel-source.sh is used; it is left untouched.
"""

import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "harness"))

import schemas
from history import Bug
from place_cases import look_of
from script import ROOT, empty_scratch, kernel_of, parser_of, verdict
from tool import Hookqual

HERE = Path(__file__).resolve().parent
SLICE = ["fs/attr.c", "fs/open.c", "ipc/shm.c", "ipc/util.c", "kernel/sched/syscalls.c", "kernel/sched/build_policy.c"]
# Undone and done again; the second has no rule but what the base says.
BUGS = ["path-chmod", "path-chroot"]
NOTHING, FOUND, WRONG_INPUT, LESS = 0, 1, 2, 3


def reversed_diff(text):
    """The diff that takes this one back."""
    lines = []
    for line in text.splitlines(keepends=True):
        if line.startswith(("--- ", "+++ ")):
            lines.append(line)
        elif match := re.match(r"@@ -(\S+) \+(\S+) @@(.*)", line, re.DOTALL):
            lines.append(f"@@ -{match[2]} +{match[1]} @@{match[3]}")
        else:
            lines.append({"+": "-", "-": "+"}.get(line[:1], line[:1]) + line[1:])
    return "".join(lines)


def mail(number, subject, body):
    return (
        f"From git@z Thu Jan  1 00:00:00 1970\nFrom: A Person <a@example.org>\nMessage-ID: <{number}@example.org>\n"
        f"Subject: [PATCH {number}/9] {subject}\n\n{body}\n-- \n2.39.5\n\n"
    )


class Review:
    def __init__(self, hookqual, kernel, scratch):
        self.hookqual, self.kernel, self.scratch = hookqual, kernel, scratch
        self.db = scratch / "base.db"
        self.problems = []

    def all(self):
        before = look_of(self.kernel)
        run = self.hookqual.capture(self.db, "--kernel", self.kernel, *SLICE)
        if self.expect(run, run.code == 0, "the slice cannot be captured"):
            self.bugs()
            self.without_rule()
            self.nothing()
            self.wrong_input()
        self.known()
        self.expect(run, look_of(self.kernel) == before, "the kernel's source tree changed")
        left = [path.name for path in (self.db.parent / "base.db.cache").glob("review*")]
        self.expect(run, not left, f"left behind: {left}")
        return self.problems

    def expect(self, run, holds, problem):
        if not holds:
            self.problems.append(f"{problem}\n{run.shown()}")
        return holds

    def review(self, *arguments):
        return self.hookqual.run("review", "--db", self.db, "--rules", self.hookqual.rules, *arguments)

    def report(self, *arguments, code):
        run = self.review("--format", "json", *arguments)
        self.expect(run, run.code == code, f"exit code {run.code}, not {code}")
        try:
            report = json.loads(run.out)
        except ValueError:
            self.expect(run, False, "prints no report")
            return run, None
        wrong = schemas.mistakes("review", report)
        self.expect(run, not wrong, f"not of the documented form: {wrong[:3]}")
        return run, report

    def bugs(self):
        """Put back by the first patch, fixed by the second, one mailbox each; then once more as text."""
        for name in BUGS:
            bug = Bug(HERE / "history" / f"{name}.patch")
            diff = bug.diff
            box = self.scratch / f"{name}.mbox"
            box.write_text(
                mail(0, "a cover letter", "What it is about.")
                + mail(1, "put it back", f"why\n---\n{diff}")
                + mail(2, "fix it", f"why\n---\n{reversed_diff(diff)}"),
                encoding="utf-8",
            )
            run, report = self.report("--mbox", box, code=FOUND)
            if not report or not self.expect(run, len(report["patches"]) == 2, f"{name}: not two patches"):
                continue
            every = self.review("--format", "json", "--every-rule", "--mbox", box)
            self.expect(every, every.out == run.out, f"{name}: rules that were not asked would have said something else")
            put_back, fixed = report["patches"]
            wanted = [bug.wanted["authorizer"], bug.wanted["function"]]
            for what, findings in (("new", put_back["new"]), ("fixed", fixed["fixed"])):
                found = [[each["authorizer"], each["function"]] for each in findings]
                self.expect(run, wanted in found, f"{name}: {wanted} is not {what}: {found}")
            others = {each["authorizer"] for each in put_back["new"]} - {bug.wanted["authorizer"]}
            self.expect(run, not others, f"{name}: new, but of others: {others}")
            self.expect(run, not put_back["fixed"] and not fixed["new"], f"{name}: fixed by the bug, or new by the fix")
            run = self.review("--mbox", box)
            mails = run.out.split("patch:     ")[1:]
            self.expect(run, len(mails) == 2 and all(each.count("\n") < 40 for each in mails), f"{name}: not two short mails")
            self.expect(run, ">> " in mails[0] and ">> " not in mails[1], f"{name}: not just the new lines are marked")

    def without_rule(self):
        """Only the base says that this hook guards anything: no rule file is read."""
        rules = self.scratch / "no-rules"
        rules.mkdir()
        for name in ("entries.yaml", "hooks.yaml", "values.yaml"):
            (rules / name).write_text((self.hookqual.rules / name).read_text(encoding="utf-8"), encoding="utf-8")
        patch = HERE / "history" / "path-chmod.patch"
        run = self.hookqual.run("review", "--db", self.db, "--rules", rules, "--format", "json", "--patch", patch)
        self.expect(run, run.code == FOUND, "not noticed without rules")
        if run.code == FOUND:
            found = json.loads(run.out)["patches"][0]["new"]
            said = [each for each in found if each["authorizer"] == "security_path_chmod" and "in the base" in each["why"]]
            self.expect(run, said, "no evidence of the base")

    def nothing(self):
        """What means nothing is silent; what is not captured is said."""
        text = (self.kernel / "fs/open.c").read_text(encoding="utf-8").splitlines()
        comment = f"--- a/fs/open.c\n+++ b/fs/open.c\n@@ -1,2 +1,3 @@\n+/* said */\n {text[0]}\n {text[1]}\n"
        patch = self.scratch / "comment.patch"
        patch.write_text(comment, encoding="utf-8")
        run, report = self.report("--patch", patch, code=NOTHING)
        if report:
            only = report["patches"][0]
            self.expect(run, not only["new"] and not only["fixed"], "a comment changes findings")
            self.expect(run, only["units_collected"] == 1, "not one unit is collected")
        patch.write_text("--- /dev/null\n+++ b/fs/made.c\n@@ -0,0 +1 @@\n+int made;\n", encoding="utf-8")
        run, report = self.report("--patch", patch, code=LESS)
        if report:
            self.expect(run, report["patches"][0]["not_analysed"] == ["fs/made.c"], "a new file is not said to be left out")
        patch.write_text(comment.replace("/* said */", "int broken("), encoding="utf-8")
        run, report = self.report("--patch", patch, code=LESS)
        if report:
            skipped = [each["unit"] for each in report["patches"][0]["newly_skipped"]]
            self.expect(run, skipped == ["fs/open.c"], "what does not compile is not said")

    def wrong_input(self):
        patch, box = self.scratch / "wrong.patch", self.scratch / "wrong.mbox"
        hunk = "@@ -1 +1 @@\n-nothing like it\n+x\n"
        cases = {
            "hunk 1": f"--- a/fs/open.c\n+++ b/fs/open.c\n{hunk}",
            "lies outside the kernel tree": f"--- /dev/null\n+++ b/../../escaped\n@@ -0,0 +1 @@\n+x\n",
            "binary change": "diff --git a/x b/x\nindex 1111111..2222222 100644\nBinary files a/x and b/x differ\n",
            "there is no patch in it": "hello\n",
            "git can read": "--- a/fs/open.c\n+++ b/fs/open.c\n@@ -1,9 +1,9 @@\n broken\n",
        }
        for said, text in cases.items():
            patch.write_text(text, encoding="utf-8")
            self.refused(said, "--patch", patch)
        box.write_text("hello\n", encoding="utf-8")
        self.refused("is no mailbox", "--mbox", box)
        self.refused("not a git repository", "--range", "A..B")
        self.refused("was captured from", "--kernel", self.scratch, "--patch", patch)
        escaped = [path for path in (self.scratch / "escaped", self.db.parent / "escaped") if path.exists()]
        if escaped:
            self.problems.append(f"written outside: {escaped}")

    def refused(self, said, *arguments):
        run = self.review(*arguments)
        self.expect(run, run.code == WRONG_INPUT and said in run.err, f"not refused with '{said}'")
        self.expect(run, not run.out, "prints a report nevertheless")

    def known(self):
        """A baseline of now says that nothing is new; a suppression that matches nothing is told."""
        baseline, known = self.scratch / "baseline.json", self.scratch / "known.yaml"
        options = ["--db", self.db, "--rules", self.hookqual.rules]
        run = self.hookqual.run("baseline", "write", *options, "-o", baseline)
        self.expect(run, run.code == NOTHING and baseline.exists(), "no baseline is written")
        run = self.hookqual.run("baseline", "compare", *options, "--baseline", baseline)
        self.expect(run, run.code == NOTHING and "0 new, 0 fixed" in run.out, "something is new against itself")
        signed = "reason: none\n  reviewer: nobody\n  date: 2026-11-30\n"
        known.write_text(f"- suppress: 0123456789abcdef\n  {signed}", encoding="utf-8")
        run = self.hookqual.check(self.db, "--baseline", baseline, "--suppressions", known)
        self.expect(run, run.code == NOTHING, "something is new against itself")
        self.expect(run, "known.yaml:1:3: warning: this suppression matches no finding" in run.err, "not warned about")


def main():
    arguments = parser_of(__doc__).parse_args()
    scratch = empty_scratch(arguments, "hookqual-review-")
    review = Review(Hookqual(arguments.hookqual, ROOT / "rules" / "linux"), kernel_of(arguments), scratch)
    return verdict(review.all(), scratch)


if __name__ == "__main__":
    sys.exit(main())
