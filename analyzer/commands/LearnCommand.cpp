// SPDX-License-Identifier: MIT
// `hookqual learn`: siblings that disagree about what they require, and rules that nobody wrote.
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
  bool mine = false; // rules, not leads
  std::string database, toolVersion;
  std::vector<std::string> rulePaths;
};

template <typename Report>
void describe(Report &report, const LearnArguments &arguments, const ProgramInput &input,
              const ProgramFile &file) {
  report.toolVersion = arguments.toolVersion;
  report.rulesDigest = input.rules.digest;
  report.kernelVersion = file.description.kernelVersion;
  report.configDigest = file.description.configDigest;
}

llvm::Error write(const LearnArguments &arguments, const ProgramInput &input, const ProgramFile &file) {
  if (arguments.mine) {
    reports::LearnedRules rules = learn::learnRules(*file.program, input.rules, arguments.options.shown);
    describe(rules, arguments, input, file);
    return writeReport(arguments.output, rules, reports::writeLearnedRules, reports::writeLearnedJson);
  }
  reports::LeadReport leads = learn::learn(*file.program, input.rules, arguments.options);
  describe(leads, arguments, input, file);
  return writeReport(arguments.output, leads, reports::writeLeadText, reports::writeLeadJson);
}

int runLearn(const LearnArguments &arguments) {
  llvm::Expected<ProgramInput> input = openInput(arguments.rulePaths, arguments.database);
  if (!input)
    return fail(input.takeError());
  llvm::Expected<ProgramFile> file = linkProgram(std::move(input->facts), input->rules);
  if (!file)
    return fail(file.takeError());
  if (llvm::Error error = write(arguments, *input, *file))
    return fail(std::move(error));
  for (const std::string &damage : file->program->damagedFunctions())
    llvm::errs() << "note: not analysed, damaged in the database: " << damage << '\n';
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
  command->add_flag("--mine", arguments->mine, "Write rules that the code suggests, not leads");
  command->add_option("--top", arguments->options.shown, "Leads, or rules, that are shown")
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
