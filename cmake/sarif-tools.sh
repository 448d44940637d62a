#!/bin/bash
# Gets the programs that tests validate SARIF with, from npm: the OASIS schema and Microsoft's
# multitool (100 MB), as pinned in test-corpus/sarif. Once; without npm, or offline, it says so and
# fails, and the test that needs them is reported as skipped.
#
#   sarif-tools.sh [DIRECTORY]   default: build/sarif-tools
set -euo pipefail
cd "$(dirname "$0")/.."

directory=${1-build/sarif-tools}
if cmp -s test-corpus/sarif/package-lock.json "$directory/installed-lock.json"; then
  exit 0
fi
if ! command -v npm >/dev/null; then
  echo "sarif-tools: there is no npm; tests by the SARIF schema will be skipped" >&2
  exit 1
fi
mkdir -p "$directory"
cp test-corpus/sarif/package.json test-corpus/sarif/package-lock.json "$directory"
npm ci --prefix "$directory" --ignore-scripts --omit=peer --no-audit --no-fund --loglevel=error
cp "$directory/package-lock.json" "$directory/installed-lock.json"
