// SPDX-License-Identifier: MIT
// `hookqual learn`: siblings that disagree about what they require, most convincing first.
#include "analyzer/commands/Commands.h"
#include "analyzer/commands/ProgramInput.h"
#include "analyzer/commands/ReportOutput.h"
#include "analyzer/learn/Learn.h"

#include <CLI/CLI.hpp>
#include <llvm/Support/raw_ostream.h>

#include <memory>

namespace hookqual::commands {

namespace {

struct LearnArguments {
  learn::LearnOptions options;
  ReportOutput output;
  std::string database, toolVersion;
  std::vector<std::string> rulePaths;
};

llvm::Expected<reports::LeadReport> learnFrom(const LearnArguments &arguments) {
  llvm::Expected<ProgramInput> input = openInput(arguments.rulePaths, arguments.database);
  if (!input)
    return input.takeError();
  llvm::Expected<ProgramFile> file = linkProgram(std::move(input->facts), input->rules);
  if (!file)
    return file.takeError();
  reports::LeadReport report = learn::learn(*file->program, input->rules, arguments.options);
  report.toolVersion = arguments.toolVersion;
  report.rulesDigest = input->rules.digest;
  report.kernelVersion = file->description.kernelVersion;
  report.configDigest = file->description.configDigest;
  for (const std::string &damage : file->program->damagedFunctions())
    llvm::errs() << "note: not analysed, damaged in the database: " << damage << '\n';
  return report;
}

int runLearn(const LearnArguments &arguments) {
  llvm::Expected<reports::LeadReport> report = learnFrom(arguments);
  if (!report)
    return fail(report.takeError());
  if (llvm::Error error =
          writeReport(arguments.output, *report, reports::writeLeadText, reports::writeLeadJson))
    return fail(std::move(error));
  return 0;
}

} // namespace

void addLearnCommand(CLI::App &app, Invocation &invocation) {
  CLI::App *command = app.add_subcommand("learn", "Show siblings that disagree about what they require");
  auto arguments = std::make_shared<LearnArguments>();
  addDatabaseOption(*command, arguments->database);
  addRulesOption(*command, arguments->rulePaths);
  command
      ->add_option("--function", arguments->options.functions, "Only leads of this function; may be repeated")
      ->type_name("NAME");
  command->add_option("--top", arguments->options.shown, "Leads that are shown")
      ->capture_default_str()
      ->type_name("N");
  addOutputOptions(*command, arguments->output, "leads");
  command->footer("Leads are no findings. Exit code: 0, or 2 for wrong input.");
  command->callback([&invocation, arguments] {
    arguments->toolVersion = invocation.version;
    useShippedRules(arguments->rulePaths, invocation);
    invocation.run = [arguments] { return runLearn(*arguments); };
  });
}

} // namespace hookqual::commands
