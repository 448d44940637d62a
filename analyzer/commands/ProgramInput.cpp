// SPDX-License-Identifier: MIT
#include "analyzer/commands/ProgramInput.h"

#include "reports/ExitCode.h"
#include "rules/Loader.h"
#include "rules/Selection.h"

#include <CLI/CLI.hpp>
#include <llvm/Support/Chrono.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/raw_ostream.h>

#include <algorithm>
#include <chrono>
#include <thread>

namespace hookqual::commands {

namespace {

/// The notes that were printed.
std::vector<std::string> selectAndTell(rules::RuleSet &rules, const std::string &kernelVersion) {
  const std::string today = llvm::formatv("{0:%Y-%m-%d}", std::chrono::system_clock::now()).str();
  std::vector<std::string> notes = rules::selectForRun(rules, kernelVersion, today);
  for (const std::string &note : notes)
    llvm::errs() << note << '\n';
  return notes;
}

} // namespace

int fail(llvm::Error error) {
  llvm::errs() << "hookqual: error: " << llvm::toString(std::move(error)) << '\n';
  return int(reports::ExitCode::WrongInput);
}

void addDatabaseOption(CLI::App &command, std::string &database) {
  database = "facts.db";
  command.add_option("--db", database, "Database that `capture` wrote")
      ->capture_default_str()
      ->type_name("FILE");
}

void addRulesOption(CLI::App &command, std::vector<std::string> &rulePaths) {
  command
      .add_option("--rules", rulePaths,
                  "Rule files or directories; may be repeated (default: the shipped rules)")
      ->allow_extra_args(false) // what follows the path is not another
      ->type_name("PATH");
}

void useShippedRules(std::vector<std::string> &rulePaths, const Invocation &invocation) {
  if (rulePaths.empty())
    rulePaths = {shippedRules(invocation.program)};
}

void addJobsOption(CLI::App &command, unsigned &jobs, const std::string &what) {
  jobs = std::max(1u, std::thread::hardware_concurrency());
  command.add_option("-j,--jobs", jobs, what)
      ->capture_default_str()
      ->check(CLI::Range(1u, 1024u))
      ->type_name("N");
}

llvm::Expected<rules::RuleSet> rulesForKernel(const std::vector<std::string> &rulePaths,
                                              const std::string &kernelVersion) {
  llvm::Expected<rules::RuleSet> rules = rules::loadRules(rulePaths);
  if (rules)
    selectAndTell(*rules, kernelVersion);
  return rules;
}

llvm::Expected<ProgramInput> openInput(const std::vector<std::string> &rulePaths,
                                       const std::string &database) {
  llvm::Expected<rules::RuleSet> rules = rules::loadRules(rulePaths);
  if (!rules)
    return rules.takeError();
  llvm::Expected<FactsFile> facts = openFacts(database);
  if (!facts)
    return facts.takeError();
  std::vector<std::string> notes = selectAndTell(*rules, facts->description.kernelVersion);
  return ProgramInput{std::move(*rules), std::move(*facts), std::move(notes)};
}

} // namespace hookqual::commands
