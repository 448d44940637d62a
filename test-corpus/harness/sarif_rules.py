# SPDX-License-Identifier: MIT
"""Validates SARIF by the OASIS schema and by Microsoft's multitool, both from npm.

sarif_rules.py TOOLS LOG...   - one line a mistake, exit 1 if there is any; 77 if TOOLS are not there.

TOOLS is a directory in which `npm ci` of test-corpus/sarif was run (cmake/sarif-tools.sh).
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import jsonschema

SKIPPED = 77
# Advice that does not fit a log of this kind, each with its reason.
NOT_ASKED = {
    "SARIF2005": "there is no public page about the tool yet",
    "SARIF2002": "sentences are written per finding, not filled into templates",
    "SARIF2004": "a state and its object may repeat from step to step",
    "SARIF2009": "ids of rules are those of the rule files",
    "SARIF2010": "a report holds no copies of the source",
    "SARIF2011": "a report holds no copies of the source",
    "SARIF2012": "a rule's help is in the log; there is no page of its own",
    "SARIF2015": "names of functions are quoted as C compilers quote them",
}


def tools_of(directory):
    modules = Path(directory) / "node_modules" / "@microsoft"
    schema = modules / "jest-sarif" / "lib" / "schemas" / "sarif-2.1.0-rtm.5.json"
    multitool = modules / "sarif-multitool-linux" / "Sarif.Multitool"
    return schema, multitool


def schema_mistakes(schema, log):
    validator = jsonschema.Draft4Validator(json.loads(schema.read_text(encoding="utf-8")))
    found = sorted(validator.iter_errors(log), key=lambda error: [str(part) for part in error.absolute_path])
    return ["/".join(map(str, error.absolute_path)) + ": " + error.message[:300] for error in found]


def multitool_mistakes(multitool, path, kinds="Sarif"):
    """The multitool exits with 0 whatever it finds: its own log says what that is."""
    multitool.chmod(0o755)
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "validated.sarif"
        ran = subprocess.run([multitool, "validate", "--rule-kind", kinds, "--output", output, path],
                             capture_output=True, text=True, check=False)
        if not output.exists():
            return [f"the multitool wrote no log: {ran.stdout[-500:]}{ran.stderr[-500:]}"]
        log = json.loads(output.read_text(encoding="utf-8-sig"))
    mistakes = []
    for result in log["runs"][0].get("results", []):
        rule = result["ruleId"]
        if rule not in NOT_ASKED and result.get("level", "warning") != "none":
            where = result["locations"][0]["physicalLocation"].get("region", {}).get("startLine", 0)
            mistakes.append(f"{where}: {rule}: {result['message'].get('text') or result['message'].get('arguments')}")
    return mistakes


def main(directory, paths):
    schema, multitool = tools_of(directory)
    if not schema.exists() or not multitool.exists():
        print(f"skipped: {schema} or {multitool} is not there; cmake/sarif-tools.sh gets them")
        return SKIPPED
    mistakes = []
    for path in map(Path, paths):
        log = json.loads(path.read_text(encoding="utf-8"))
        kinds = "Sarif;Ghas" if "github" in path.name else "Sarif"
        found = schema_mistakes(schema, log) + multitool_mistakes(multitool, path, kinds)
        mistakes += [f"{path}: {mistake}" for mistake in found]
    print("\n".join(mistakes) if mistakes else f"{len(paths)} valid")
    return 1 if mistakes or not paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
