// SPDX-License-Identifier: MIT
// Report ─► SARIF 2.1.0, for code hosts, editors and archives.
//
// Findings are results with code flows; every other operation is a result of kind `pass`, `open`
// or `informational`, so that a reader knows what the findings are a part of. The ledger is in the
// invocation. Written as it goes: what it takes does not grow with the number of findings.
#pragma once

#include "reports/Finding.h"

#include "llvm/Support/raw_ostream.h"

#include <optional>
#include <string>

namespace hookqual::reports {

enum class SarifProfile : uint8_t {
  Full,
  GitHub, // what that service accepts: failures alone, and no more of anything than it takes
};

/// Where the analysed source is kept.
struct VersionControl {
  std::string repository; // URI
  std::string revision;   // empty: unknown
};

struct SarifOptions {
  SarifProfile profile = SarifProfile::Full;
  std::optional<VersionControl> versionControl;
};

void writeSarif(const Report &report, llvm::raw_ostream &out, const SarifOptions &options = {});

} // namespace hookqual::reports
