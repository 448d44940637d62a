// SPDX-License-Identifier: MIT
// `hookqual learn`: siblings that disagree about what they require, and rules that nobody wrote.
#include "analyzer/commands/Commands.h"
#include "analyzer/commands/ProgramInput.h"
#include "analyzer/commands/ReportOutput.h"
#include "analyzer/learn/Learn.h"
#include "analyzer/review/ChangedFunctions.h"

#include <CLI/CLI.hpp>
#include <llvm/Support/raw_ostream.h>

#include <memory>

namespace hookqual::commands {

namespace {

struct LearnArguments {
  learn::LearnOptions options;
  ReportOutput output;
  bool mine = false; // rules, not leads
  std::string database, base, toolVersion;
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

llvm::Expected<reports::LeadReport> leadsOf(const LearnArguments &arguments, const ProgramInput &input,
                                            const ProgramFile &file) {
  if (arguments.base.empty())
    return learn::learn(*file.program, input.rules, arguments.options);
  llvm::Expected<ProgramFile> base = linkDatabase(arguments.base, input.rules);
  if (!base)
    return base.takeError();
  auto changed = review::changedFunctions(*base->program, *file.program);
  if (!changed)
    return changed.takeError();
  learn::Base compared{.program = base->program.get()};
  for (const review::ChangedFunction &each : *changed)
    if (each.before.valid() && each.now.valid())
      compared.changed.push_back({each.before, each.now});
  return learn::learnAgainst(*file.program, compared, input.rules, arguments.options);
}

llvm::Error write(const LearnArguments &arguments, const ProgramInput &input, const ProgramFile &file) {
  if (arguments.mine) {
    reports::LearnedRules rules = learn::learnRules(*file.program, input.rules, arguments.options.shown);
    describe(rules, arguments, input, file);
    return writeReport(arguments.output, rules, reports::writeLearnedRules, reports::writeLearnedJson);
  }
  llvm::Expected<reports::LeadReport> found = leadsOf(arguments, input, file);
  if (!found)
    return found.takeError();
  reports::LeadReport leads = std::move(*found);
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
  CLI::Option *against =
      command
          ->add_option("--against", arguments->base,
                       "Only what this database of an older state of the kernel does not have")
          ->type_name("FILE");
  command->add_flag("--mine", arguments->mine, "Write rules that the code suggests, not leads")
      ->excludes(against);
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
