// SPDX-License-Identifier: MIT
// `hookqual review`: what a series of patches changes.
#include "analyzer/commands/Commands.h"
#include "analyzer/commands/ProgramInput.h"
#include "analyzer/commands/ReviewRun.h"
#include "analyzer/commands/Standing.h"

#include <CLI/CLI.hpp>
#include <llvm/Support/FileUtilities.h>
#include <llvm/Support/raw_ostream.h>

#include <memory>

namespace hookqual::commands {

namespace {

constexpr const char *kExplanation = R"(
The kernel tree is not touched: patches are applied to copies of the files they name, in a
directory of their own that is removed afterwards. Units that read a changed file are collected
again as they were captured, and the whole program is checked, patch by patch.

Exit code: 0 nothing new, 1 new findings, 2 wrong input, 3 nothing new found, but less could be
looked at than in the base.)";

struct ReviewArguments {
  ReviewRequest request;
  std::string format = "text", output;
};

int runReview(const ReviewArguments &arguments) {
  llvm::Expected<reports::ReviewReport> report = review(arguments.request);
  if (!report)
    return fail(report.takeError());
  const auto render = [&](llvm::raw_ostream &out) {
    if (arguments.format == "json")
      reports::writeReviewJson(*report, out);
    else if (arguments.format == "b4")
      reports::writeReviewB4(*report, out);
    else
      reports::writeReviewText(*report, out);
    return llvm::Error::success();
  };
  if (llvm::Error error =
          arguments.output.empty() ? render(llvm::outs()) : llvm::writeToOutput(arguments.output, render))
    return fail(std::move(error));
  if (!arguments.output.empty())
    llvm::outs() << reports::summaryOf(*report) << '\n';
  return reports::exitCodeOf(*report);
}

} // namespace

void addReviewCommand(CLI::App &app, Invocation &invocation) {
  CLI::App *command = app.add_subcommand("review", "Say what a series of patches changes");
  command->footer(kExplanation);
  auto arguments = std::make_shared<ReviewArguments>();
  ReviewRequest &request = arguments->request;
  addDatabaseOption(*command, request.database);
  command->add_option("--kernel", request.kernel, "The tree that the database was captured from")
      ->type_name("DIR");
  addRulesOption(*command, request.rulePaths);
  CLI::Option_group *series = command->add_option_group("series", "Where the series is");
  series->add_option("--patch", request.series.patches, "Patch files, in order")->type_name("FILE");
  series->add_option("--mbox", request.series.mailbox, "A mailbox, as `b4 am` writes it")->type_name("FILE");
  series->add_option("--range", request.series.range, "Commits of the kernel's repository")
      ->type_name("A..B");
  series->require_option(1);
  command
      ->add_option("--format", arguments->format,
                   "Form of the report; b4: what `b4 review` reads of a check command")
      ->capture_default_str()
      ->check(CLI::IsMember({"text", "json", "b4"}));
  command->add_option("-o,--output", arguments->output, "Write the report here")->type_name("PATH");
  command
      ->add_option("--scratch", request.scratch,
                   "Where to work (default: the database's cache); what is made there is removed")
      ->type_name("DIR");
  addSuppressionsOption(*command, request.suppressions);
  command->add_flag("--every-rule", request.asksEveryRule,
                    "Infer rules anew that the patch cannot concern, too; the result is the same");
  command->add_flag("--no-temporary-rules", request.withoutTemporaryRules,
                    "Do not ask for what the base mediates everywhere");
  addJobsOption(*command, request.jobs, "Workers, and rules inferred at once");
  command->callback([&invocation, arguments] {
    arguments->request.program = invocation.program;
    arguments->request.toolVersion = invocation.version;
    useShippedRules(arguments->request.rulePaths, invocation);
    invocation.run = [arguments] { return runReview(*arguments); };
  });
}

} // namespace hookqual::commands
