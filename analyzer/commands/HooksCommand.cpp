// SPDX-License-Identifier: MIT
// `hookqual hooks`: the hooks of a kernel's source, and how they differ from those of another.
#include "analyzer/capture/KernelTree.h"
#include "analyzer/commands/Commands.h"
#include "analyzer/commands/ProgramInput.h"
#include "analyzer/commands/ReportOutput.h"
#include "analyzer/hooks/Drift.h"
#include "analyzer/hooks/ReadHooks.h"
#include "analyzer/hooks/RuleEntries.h"
#include "rules/Loader.h"

#include <CLI/CLI.hpp>
#include <llvm/ADT/STLExtras.h>

#include <memory>

namespace hookqual::commands {

namespace {

struct HooksArguments {
  ReportOutput output;
  std::string kernel, against, toolVersion;
  std::vector<std::string> rulePaths, hooks;
  unsigned jobs = 1;
};

llvm::Expected<reports::HookTree> readTree(const std::string &directory, unsigned jobs) {
  llvm::Expected<capture::KernelTree> tree = capture::KernelTree::open(directory);
  if (!tree)
    return tree.takeError();
  llvm::Expected<reports::HookTree> hooks = hooks::readHooks(tree->root, hooks::shippedConventions(), jobs);
  if (hooks)
    hooks->kernelVersion = capture::identify(tree->root, tree->root).version;
  return hooks;
}

/// Leaves the hooks that were asked for; all if none was.
void keepOnly(const std::vector<std::string> &names, std::vector<reports::Hook> &hooks) {
  if (!names.empty())
    llvm::erase_if(hooks, [&](const reports::Hook &hook) { return !llvm::is_contained(names, hook.name); });
}

llvm::Error mustHave(const std::vector<std::string> &names, const reports::HookReport &report) {
  const auto has = [](const reports::HookTree &tree, const std::string &name) {
    return llvm::any_of(tree.hooks, [&](const reports::Hook &hook) { return hook.name == name; });
  };
  for (const std::string &name : names)
    if (!has(report.tree, name) && !(report.drift && has(report.drift->against, name)))
      return llvm::createStringError("no such hook: " + name);
  return llvm::Error::success();
}

llvm::Expected<reports::HookReport> readReport(const HooksArguments &arguments) {
  llvm::Expected<reports::HookTree> tree = readTree(arguments.kernel, arguments.jobs);
  if (!tree)
    return tree.takeError();
  keepOnly(arguments.hooks, tree->hooks);
  llvm::Expected<rules::RuleSet> rules = rulesForKernel(arguments.rulePaths, tree->kernelVersion);
  if (!rules)
    return rules.takeError();
  hooks::addRuleEntries(*rules, *tree);
  reports::HookReport report{.toolVersion = arguments.toolVersion, .rulesDigest = rules->digest};
  if (!arguments.against.empty()) {
    llvm::Expected<reports::HookTree> against = readTree(arguments.against, arguments.jobs);
    if (!against)
      return against.takeError();
    keepOnly(arguments.hooks, against->hooks);
    llvm::Expected<rules::RuleSet> before = rulesForKernel(arguments.rulePaths, against->kernelVersion);
    if (!before)
      return before.takeError();
    report.drift = hooks::driftBetween(*tree, std::move(*against));
    report.drift->operations = hooks::operationsDrift(*rules, *tree, *before, report.drift->against);
  }
  report.tree = std::move(*tree);
  if (llvm::Error error = mustHave(arguments.hooks, report))
    return error;
  return report;
}

int runHooks(const HooksArguments &arguments) {
  llvm::Expected<reports::HookReport> report = readReport(arguments);
  if (!report)
    return fail(report.takeError());
  if (llvm::Error error =
          writeReport(arguments.output, *report, reports::writeHooksText, reports::writeHooksJson))
    return fail(std::move(error));
  return 0;
}

} // namespace

void addHooksCommand(CLI::App &app, Invocation &invocation) {
  CLI::App *command =
      app.add_subcommand("hooks", "List a kernel's hooks, who calls them and which modules answer");
  auto arguments = std::make_shared<HooksArguments>();
  command->add_option("--kernel", arguments->kernel, "Kernel source tree; it is only read")
      ->required()
      ->type_name("DIR");
  command->add_option("--against", arguments->against, "Say what differs from this tree, an older one say")
      ->type_name("DIR");
  addRulesOption(*command, arguments->rulePaths);
  command->add_option("--hook", arguments->hooks, "Only this hook; may be repeated")->type_name("NAME");
  addOutputOptions(*command, arguments->output, "report");
  addJobsOption(*command, arguments->jobs, "Files read at once");
  command->footer("The source is read as it stands: hooks, calls and modules of every configuration and\n"
                  "architecture. Exit code: 0, or 2 for wrong input.");
  command->callback([&invocation, arguments] {
    arguments->toolVersion = invocation.version;
    useShippedRules(arguments->rulePaths, invocation);
    invocation.run = [arguments] { return runHooks(*arguments); };
  });
}

} // namespace hookqual::commands
