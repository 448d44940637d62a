#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Stands in for hookqual in the harness's self-test.

`capture` accepts anything; `check` prints what the file named by FAKE_REPORT holds and
exits with FAKE_CODE; `signature` prints FAKE_SIGNATURES.
"""

import os
import sys
from pathlib import Path

if sys.argv[1] == "capture":
    sys.exit(int(os.environ.get("FAKE_CAPTURE_CODE", "0")))
if sys.argv[1] == "signature":
    print(os.environ["FAKE_SIGNATURES"])
    sys.exit(0)
print(Path(os.environ["FAKE_REPORT"]).read_text(encoding="utf-8"))
sys.exit(int(os.environ.get("FAKE_CODE", "0")))
