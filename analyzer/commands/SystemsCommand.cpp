// SPDX-License-Identifier: MIT
// `hookqual systems`: questions about the framework around the hooks, answered with tables.
#include "analyzer/commands/Commands.h"
#include "analyzer/commands/ProgramInput.h"
#include "analyzer/commands/ReportOutput.h"
#include "analyzer/hooks/Exports.h"
#include "analyzer/hooks/ReadHooks.h"
#include "analyzer/systems/Modules.h"
#include "analyzer/systems/Sections.h"

#include <CLI/CLI.hpp>
#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/raw_ostream.h>

#include <memory>
#include <set>

namespace hookqual::commands {

namespace {

struct SystemsArguments {
  ReportOutput output;
  std::string section, database, kernel, toolVersion;
  std::vector<std::string> rulePaths, modules;
  unsigned jobs = 1;
};

struct SystemsReport {
  reports::ReportHead head;
  systems::Tables tables;
};

const systems::Section &sectionNamed(const std::string &name) {
  return *llvm::find_if(systems::sections(), [&](const systems::Section &each) { return each.name == name; });
}

std::vector<std::string> sectionNames() {
  std::vector<std::string> names;
  for (const systems::Section &section : systems::sections())
    names.emplace_back(section.name);
  return names;
}

/// The tree that was captured, or the one that was named.
const std::string &rootOf(const SystemsArguments &arguments, const std::string &sourceRoot) {
  return arguments.kernel.empty() ? sourceRoot : arguments.kernel;
}

std::vector<systems::Export> exportsOf(const SystemsArguments &arguments, const std::string &sourceRoot) {
  std::vector<systems::Export> exports;
  const std::string &root = rootOf(arguments, sourceRoot);
  for (const hooks::ExportedSymbol &each :
       hooks::readExports(root, hooks::shippedConventions(), arguments.jobs))
    exports.push_back(
        {each.name, each.audience, each.nameSpace,
         each.where.file + ":" + std::to_string(each.where.line) + ":" + std::to_string(each.where.column)});
  if (exports.empty())
    llvm::errs() << "note: nothing is exported in " << (root.empty() ? "an unknown source tree" : root)
                 << '\n';
  return exports;
}

/// The facts do not hold what only macros say. Without a tree there are none, which is said.
llvm::Expected<std::map<std::string, std::string>> declaredDefaults(const SystemsArguments &arguments,
                                                                    const std::string &sourceRoot) {
  std::map<std::string, std::string> defaults;
  const std::string &root = rootOf(arguments, sourceRoot);
  auto tree = hooks::readHooks(root, hooks::shippedConventions(), arguments.jobs);
  if (!tree && !arguments.kernel.empty())
    return tree.takeError();
  if (!tree) {
    llvm::errs() << "note: without the hooks' declared defaults: " << llvm::toString(tree.takeError())
                 << '\n';
    return defaults;
  }
  for (const reports::Hook &hook : tree->hooks)
    defaults.emplace(hook.name, hook.defaultValue);
  return defaults;
}

/// A module that nobody knows decides nothing, and whoever names it means another.
llvm::Error mustBeModules(const std::vector<std::string> &names, const ir::Program &program,
                          const systems::Knowledge &known) {
  std::set<std::string> modules;
  for (const systems::Registration &each : systems::registrationsIn(program, known))
    modules.insert(each.module);
  for (const std::string &name : names)
    if (!modules.contains(name))
      return llvm::createStringError("no module '" + name + "' was captured, but " +
                                     llvm::join(modules, ", "));
  return llvm::Error::success();
}

llvm::Expected<SystemsReport> ask(const SystemsArguments &arguments) {
  llvm::Expected<ProgramInput> input = openInput(arguments.rulePaths, arguments.database);
  if (!input)
    return input.takeError();
  const rules::RuleSet &rules = input->rules;
  llvm::Expected<systems::Knowledge> known = systems::knowledgeOf(rules);
  if (!known)
    return known.takeError();
  llvm::Expected<ProgramFile> file = linkProgram(std::move(input->facts), rules);
  if (!file)
    return file.takeError();
  systems::SectionInput asked{.program = *file->program,
                              .rules = rules,
                              .known = std::move(*known),
                              .declaredDefaults = {},
                              .exports = {},
                              .modules = arguments.modules};
  if (llvm::Error error = mustBeModules(arguments.modules, asked.program, asked.known))
    return error;
  const systems::Section &section = sectionNamed(arguments.section);
  if (section.needs == systems::FromSource::Defaults) {
    auto defaults = declaredDefaults(arguments, file->description.sourceRoot);
    if (!defaults)
      return defaults.takeError();
    asked.declaredDefaults = std::move(*defaults);
  } else if (section.needs == systems::FromSource::Exports) {
    asked.exports = exportsOf(arguments, file->description.sourceRoot);
  }
  SystemsReport report{.head = {arguments.toolVersion, rules.digest, file->description.kernelVersion,
                                file->description.configDigest},
                       .tables = section.tables(asked)};
  for (const std::string &damage : file->program->damagedFunctions())
    llvm::errs() << "note: not analysed, damaged in the database: " << damage << '\n';
  return report;
}

int runSystems(const SystemsArguments &arguments) {
  llvm::Expected<SystemsReport> report = ask(arguments);
  if (!report)
    return fail(report.takeError());
  const auto text = [](const SystemsReport &each, llvm::raw_ostream &out) {
    for (const reports::Table &table : each.tables)
      writeLines(table, out);
  };
  const auto json = [](const SystemsReport &each, llvm::raw_ostream &out) {
    writeSystemsJson(each.head, each.tables, out);
  };
  if (llvm::Error error = writeReport(arguments.output, *report, text, json))
    return fail(std::move(error));
  return 0;
}

} // namespace

void addSystemsCommand(CLI::App &app, Invocation &invocation) {
  CLI::App *command =
      app.add_subcommand("systems", "Ask about the framework around the hooks: its dispatcher, its modules");
  auto arguments = std::make_shared<SystemsArguments>();
  std::string meaning = "What to ask:";
  for (const systems::Section &section : systems::sections())
    meaning += "\n" + std::string(section.name) + ": " + std::string(section.title);
  command->add_option("SECTION", arguments->section, meaning)
      ->required()
      ->check(CLI::IsMember(sectionNames()));
  addDatabaseOption(*command, arguments->database);
  addRulesOption(*command, arguments->rulePaths);
  command
      ->add_option("--kernel", arguments->kernel,
                   "Source tree of the declarations; by default the one that was captured")
      ->type_name("DIR");
  command
      ->add_option("--lsm", arguments->modules,
                   "coverage: the modules that are active, as the kernel's `lsm=` lists them")
      ->delimiter(',')
      ->type_name("NAMES");
  addOutputOptions(*command, arguments->output, "tables");
  addJobsOption(*command, arguments->jobs, "Files read at once");
  command->footer("Exit code: 0, or 2 for wrong input.");
  command->callback([&invocation, arguments] {
    arguments->toolVersion = invocation.version;
    useShippedRules(arguments->rulePaths, invocation);
    invocation.run = [arguments] { return runSystems(*arguments); };
  });
}

} // namespace hookqual::commands
