// SPDX-License-Identifier: MIT
#include "analyzer/commands/ProgramFile.h"

#include <filesystem>

namespace hookqual::commands {

namespace {

ir::EntryClass entryClassOf(const std::string &name) {
  for (auto each : {ir::EntryClass::SystemCall, ir::EntryClass::OpTable, ir::EntryClass::Exported,
                    ir::EntryClass::Internal})
    if (ir::toString(each) == name)
      return each;
  return ir::EntryClass::None;
}

std::optional<ir::Linkage> linkageOf(const std::string &name) {
  if (name == "external")
    return ir::Linkage::External;
  if (name == "internal")
    return ir::Linkage::Internal;
  return std::nullopt;
}

llvm::Expected<ir::EntryRules> entryRulesOf(const rules::RuleSet &rules) {
  std::vector<ir::EntryRule> compiled;
  for (const rules::EntryPattern &pattern : rules.entryPatterns)
    compiled.push_back({.functionGlob = pattern.function,
                        .holderGlob = pattern.holder,
                        .member = pattern.member,
                        .display = pattern.display,
                        .linkage = linkageOf(pattern.linkage),
                        .entryClass = entryClassOf(pattern.entryClass)});
  return ir::EntryRules::compile(std::move(compiled));
}

llvm::Error readDescription(const store::FactsReader &facts, ProgramFile &file) {
  auto read = [&](llvm::StringRef key, std::string &into) -> llvm::Error {
    auto value = facts.meta(key);
    if (!value)
      return value.takeError();
    into = value->value_or("");
    return llvm::Error::success();
  };
  if (llvm::Error error = read("kernel_version", file.kernelVersion))
    return error;
  if (llvm::Error error = read("config_digest", file.configDigest))
    return error;
  auto units = facts.units();
  if (!units)
    return units.takeError();
  file.parsed = units->size();
  auto skipped = facts.skippedUnits();
  if (!skipped)
    return skipped.takeError();
  for (const store::SkippedRow &row : *skipped)
    file.skipped.push_back({row.unit, row.reason});
  return llvm::Error::success();
}

} // namespace

void ProgramFile::describe(reports::Report &report) const {
  report.kernelVersion = kernelVersion;
  report.configDigest = configDigest;
  report.ledger.units = parsed + skipped.size();
  report.ledger.parsed = parsed;
  report.ledger.skipped = skipped;
  if (size_t duplicates = program->duplicateDefinitions())
    report.ledger.assumptions.push_back(
        std::to_string(duplicates) +
        " further definitions of functions that are defined twice are not analysed");
  for (const std::string &damage : program->damagedFunctions())
    report.ledger.assumptions.push_back("not analysed, damaged in the database: " + damage);
}

llvm::Expected<ProgramFile> openProgram(const std::string &database, const rules::RuleSet &rules) {
  auto facts = store::FactsReader::open(database);
  if (!facts)
    return facts.takeError();
  ProgramFile file;
  if (llvm::Error error = readDescription(*facts, file))
    return std::move(error);
  auto entries = entryRulesOf(rules);
  if (!entries)
    return entries.takeError();
  auto program = link::LinkedProgram::link(std::move(*facts), *entries);
  if (!program)
    return program.takeError();
  file.program = std::move(*program);
  return file;
}

std::string shippedRules(const std::string &program) {
  namespace fs = std::filesystem;
  fs::path installed =
      fs::path(program).parent_path().parent_path() / "share" / "hookqual" / "rules" / "linux";
  if (fs::exists(installed))
    return installed.string();
  return std::string(HOOKQUAL_SOURCE_DIR) + "/rules/linux";
}

} // namespace hookqual::commands
