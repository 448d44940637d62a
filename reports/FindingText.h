// SPDX-License-Identifier: MIT
// What every text form of a finding says beside its path, a line for each.
#pragma once

#include "reports/Finding.h"
#include "reports/TextStyle.h"

#include <string>

namespace hookqual::reports {

/// `fs/namei.c:4535:12: `.
std::string place(const SourceRange &where);

/// `fs/namei.c:4535:12: warning: message [rule-id]`, which editors can jump to.
void writeHeadline(const Finding &finding, TextStyle &style);

/// `label  text`, in as many lines as it takes; nothing if there is no text.
void writeText(llvm::StringRef label, llvm::StringRef text, TextStyle &style);

/// At most `most` of the entries, and what fits a line; the rest is counted.
void writeEntries(const Finding &finding, size_t most, TextStyle &style);

/// Under which values of parameters the path is taken.
void writeModel(const Finding &finding, TextStyle &style);

/// Whether it is known or suppressed, and why.
void writeStanding(const Finding &finding, TextStyle &style);

} // namespace hookqual::reports
