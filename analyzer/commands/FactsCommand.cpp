// SPDX-License-Identifier: MIT
// `hookqual facts`: what was captured, as text, and what linking made of it.
#include "analyzer/commands/Commands.h"
#include "analyzer/commands/ProgramInput.h"
#include "analyzer/link/IndirectCalls.h"
#include "analyzer/store/Dump.h"
#include "rules/Loader.h"

#include <CLI/CLI.hpp>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/raw_ostream.h>

#include <memory>

namespace hookqual::commands {

namespace {

int runDump(const std::string &database) {
  auto reader = store::FactsReader::open(database);
  llvm::Error error = reader ? store::dumpFacts(*reader, llvm::outs()) : reader.takeError();
  return error ? fail(std::move(error)) : 0;
}

struct CallsArguments {
  std::string database;
  std::vector<std::string> rulePaths;
  bool unresolvedOnly = false;
};

void writeCall(const ir::Program &program, const link::IndirectCall &call, llvm::raw_ostream &out) {
  const ir::Function &body = program.function(call.caller);
  out << body.file << ':' << call.line << ':' << call.column << ": " << body.symbol.name << " calls through "
      << (call.through.empty() ? "a pointer" : call.through) << ": ";
  if (call.fate != link::CallFate::Resolved) {
    out << toString(call.fate) << '\n';
    return;
  }
  for (const ir::FunctionId &target : call.targets)
    out << (&target == call.targets.data() ? "" : ", ") << program.spelling(target);
  out << '\n';
}

void writeCounts(const link::IndirectCallCounts &counts, llvm::raw_ostream &out) {
  uint64_t all = 0;
  for (const uint64_t calls : counts.byFate)
    all += calls;
  out << all << " indirect calls\n";
  for (size_t fate = 0; fate < link::kCallFates; ++fate)
    out << llvm::formatv("{0,8} {1,6:P1}  {2}\n", counts.byFate[fate],
                         all == 0 ? 0.0 : double(counts.byFate[fate]) / double(all),
                         toString(link::CallFate(fate)));
  const uint64_t resolved = counts.byFate[size_t(link::CallFate::Resolved)];
  out << llvm::formatv("{0,8:f2}         targets of a resolved call in the mean\n",
                       resolved == 0 ? 0.0 : double(counts.targets) / double(resolved));
}

llvm::Error writeCalls(const CallsArguments &arguments, llvm::raw_ostream &out) {
  llvm::Expected<rules::RuleSet> rules = rules::loadRules(arguments.rulePaths);
  if (!rules)
    return rules.takeError();
  llvm::Expected<FactsFile> facts = openFacts(arguments.database);
  if (!facts)
    return facts.takeError();
  llvm::Expected<ProgramFile> file = linkProgram(std::move(*facts), *rules);
  if (!file)
    return file.takeError();
  const std::vector<link::IndirectCall> calls = link::indirectCallsIn(*file->program);
  for (const link::IndirectCall &call : calls)
    if (!arguments.unresolvedOnly || call.fate > link::CallFate::Deferred)
      writeCall(*file->program, call, out);
  writeCounts(link::count(calls), out);
  for (const std::string &damage : file->program->damagedFunctions())
    llvm::errs() << "note: not looked at, damaged in the database: " << damage << '\n';
  return llvm::Error::success();
}

int runCalls(const CallsArguments &arguments) {
  llvm::Error error = writeCalls(arguments, llvm::outs());
  return error ? fail(std::move(error)) : 0;
}

void addCalls(CLI::App &facts, Invocation &invocation) {
  CLI::App *calls = facts.add_subcommand("calls", "Print where calls through pointers may lead");
  auto arguments = std::make_shared<CallsArguments>();
  addDatabaseOption(*calls, arguments->database);
  addRulesOption(*calls, arguments->rulePaths);
  calls->add_flag("--unresolved", arguments->unresolvedOnly, "Only those that lead nowhere, and why");
  calls->callback([&invocation, arguments] {
    useShippedRules(arguments->rulePaths, invocation);
    invocation.run = [arguments] { return runCalls(*arguments); };
  });
}

} // namespace

void addFactsCommand(CLI::App &app, Invocation &invocation) {
  CLI::App *facts = app.add_subcommand("facts", "Look at captured facts");
  facts->require_subcommand(1);
  CLI::App *dump = facts->add_subcommand("dump", "Print all facts as IR text, in canonical order");
  auto database = std::make_shared<std::string>();
  addDatabaseOption(*dump, *database);
  dump->callback([&invocation, database] { invocation.run = [database] { return runDump(*database); }; });
  addCalls(*facts, invocation);
}

} // namespace hookqual::commands
