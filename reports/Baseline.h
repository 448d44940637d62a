// SPDX-License-Identifier: MIT
// What was known of a kernel at some time, to say later what is new.
//
// The form is that of findings (docs/findings.schema.json), reduced to what is compared; a
// whole report serves as well.
#pragma once

#include "reports/Finding.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace hookqual::reports {

void writeBaseline(const Report &report, llvm::raw_ostream &out);

/// Findings with what identifies them, and their routes; of the ledger what exit codes compare.
/// `file` is what errors name.
llvm::Expected<Report> readBaseline(llvm::StringRef text, const std::string &file);

} // namespace hookqual::reports
