// SPDX-License-Identifier: MIT
// Report ─► JSON, the machine's form of a run.
//
// The form is a contract: docs/findings.schema.json describes it, `schema` names its
// version; fields may be added, never renamed. Equal reports give equal bytes.
#pragma once

#include "reports/Finding.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace hookqual::reports {

/// What the object of one finding holds.
void writeFinding(llvm::json::OStream &json, const Finding &finding);

void writeJson(const Report &report, llvm::raw_ostream &out);

} // namespace hookqual::reports
