// SPDX-License-Identifier: MIT
// `hookqual mutate`: which authorizer calls would be missed if they were weaker.
#include "analyzer/commands/AblationOption.h"
#include "analyzer/commands/Commands.h"
#include "analyzer/commands/ProgramInput.h"
#include "analyzer/commands/ReportOutput.h"
#include "analyzer/mutate/Mutation.h"
#include "analyzer/review/TemporaryRules.h"

#include <CLI/CLI.hpp>
#include <llvm/Support/raw_ostream.h>

#include <map>
#include <memory>
#include <unistd.h>

namespace hookqual::commands {

namespace {

struct MutateArguments {
  mutate::MutationOptions options;
  ReportOutput output;
  std::string database, toolVersion;
  std::vector<std::string> rulePaths;
  bool asksBase = false;
};

void showProgress(size_t done, size_t all) {
  llvm::errs() << '\r' << done << " of " << all << " calls" << (done == all ? "\n" : "");
}

llvm::Expected<reports::MutationReport> weaken(const MutateArguments &arguments) {
  llvm::Expected<ProgramInput> input = openInput(arguments.rulePaths, arguments.database);
  if (!input)
    return input.takeError();
  const rules::RuleSet &rules = input->rules;
  llvm::Expected<ProgramFile> file = linkProgram(std::move(input->facts), rules);
  if (!file)
    return file.takeError();
  if (rules.hookFamilies.empty())
    return llvm::createStringError("the rules name no hooks: an item `hooks:` is missing");
  mutate::MutationOptions options = arguments.options;
  if (arguments.asksBase)
    options.rulesForCall = [&](infer::Inference &base, const mutate::HookCall &call) {
      std::vector<rules::Rule> made;
      for (review::TemporaryRule &each :
           review::TemporaryRules(*file->program, base, rules).of(call.hook, {call}))
        made.push_back(std::move(each.rule));
      return made;
    };
  return reports::MutationReport{.toolVersion = arguments.toolVersion,
                                 .rulesDigest = rules.digest,
                                 .kernelVersion = file->description.kernelVersion,
                                 .configDigest = file->description.configDigest,
                                 .mutants = mutate::mutate(*file->program, rules, options)};
}

int runMutate(const MutateArguments &arguments) {
  llvm::Expected<reports::MutationReport> report = weaken(arguments);
  if (!report)
    return fail(report.takeError());
  if (llvm::Error error =
          writeReport(arguments.output, *report, reports::writeMutationText, reports::writeMutationJson))
    return fail(std::move(error));
  return 0;
}

} // namespace

void addMutateCommand(CLI::App &app, Invocation &invocation) {
  CLI::App *command =
      app.add_subcommand("mutate", "Take away each authorizer call in turn and say who would notice");
  auto arguments = std::make_shared<MutateArguments>();
  addDatabaseOption(*command, arguments->database);
  addRulesOption(*command, arguments->rulePaths);
  command->add_option("--hook", arguments->options.hooks, "Only calls of this hook; may be repeated")
      ->type_name("NAME");
  command->add_flag("--as-review", arguments->asksBase,
                    "Ask also, as `review` does, for what the unchanged program mediates everywhere");
  command->add_flag("--list", arguments->options.onlyLists, "Name the calls, and take none away");
  std::map<std::string, mutate::Weakening> kinds;
  for (const mutate::Weakening weakening : mutate::kWeakenings)
    kinds.emplace(toString(weakening), weakening);
  command
      ->add_option("--weakening", arguments->options.weakenings,
                   "In which way: dropped, result-ignored, moved-after, other-object, other-mode; may be "
                   "repeated (default: dropped)")
      ->transform(CLI::CheckedTransformer(kinds).description(""))
      ->type_name("KIND");
  addOutputOptions(*command, arguments->output, "report");
  addJobsOption(*command, arguments->options.jobs, "Mutants inferred at once");
  addAblationOption(*command, arguments->options.ablation);
  command->footer("The facts are not changed. Exit code: 0, or 2 for wrong input.");
  command->callback([&invocation, arguments] {
    arguments->toolVersion = invocation.version;
    useShippedRules(arguments->rulePaths, invocation);
    if (isatty(STDERR_FILENO) != 0)
      arguments->options.progress = showProgress;
    invocation.run = [arguments] { return runMutate(*arguments); };
  });
}

} // namespace hookqual::commands
