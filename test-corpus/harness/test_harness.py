# SPDX-License-Identifier: MIT
"""Proves that each way in which the corpus can be wrong makes the harness fail."""

import contextlib
import io
import json
import os
import tempfile
import unittest
from pathlib import Path

import run_corpus
from functions import find_functions

FAKE = Path(__file__).resolve().parent / "fake_hookqual.py"
HEADER = "// A file to test the harness with.\n// rules: r.yaml\n"
BAD = HEADER + "int f_bad(int *p)\n{\n\treturn use(p); // expect: t/use p\n}\n"
PLAIN = HEADER + "int f(int *p)\n{\n\treturn use(p);\n}\n"
LINE = 5


def finding(**changes):
    data = {
        "fingerprint": "1", "rule": "t/use", "confidence": "high", "kind": "missing", "authorizer": "check",
        "operation": "use", "object": "p", "message": "m", "why": "w", "function": "f_bad", "file": "t.c",
        "line": LINE, "column": 9, "end_line": LINE, "end_column": 15, "feasibility": "feasible", "model": {},
        "entries": [{"name": "open", "class": "syscall"}], "routes": [],
        "path": [{"file": "t.c", "line": 3, "column": 1, "function": "f_bad", "event": "enters f_bad", "state": {}, "depth": 0}],
        "baseline": "new", "suppressed": None,
    }
    return {**data, **changes}


def document(*findings, **ledger):
    counts = ["units", "parsed", "functions", "calls", "calls_unresolved", "rules", "type_errors", "refuted",
              "unknown", "exempted"]
    lists = ["skipped", "silent_rules", "silent_rule_reasons", "unused_exemptions", "overflows", "assumptions"]
    whole = {**{key: 0 for key in counts}, **{key: [] for key in lists}, "operations": 1, **ledger}
    return {"schema": "hookqual-findings/1", "tool": {"version": "0", "rules": ""},
            "kernel": {"version": "", "config": ""}, "ledger": whole, "findings": list(findings)}


def signatures(**changes):
    """Of one function: `f` requires and ensures something, and returns its parameter."""
    objects = {"objects": "p", "authorizer": "check", "mode": ""}
    place = {"function": "f", "what": "use", "file": "t.c", "line": 5, "column": 9}
    requirement = {"rule": "t/use", "operation": "use", "any_of": [objects], "when": ["n < 0", "n > 5"],
                   "chain": [place], "end": "callers"}
    checked = {**objects, "mode": "mask has 2", "sites": [place]}
    outcomes = [{"returns": "< 0", "when": [], "checked": []}, {"returns": "0", "when": ["n == 1"], "checked": [checked]}]
    effects = {"followed": True, "returns": "anything", "value": "p", "lookup_keys": [],
               "stores": [{"place": "p->a", "value": "n"}, {"place": "p->b", "value": ""}]}
    signature = {"name": "f", "symbol": "f", "file": "t.c", "line": 3, "column": 1, "prototype": "int f(int *p)",
                 "entry": {"name": "f", "class": "none"}, "callers": 0, "operation_of": [], "requires": [requirement],
                 "type_errors": [], "ensures": [{"rules": ["t/other", "t/use"], "outcomes": outcomes}], "effects": effects}
    return json.dumps({"schema": "hookqual-signatures/1", "tool": {"version": "0", "rules": ""},
                       "kernel": {"version": "", "config": ""}, "signatures": [{**signature, **changes}]})


