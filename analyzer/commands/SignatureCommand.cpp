// SPDX-License-Identifier: MIT
// `hookqual signature`: what a function requires and ensures, as inference found it.
#include "analyzer/commands/Commands.h"
#include "analyzer/commands/ProgramInput.h"
#include "analyzer/commands/ReportOutput.h"
#include "analyzer/signature/FunctionNames.h"
#include "analyzer/signature/Signatures.h"

#include <CLI/CLI.hpp>
#include <llvm/Support/raw_ostream.h>

#include <algorithm>
#include <memory>

namespace hookqual::commands {

namespace {

struct SignatureArguments {
  signature::SignatureOptions options;
  ReportOutput output;
  std::string database, toolVersion;
  std::vector<std::string> functions, rulePaths;
};

/// Each once, in the order of the command line.
llvm::Expected<std::vector<ir::FunctionId>> functionsOf(const ir::Program &program,
                                                        const std::vector<std::string> &names) {
  std::vector<ir::FunctionId> functions;
  for (const std::string &name : names) {
    auto meant = signature::functionsMeant(program, name);
    if (!meant)
      return meant.takeError();
    for (ir::FunctionId function : *meant)
      if (std::find(functions.begin(), functions.end(), function) == functions.end())
        functions.push_back(function);
  }
  return functions;
}

llvm::Expected<reports::SignatureReport> infer(const SignatureArguments &arguments) {
  llvm::Expected<ProgramInput> input = openInput(arguments.rulePaths, arguments.database);
  if (!input)
    return input.takeError();
  const rules::RuleSet &rules = input->rules;
  llvm::Expected<ProgramFile> file = linkProgram(std::move(input->facts), rules);
  if (!file)
    return file.takeError();
  auto functions = functionsOf(*file->program, arguments.functions);
  if (!functions)
    return functions.takeError();
  auto signatures = signature::signaturesOf(*file->program, rules, *functions, arguments.options);
  if (!signatures)
    return signatures.takeError();
  for (const std::string &damage : file->program->damagedFunctions())
    llvm::errs() << "note: not analysed, damaged in the database: " << damage << '\n';
  return reports::SignatureReport{.toolVersion = arguments.toolVersion,
                                  .rulesDigest = rules.digest,
                                  .kernelVersion = file->description.kernelVersion,
                                  .configDigest = file->description.configDigest,
                                  .signatures = std::move(*signatures)};
}

int runSignature(const SignatureArguments &arguments) {
  llvm::Expected<reports::SignatureReport> report = infer(arguments);
  if (!report)
    return fail(report.takeError());
  if (llvm::Error error =
          writeReport(arguments.output, *report, reports::writeSignatureText, reports::writeSignatureJson))
    return fail(std::move(error));
  return 0;
}

} // namespace

void addSignatureCommand(CLI::App &app, Invocation &invocation) {
  CLI::App *command = app.add_subcommand("signature", "Print what a function requires and ensures");
  auto arguments = std::make_shared<SignatureArguments>();
  command
      ->add_option("FUNCTION", arguments->functions,
                   "C name, or `name@file` if several functions have it; may be repeated")
      ->required();
  addDatabaseOption(*command, arguments->database);
  addRulesOption(*command, arguments->rulePaths);
  command->add_option("--rule", arguments->options.ruleIds, "Only this rule; may be repeated")
      ->type_name("ID");
  addOutputOptions(*command, arguments->output, "signatures");
  addJobsOption(*command, arguments->options.jobs, "Rules inferred at once");
  command->footer("Exit code: 0, or 2 for wrong input, such as a function that is not there.");
  command->callback([&invocation, arguments] {
    arguments->toolVersion = invocation.version;
    useShippedRules(arguments->rulePaths, invocation);
    invocation.run = [arguments] { return runSignature(*arguments); };
  });
}

} // namespace hookqual::commands
