// SPDX-License-Identifier: MIT
// Why a worker failed, in one line for the reports.
#pragma once

#include "analyzer/capture/Subprocess.h"

#include <llvm/ADT/StringRef.h>

#include <string>

namespace hookqual::capture {

/// Of what a worker said, what tells why: a compiler error, an assertion, else the first line.
std::string reasonOf(const ProcessEnd &end, llvm::StringRef messages);

} // namespace hookqual::capture
