// SPDX-License-Identifier: MIT
// `hookqual audit`: the tables of a study of hook placement, with a lock that says what they were
// made of.
#include "analyzer/commands/AuditDirectory.h"
#include "analyzer/commands/AuditDrift.h"
#include "analyzer/commands/AuditLock.h"
#include "analyzer/commands/AuditTables.h"
#include "analyzer/commands/CachedCheck.h"
#include "analyzer/commands/Commands.h"

#include <CLI/CLI.hpp>
#include <llvm/Support/raw_ostream.h>

#include <filesystem>
#include <memory>

namespace hookqual::commands {

namespace {

constexpr int kDiffers = 1;

struct AuditArguments {
  CheckRequest request;
  std::string output, verified, against;
};

std::string directoryOf(const std::string &path) {
  return std::filesystem::absolute(path).parent_path().string();
}

struct LockedCheck {
  CheckResult result;
  std::string objectTree; // of the database
};

/// All of one database, and what it was made of.
llvm::Expected<LockedCheck> checkLocked(CheckRequest request, const std::string &database,
                                        const std::string &prefix, AuditLock &lock) {
  request.database = database;
  llvm::Expected<ProgramInput> input = openInput(request.options.rulePaths, database);
  if (!input)
    return input.takeError();
  if (llvm::Error error = addFacts(*input, prefix, lock))
    return std::move(error);
  const std::string objectTree = input->facts.description.objectTree;
  llvm::Expected<CheckResult> result = checkOrRecall(request, std::move(*input));
  if (!result)
    return result.takeError();
  return LockedCheck{std::move(*result), objectTree};
}

llvm::Error makeAudit(const AuditArguments &arguments, const OutputDirectory &directory, AuditLock &lock) {
  llvm::Expected<LockedCheck> checked =
      checkLocked(arguments.request, arguments.request.database, "facts", lock);
  if (!checked)
    return checked.takeError();
  const reports::Report &report = checked->result.report;
  std::vector<reports::Table> tables = auditTables(report);
  if (!arguments.against.empty()) {
    llvm::Expected<LockedCheck> other = checkLocked(arguments.request, arguments.against, "against", lock);
    if (!other)
      return other.takeError();
    for (reports::Table &table : driftTables(other->result.report.mediation, report.mediation))
      tables.push_back(std::move(table));
  }
  std::vector<std::string> places{checked->objectTree + "/.config"};
  if (!arguments.verified.empty())
    places.push_back(directoryOf(arguments.verified) + "/" + kAuditConfiguration.str());
  const AuditContent content{report, std::move(tables), configurationIn(places, report.configDigest)};
  if (!content.configuration && !report.configDigest.empty())
    llvm::errs() << "note: without kernel.config: " << places.front() << " is not what was captured\n";
  if (llvm::Error error = writeAuditFiles(content, directory))
    return error;
  return addOutputs(directory.path(), lock);
}

llvm::Error audit(const AuditArguments &arguments, AuditLock lock) {
  llvm::Expected<OutputDirectory> directory = OutputDirectory::create(arguments.output, kAuditLock.str());
  if (!directory)
    return llvm::createStringError(arguments.output + ": " + llvm::toString(directory.takeError()));
  if (llvm::Error error = makeAudit(arguments, *directory, lock))
    return error;
  if (llvm::Error error = directory->write(kAuditLock.str(), [&](auto &out) { writeLock(lock, out); }))
    return error;
  return directory->commit();
}

struct Verification {
  AuditLock locked, made;
  AuditLock beside; // the files that lie with the lock
};

llvm::Expected<Verification> verify(const AuditArguments &arguments, const AuditLock &tool) {
  namespace fs = std::filesystem;
  llvm::Expected<AuditLock> locked = readLock(arguments.verified);
  if (!locked)
    return locked.takeError();
  Verification verification{.locked = std::move(*locked), .made = tool, .beside = {}};
  if (llvm::Error error = addOutputs(directoryOf(arguments.verified), verification.beside))
    return std::move(error);
  const fs::path scratch = fs::temp_directory_path() / "hookqual-audit";
  llvm::Expected<OutputDirectory> directory = OutputDirectory::create(scratch.string(), kAuditLock.str());
  if (!directory)
    return directory.takeError();
  if (llvm::Error error = makeAudit(arguments, *directory, verification.made))
    return std::move(error);
  return verification;
}

size_t tell(const std::string &what, const std::vector<std::string> &lines) {
  for (const std::string &line : lines)
    llvm::outs() << what << line << '\n';
  return lines.size();
}

/// Other inputs that lead to the same outputs are said, but no failure.
int runVerify(const AuditArguments &arguments, const AuditLock &tool) {
  llvm::Expected<Verification> verification = verify(arguments, tool);
  if (!verification)
    return fail(verification.takeError());
  const auto &[locked, made, beside] = *verification;
  tell("input ", differences(locked.inputs, made.inputs));
  const size_t wrong = tell("output ", differences(locked.outputs, made.outputs)) +
                       tell("file beside the lock ", differences(locked.outputs, beside.outputs));
  llvm::outs() << arguments.verified << ": "
               << (wrong == 0 ? "reproduced, byte for byte" : std::to_string(wrong) + " differences") << '\n';
  return wrong == 0 ? 0 : kDiffers;
}

int runAudit(const AuditArguments &arguments, const AuditLock &lock) {
  if (!arguments.verified.empty())
    return runVerify(arguments, lock);
  if (llvm::Error error = audit(arguments, lock))
    return fail(std::move(error));
  return 0;
}

} // namespace

void addAuditCommand(CLI::App &app, Invocation &invocation) {
  CLI::App *command = app.add_subcommand(
      "audit", "Write tables on where hooks stand, for a paper, that anybody can make again");
  auto arguments = std::make_shared<AuditArguments>();
  CheckOptions &options = arguments->request.options;
  CLI::App *what = command->add_option_group("what")->require_option(1);
  what->add_option("-o,--output", arguments->output, "Directory for the tables, which is made or replaced")
      ->type_name("DIR");
  what->add_option("--verify", arguments->verified, "Make an audit again and compare: its audit.lock")
      ->check(CLI::ExistingFile)
      ->type_name("LOCK");
  addDatabaseOption(*command, arguments->request.database);
  addRulesOption(*command, options.rulePaths);
  command->add_option("--against", arguments->against, "Say what became of mediation since this database")
      ->type_name("FILE");
  addJobsOption(*command, options.jobs, "Rules inferred at once");
  command->add_flag("--no-cache", arguments->request.withoutCache, "Infer anew, and keep nothing");
  command->footer("Exit code: 0, 1 when --verify finds a difference, or 2 for wrong input.");
  command->callback([&invocation, arguments] {
    CheckRequest &request = arguments->request;
    request.options.toolVersion = invocation.version;
    request.program = invocation.program;
    useShippedRules(request.options.rulePaths, invocation);
    request.withoutCache |= !arguments->verified.empty(); // what is verified is made anew
    AuditLock lock;
    addTool(invocation, lock);
    invocation.run = [arguments, lock] { return runAudit(*arguments, lock); };
  });
}

} // namespace hookqual::commands
