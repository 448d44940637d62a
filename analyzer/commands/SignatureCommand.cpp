// SPDX-License-Identifier: MIT
// `hookqual signature`: what a function requires and ensures, as inference found it.
#include "analyzer/commands/Commands.h"
#include "analyzer/commands/ProgramFile.h"
#include "analyzer/signature/FunctionNames.h"
#include "analyzer/signature/Signatures.h"
#include "reports/ExitCode.h"
#include "rules/Loader.h"
#include "rules/Selection.h"

#include <CLI/CLI.hpp>
#include <llvm/Support/Chrono.h>
#include <llvm/Support/FileUtilities.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/raw_ostream.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <thread>

namespace hookqual::commands {

namespace {

constexpr int kWrongInput = int(reports::ExitCode::WrongInput);

struct SignatureArguments {
  signature::SignatureOptions options;
  std::string database = "facts.db", format = "text", output, toolVersion;
  std::vector<std::string> functions, rulePaths;
};

int fail(llvm::Error error) {
  llvm::errs() << "hookqual: error: " << llvm::toString(std::move(error)) << '\n';
  return kWrongInput;
}

llvm::Error write(const SignatureArguments &arguments, const reports::SignatureReport &report) {
  auto render = [&](llvm::raw_ostream &out) {
    if (arguments.format == "json")
      reports::writeSignatureJson(report, out);
    else
      reports::writeSignatureText(report, out);
    return llvm::Error::success();
  };
  return arguments.output.empty() ? render(llvm::outs()) : llvm::writeToOutput(arguments.output, render);
}

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
  llvm::Expected<rules::RuleSet> rules = rules::loadRules(arguments.rulePaths);
  if (!rules)
    return rules.takeError();
  llvm::Expected<FactsFile> facts = openFacts(arguments.database);
  if (!facts)
    return facts.takeError();
  const std::string today = llvm::formatv("{0:%Y-%m-%d}", std::chrono::system_clock::now()).str();
  for (const std::string &note : rules::selectForRun(*rules, facts->description.kernelVersion, today))
    llvm::errs() << note << '\n';
  llvm::Expected<ProgramFile> file = linkProgram(std::move(*facts), *rules);
  if (!file)
    return file.takeError();
  auto functions = functionsOf(*file->program, arguments.functions);
  if (!functions)
    return functions.takeError();
  auto signatures = signature::signaturesOf(*file->program, *rules, *functions, arguments.options);
  if (!signatures)
    return signatures.takeError();
  for (const std::string &damage : file->program->damagedFunctions())
    llvm::errs() << "note: not analysed, damaged in the database: " << damage << '\n';
  return reports::SignatureReport{.toolVersion = arguments.toolVersion,
                                  .rulesDigest = rules->digest,
                                  .kernelVersion = file->description.kernelVersion,
                                  .configDigest = file->description.configDigest,
                                  .signatures = std::move(*signatures)};
}

int runSignature(const SignatureArguments &arguments) {
  llvm::Expected<reports::SignatureReport> report = infer(arguments);
  if (!report)
    return fail(report.takeError());
  if (llvm::Error error = write(arguments, *report))
    return fail(std::move(error));
  return 0;
}

} // namespace

void addSignatureCommand(CLI::App &app, Invocation &invocation) {
  CLI::App *command = app.add_subcommand("signature", "Print what a function requires and ensures");
  auto arguments = std::make_shared<SignatureArguments>();
  arguments->options.jobs = std::max(1u, std::thread::hardware_concurrency());
  command
      ->add_option("FUNCTION", arguments->functions,
                   "C name, or `name@file` if several functions have it; may be repeated")
      ->required();
  command->add_option("--db", arguments->database, "Database that `capture` wrote")
      ->capture_default_str()
      ->type_name("FILE");
  command
      ->add_option("--rules", arguments->rulePaths, "Rule files or directories (default: the shipped rules)")
      ->type_name("PATH");
  command->add_option("--rule", arguments->options.ruleIds, "Only this rule; may be repeated")
      ->type_name("ID");
  command->add_option("--format", arguments->format, "Form of the signatures")
      ->capture_default_str()
      ->check(CLI::IsMember({"text", "json"}));
  command->add_option("-o,--output", arguments->output, "Write the signatures here")->type_name("PATH");
  command->add_option("-j,--jobs", arguments->options.jobs, "Rules inferred at once")
      ->capture_default_str()
      ->check(CLI::Range(1u, 1024u))
      ->type_name("N");
  command->footer("Exit code: 0, or 2 for wrong input, such as a function that is not there.");
  command->callback([&invocation, arguments] {
    arguments->toolVersion = invocation.version;
    if (arguments->rulePaths.empty())
      arguments->rulePaths = {shippedRules(invocation.program)};
    invocation.run = [arguments] { return runSignature(*arguments); };
  });
}

} // namespace hookqual::commands
