// SPDX-License-Identifier: MIT
// The result of a check, recalled or made: what `check` reports and `explain` explains.
#pragma once

#include "analyzer/commands/CheckRun.h"
#include "analyzer/commands/ProgramInput.h"

namespace hookqual::commands {

struct CheckRequest {
  CheckOptions options;
  std::string database;
  std::string program; // this one
  bool withoutCache = false;
};

/// What is wrong with the rules is found again each time: only whole results are kept, and
/// only those of an undamaged database.
llvm::Expected<CheckResult> checkOrRecall(const CheckRequest &request, ProgramInput input);

} // namespace hookqual::commands