class HarnessTest(unittest.TestCase):
    def run_on(self, source, report, capture_code=0, code=0, more=None, inferred="{}"):
        """(exit code, output) of the harness on a one-file corpus and a scripted hookqual."""
        with tempfile.TemporaryDirectory() as folder:
            topic = Path(folder) / "topic"
            topic.mkdir()
            (topic / "r.yaml").write_text("")
            for name, text in {"t.c": source, **(more or {})}.items():
                (topic / name).write_text(text)
            script = Path(folder) / "report.json"
            script.write_text(report if isinstance(report, str) else json.dumps(report))
            os.environ.update(FAKE_REPORT=str(script), FAKE_CODE=str(code), FAKE_CAPTURE_CODE=str(capture_code),
                              FAKE_SIGNATURES=inferred)
            output = io.StringIO()
            with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
                result = run_corpus.main(["--hookqual", str(FAKE), "--corpus", folder])
            return result, output.getvalue()

    def passes(self, source, report, **scripted):
        result, output = self.run_on(source, report, **scripted)
        self.assertEqual(result, 0, output)

    def fails(self, message, source, report, **scripted):
        result, output = self.run_on(source, report, **scripted)
        self.assertEqual(result, 1, output)
        self.assertIn(message, output)

    def test_accepts_what_is_marked(self):
        self.passes(BAD, document(finding()), code=1)
        self.passes(PLAIN, document())
        self.passes(PLAIN, document(), code=3)

    def test_unmarked_finding(self):
        self.fails("t.c:5:9: error: unexpected finding t/use p (missing)", PLAIN, document(finding()), code=1)

    def test_shows_a_caret_below_the_line_of_c(self):
        self.fails("    5 | \treturn use(p);\n      | \t       ^\n", PLAIN, document(finding()))

    def test_second_finding_at_one_mark(self):
        self.fails("unexpected finding", BAD, document(finding(), finding(fingerprint="2")))

    def test_finding_in_another_file(self):
        self.fails("other.h:5:9: error: unexpected finding", BAD, document(finding(), finding(file="other.h")))

    def test_expected_finding_that_is_not_there(self):
        self.fails("t.c:5:17: error: expected finding is not there", BAD, document())

    def test_other_rule_object_line_or_kind(self):
        other_kind = BAD.replace("t/use p", "t/use p (late)")
        self.fails("found instead: t/other p (missing)", BAD, document(finding(rule="t/other")))
        self.fails("found instead: t/use q (missing)", BAD, document(finding(object="q")))
        self.fails("expected finding is not there", BAD, document(finding(line=4)))
        self.fails("found instead: t/use p (missing)", other_kind, document(finding()))
        self.passes(other_kind, document(finding(kind="late")))

    def test_several_marks_on_one_line(self):
        two = BAD.replace("t/use p", "t/use p // expect: t/use q")
        self.passes(two, document(finding(), finding(object="q")))
        self.fails("expected finding is not there", two, document(finding()))

    def test_malformed_and_unknown_marks(self):
        self.fails("malformed mark 'expect: t/use'", BAD.replace("t/use p", "t/use"), document(finding()))
        self.fails("malformed mark 'missed: t/use'", PLAIN.replace("use(p);", "use(p); // missed: t/use"), document())
        self.fails("unknown mark 'expct:'", BAD.replace("expect", "expct"), document())
        self.fails("'rules:' belongs into", PLAIN + "// rules: r.yaml\n", document())

    def test_good_and_bad_names(self):
        self.fails("'f_ok' must carry no 'expect:'", BAD.replace("f_bad", "f_ok"), document(finding()))
        self.fails("'f_bad' must carry an 'expect:'", PLAIN.replace("f(", "f_bad("), document())

    def test_missed_ratchets(self):
        missed = BAD.replace("expect: t/use p", "missed: t/use - not modelled")
        self.passes(missed, document())
        self.fails("no longer missed", missed, document(finding()))

    def test_spurious_ratchets(self):
        spurious = PLAIN.replace("use(p);", "use(p); // spurious: t/use - not modelled")
        self.passes(spurious, document(finding()))
        self.fails("the spurious finding is gone", spurious, document())

    def test_steps(self):
        step = BAD.replace("int *p)", "int *p) // step: 1 enters")
        self.passes(step, document(finding()))
        self.fails("step 2 is not", step.replace("step: 1", "step: 2"), document(finding()))
        self.fails("line 3: enters f_bad", step.replace("enters", "leaves"), document(finding()))

    def test_entries(self):
        entry = BAD.replace("t/use p", "t/use p // entry: open")
        self.passes(entry, document(finding()))
        self.fails("the finding's entries differ: open", entry.replace("entry: open", "entry: close"), document(finding()))

    def test_facts(self):
        def stating(fact):
            return PLAIN.replace("int *p)", f"int *p) // fact: {fact}")

        below = PLAIN.replace("int *p)\n", "int *p)\n// fact: returns p\n// fact: stores p->b\n")
        self.passes(below, document(), inferred=signatures())

        for fact in ("requires t/use p if n < 0 or n > 5", "ensures t/use p [mask has 2] (returns 0) if n == 1",
                     "ensures t/other nothing (returns < 0)", "returns p", "stores p->a = n", "stores p->b"):
            self.passes(stating(fact), document(), inferred=signatures())
        found = "fact is not inferred, found instead: requires t/use p if n < 0 or n > 5"
        self.fails("t.c:3:15: error: " + found, stating("requires t/use p"), document(), inferred=signatures())
        self.fails(found, stating("requires t/use q if n < 0 or n > 5"), document(), inferred=signatures())
        without = {"followed": True, "returns": "", "value": "", "stores": [], "lookup_keys": []}
        self.fails("nothing that it stores", stating("stores p->a = n"), document(), inferred=signatures(effects=without))
        self.fails("fact is not inferred", stating("returns p"), document(), inferred=signatures(file="other.c"))
        self.fails("no JSON", stating("returns p"), document(), inferred="{")
        self.fails("breaks docs/signatures.schema.json", stating("returns p"), document(), inferred=signatures(callers=-1))
        self.fails("malformed mark 'fact: requires p'", stating("requires p"), document())
        misplaced = PLAIN.replace("use(p);", "use(p); // fact: returns p")
        self.fails("a fact stands in the head of a function", misplaced, document())

    def test_first_line_is_a_sentence(self):
        self.fails("one English sentence", PLAIN.replace("// A file to test the harness with.", "/* x */"), document())

    def test_missing_rules(self):
        self.fails("no '// rules:' line", PLAIN.replace("// rules: r.yaml\n", ""), document())
        self.fails("nowhere.yaml does not exist", PLAIN.replace("r.yaml", "nowhere.yaml"), document())

    def test_a_run_that_goes_wrong(self):
        self.fails("exit code 2", PLAIN, document(), capture_code=2)
        self.fails("exit code 2", PLAIN, document(), code=2)
        self.fails("no JSON", PLAIN, "{")
        self.fails("breaks docs/findings.schema.json", PLAIN, {"schema": "hookqual-findings/1"})

    def test_a_run_that_tested_nothing(self):
        self.fails("t.c was skipped: bad", PLAIN, document(skipped=[{"unit": "t.c", "reason": "bad"}]))
        self.fails("nothing was tested", PLAIN, document(operations=0))

    def test_further_units(self):
        main = PLAIN.replace("r.yaml\n", "r.yaml\n// unit: u.c\n")
        self.passes(main, document(finding(file="u.c")), more={"u.c": BAD})
        self.fails("u.c:5:17: error: expected finding", main, document(), more={"u.c": BAD})
        self.fails("u.c does not exist", main, document())

    def test_an_empty_corpus_is_no_success(self):
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stderr(io.StringIO()):
            self.assertEqual(run_corpus.main(["--hookqual", str(FAKE), "--corpus", folder]), 2)


class FunctionsTest(unittest.TestCase):
    def test_finds_definitions_only(self):
        source = (
            "#define F(x) { x }\nint declared(int);\nstruct s { int a; };\nstruct s v = { 1 };\n"
            "static int plain(int a)\n{\n\tif (a) { return '}'; } // {\n\treturn 1;\n}\n"
            "MACRO(plain)\n\nSYSCALL_DEFINE1(unlink, int, fd)\n{\n}\n"
        )
        found = [(function.name, function.first, function.last) for function in find_functions(source)]
        self.assertEqual(found, [("plain", 5, 9), ("unlink", 12, 14)])


if __name__ == "__main__":
    unittest.main()
