#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every form of a report carries the same findings, whatever files are called, and audits can be
made again.

    test_reports.py build/dev/hookqual [build/sarif-tools]
"""

import csv
import html
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import sarif_rules
from captured_program import CapturedProgram

FOUND = 1
WRONG_INPUT = 2
HOSTILE = "a <script>alert('1')</script> & \"b\".c"
FORMS = ("json", "sarif", "text")


class Reports(unittest.TestCase):
    hookqual = None
    sarif_tools = None

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="hookqual-reports-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        cls.program = CapturedProgram(cls.hookqual, cls.folder)
        hostile = cls.folder / HOSTILE.replace("/", "_")
        shutil.copy(cls.program.unit, hostile)
        cls.program.capture([cls.program.unit.name, hostile.name])
        cls.outputs = {form: cls.folder / f"report.{'txt' if form == 'text' else form}" for form in FORMS}
        cls.outputs["html"] = cls.folder / "pages"
        paths = [argument for path in cls.outputs.values() for argument in ("-o", f"{path}/" if path.name == "pages" else path)]
        done = cls.check(*paths)
        assert done.returncode == FOUND, done.stderr
        cls.findings = json.loads(cls.outputs["json"].read_text(encoding="utf-8"))["findings"]

    @classmethod
    def check(cls, *arguments):
        return cls.program.run("check", "--db", "t.db", "--rules", "rules", *arguments)

    @classmethod
    def sarif(cls, path=None):
        return json.loads((path or cls.outputs["sarif"]).read_text(encoding="utf-8"))["runs"][0]

    def test_every_form_has_the_same_findings(self):
        ids = sorted(finding["fingerprint"] for finding in self.findings)
        self.assertEqual(len(ids), 2)
        failures = [result for result in self.sarif()["results"] if result["kind"] == "fail"]
        self.assertEqual(sorted(result["partialFingerprints"]["hookqual/v1"] for result in failures), ids)
        text = self.outputs["text"].read_text(encoding="utf-8")
        self.assertEqual(sorted(re.findall(r"^  id +(\w+)$", text, re.M)), ids)
        self.assertEqual(sorted(page.stem for page in (self.outputs["html"] / "finding").iterdir()), ids)

    def test_every_form_says_the_same_of_a_finding(self):
        results = {result["partialFingerprints"]["hookqual/v1"]: result for result in self.sarif()["results"]}
        for finding in self.findings:
            result = results[finding["fingerprint"]]
            self.assertEqual(result["message"]["text"], finding["message"] + ".")
            self.assertEqual(result["locations"][0]["physicalLocation"]["region"]["startLine"], finding["line"])
            steps = result["codeFlows"][0]["threadFlows"][0]["locations"]
            self.assertEqual([step["location"]["message"]["text"] for step in steps],
                             [step["event"] for step in finding["path"]])
            page = (self.outputs["html"] / "finding" / f"{finding['fingerprint']}.html").read_text(encoding="utf-8")
            for text in (finding["message"], finding["file"], *(step["event"] for step in finding["path"])):
                self.assertIn(text, html.unescape(page))

    def test_the_denominator_is_in_every_form_that_has_one(self):
        kinds = sorted(result["kind"] for result in self.sarif()["results"])
        self.assertEqual(kinds, ["fail", "fail", "pass", "pass"])
        overview = (self.outputs["html"] / "index.html").read_text(encoding="utf-8")
        self.assertIn("2 findings</a> of 4 operations", overview)

    def test_hostile_names_are_no_markup(self):
        for page in self.outputs["html"].rglob("*.html"):
            self.assertNotIn("<script>alert", page.read_text(encoding="utf-8"), page)

    def test_links_lead_somewhere(self):
        for page in self.outputs["html"].rglob("*.html"):
            for target in re.findall(r'(?:href|src)="([^"#:]+)"', page.read_text(encoding="utf-8")):
                self.assertTrue((page.parent / html.unescape(target)).exists(), f"{page}: {target}")

    def test_the_same_question_gives_the_same_bytes(self):
        for form in ("sarif", "html"):
            self.check("--no-cache", "--format", form, "-o", self.folder / f"again.{form}")
        self.assertEqual((self.folder / "again.sarif").read_bytes(), self.outputs["sarif"].read_bytes())
        for page in self.outputs["html"].rglob("*.*"):
            again = self.folder / "again.html" / page.relative_to(self.outputs["html"])
            self.assertEqual(again.read_bytes(), page.read_bytes(), page)

    def test_sarif_is_valid(self):
        github = self.folder / "report.github.sarif"
        self.check("--sarif-profile", "github", "-o", github)
        self.assertEqual([result["kind"] for result in self.sarif(github)["results"]], ["fail", "fail"])
        self.assertIn("primaryLocationLineHash", self.sarif(github)["results"][0]["partialFingerprints"])
        schema, multitool = sarif_rules.tools_of(self.sarif_tools or "nowhere")
        if not schema.exists() or not multitool.exists():
            self.skipTest("no SARIF tools; cmake/sarif-tools.sh gets them")
        self.assertEqual(sarif_rules.main(self.sarif_tools, [self.outputs["sarif"], github]), 0)

    def test_sarif_names_the_repository(self):
        path = self.folder / "named.sarif"
        self.check("-o", path, "--repository", "https://example.org/linux.git", "--revision", "ab12")
        self.assertEqual(self.sarif(path)["versionControlProvenance"][0]["revisionId"], "ab12")

    def test_nothing_foreign_is_replaced(self):
        kept = self.folder / "mine"
        kept.mkdir()
        (kept / "diary.txt").write_text("dear diary", encoding="utf-8")
        done = self.check("-o", f"{kept}/")
        self.assertEqual(done.returncode, WRONG_INPUT)
        self.assertIn("is not replaced", done.stderr)
        self.assertEqual([path.name for path in kept.iterdir()], ["diary.txt"])
        self.assertEqual(self.check("--format", "html").returncode, WRONG_INPUT)


class Audit(unittest.TestCase):
    hookqual = None

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="hookqual-audit-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        cls.program = CapturedProgram(cls.hookqual, cls.folder)
        cls.program.capture([cls.program.unit.name])
        cls.audit("-o", "audit")

    @classmethod
    def audit(cls, *arguments, code=0):
        done = cls.program.run("audit", "--db", "t.db", "--rules", "rules", *arguments)
        assert done.returncode == code, done.stdout + done.stderr
        return done

    def table(self, name, audit="audit"):
        with (self.folder / audit / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def test_counts_as_the_cqual_paper_does(self):
        every = self.table("type_errors")[-1]
        self.assertEqual((every["subsystem"], every["variables"], every["source_errors"], every["path_errors"]),
                         ("all", "2", "1", "1"))
        self.assertEqual(every["error_rate"], "50.00")

    def test_counts_verdicts(self):
        every = self.table("subsystems")[-1]
        self.assertEqual((every["operations"], every["proved"], every["violated"]), ("2", "1", "1"))
        self.assertEqual(self.table("inconsistencies")[0]["functions"], "truncate_bad")

    def test_every_form_has_the_same_tables(self):
        document = json.loads((self.folder / "audit" / "audit.json").read_text(encoding="utf-8"))
        with sqlite3.connect(self.folder / "audit" / "audit.db") as database:
            for table in document["tables"]:
                columns = [column["name"] for column in table["columns"]]
                rows = [dict(zip(columns, row)) for row in database.execute(f"SELECT * FROM \"{table['name']}\"")]
                self.assertEqual(rows, table["rows"])
                self.assertEqual([{key: "" if value is None else str(value) for key, value in row.items()}
                                  for row in rows if "rate" not in str(columns)],
                                 self.table(table["name"]) if "rate" not in str(columns) else [])
            described = database.execute("SELECT count(*) FROM about_columns WHERE meaning = ''").fetchone()
            self.assertEqual(described, (0,))

    def test_can_be_made_again(self):
        done = self.audit("--verify", "audit/audit.lock", "--no-cache")
        self.assertIn("reproduced, byte for byte", done.stdout)
        self.audit("-o", "twice", "--jobs", "3", "--no-cache")
        for path in (self.folder / "audit").iterdir():
            self.assertEqual(path.read_bytes(), (self.folder / "twice" / path.name).read_bytes(), path)

    def test_the_lock_is_what_sha256sum_says(self):
        lock = json.loads((self.folder / "audit" / "audit.lock").read_text(encoding="utf-8"))
        lines = "".join(f"{digest}  {name}\n" for name, digest in lock["outputs"].items())
        done = subprocess.run(["sha256sum", "-c", "--quiet"], input=lines, text=True, check=False,
                              cwd=self.folder / "audit", capture_output=True)
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)

    def test_a_change_is_noticed(self):
        shutil.copytree(self.folder / "audit", self.folder / "changed")
        with (self.folder / "changed" / "types.csv").open("a", encoding="utf-8") as file:
            file.write("invented,1\n")
        done = self.audit("--verify", "changed/audit.lock", code=1)
        self.assertIn("file beside the lock types.csv: locked", done.stdout)

    def test_says_what_mediation_was_lost_and_gained(self):
        source = self.program.unit.read_text(encoding="utf-8")
        try:
            lost = source.replace("	if (error)\n		return error;\n", "", 1)
            self.program.unit.write_text(lost, encoding="utf-8")
            self.program.capture([self.program.unit.name], "later.db")
        finally:
            self.program.unit.write_text(source, encoding="utf-8")
        for now, before, change in (("later.db", "t.db", "lost"), ("t.db", "later.db", "gained")):
            done = self.program.run("audit", "--db", now, "--against", before, "--rules", "rules", "-o", change)
            self.assertEqual(done.returncode, 0, done.stderr)
            operations = self.table("drift_operations", change)
            self.assertEqual([(row["change"], row["rule"]) for row in operations], [(change, "file/truncate")])
            self.assertEqual(self.table("drift", change)[-1][change], "1")

    def test_bad_input(self):
        (self.folder / "broken.lock").write_text("{}", encoding="utf-8")
        for arguments in ([], ["-o", "x", "--verify", "audit/audit.lock"], ["--verify", "broken.lock"], ["-o", "rules"]):
            done = self.program.run("audit", "--db", "t.db", "--rules", "rules", *arguments)
            self.assertEqual(done.returncode, WRONG_INPUT, f"{arguments}: {done.stdout}{done.stderr}")


if __name__ == "__main__":
    Reports.hookqual = Audit.hookqual = str(Path(sys.argv.pop(1)).resolve())
    if len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        Reports.sarif_tools = Path(sys.argv.pop(1)).resolve()
    unittest.main()
