// SPDX-License-Identifier: MIT
// What commands that ask the captured program take from the command line, and how it is opened.
#pragma once

#include "analyzer/commands/Commands.h"
#include "analyzer/commands/ProgramFile.h"
#include "rules/Rule.h"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace hookqual::commands {

/// Says on the error stream what is wrong; the exit code for it.
int fail(llvm::Error error);

/// `--db FILE`, with a default.
void addDatabaseOption(CLI::App &command, std::string &database);
/// `--rules PATH`. What is left empty means the shipped rules: see useShippedRules.
void addRulesOption(CLI::App &command, std::vector<std::string> &rulePaths);
void useShippedRules(std::vector<std::string> &rulePaths, const Invocation &invocation);
/// `-j N`, by default one for each processor. `what` is done that many times at once.
void addJobsOption(CLI::App &command, unsigned &jobs, const std::string &what);

/// The rules without what is not for this kernel, or no longer valid; notes on that are printed.
llvm::Expected<rules::RuleSet> rulesForKernel(const std::vector<std::string> &rulePaths,
                                              const std::string &kernelVersion);

struct ProgramInput {
  rules::RuleSet rules; // without what is not for this kernel, or no longer valid
  FactsFile facts;
  std::vector<std::string> notes; // on what was left out; they have been printed
};

llvm::Expected<ProgramInput> openInput(const std::vector<std::string> &rulePaths,
                                       const std::string &database);

} // namespace hookqual::commands
