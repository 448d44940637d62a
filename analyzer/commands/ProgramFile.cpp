// SPDX-License-Identifier: MIT
#include "analyzer/commands/ProgramFile.h"

#include "analyzer/capture/FactsUpdate.h"

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

llvm::Error readMeta(const store::FactsReader &facts, FactsDescription &description) {
  auto read = [&](llvm::StringRef key, std::string &into) -> llvm::Error {
    auto value = facts.meta(key);
    if (!value)
      return value.takeError();
    into = value->value_or("");
    return llvm::Error::success();
  };
  if (llvm::Error error = read("kernel_version", description.kernelVersion))
    return error;
  if (llvm::Error error = read("config_digest", description.configDigest))
    return error;
  if (llvm::Error error = read("source_root", description.sourceRoot))
    return error;
  if (llvm::Error error = read("object_tree", description.objectTree))
    return error;
  return read(capture::kFactsDigest, description.factsDigest);
}

llvm::Error readUnits(const store::FactsReader &facts, FactsDescription &description) {
  auto units = facts.units();
  if (!units)
    return units.takeError();
  description.parsed = units->size();
  auto plainly = facts.parsedPlainly();
  if (!plainly)
    return plainly.takeError();
  description.parsedPlainly = plainly->size();
  auto skipped = facts.skippedUnits();
  if (!skipped)
    return skipped.takeError();
  for (const store::SkippedRow &row : *skipped)
    description.skipped.push_back({row.unit, row.reason});
  return llvm::Error::success();
}

} // namespace

void ProgramFile::describe(reports::Report &report) const {
  report.kernelVersion = description.kernelVersion;
  report.configDigest = description.configDigest;
  report.ledger.units = description.parsed + description.skipped.size();
  report.ledger.parsed = description.parsed;
  report.ledger.skipped = description.skipped;
  report.ledger.parsedPlainly = description.parsedPlainly;
  if (size_t duplicates = program->duplicateDefinitions())
    report.ledger.assumptions.push_back(
        std::to_string(duplicates) +
        " further definitions of functions that are defined twice are not analysed");
  for (const std::string &damage : program->damagedFunctions())
    report.ledger.assumptions.push_back("not analysed, damaged in the database: " + damage);
}

llvm::Expected<FactsFile> openFacts(const std::string &database) {
  auto reader = store::FactsReader::open(database);
  if (!reader)
    return reader.takeError();
  FactsFile file{std::move(*reader), {}};
  if (llvm::Error error = readMeta(file.reader, file.description))
    return std::move(error);
  if (llvm::Error error = readUnits(file.reader, file.description))
    return std::move(error);
  return file;
}

llvm::Expected<ProgramFile> linkProgram(FactsFile facts, const rules::RuleSet &rules) {
  auto entries = entryRulesOf(rules);
  if (!entries)
    return entries.takeError();
  auto program = link::LinkedProgram::link(std::move(facts.reader), *entries);
  if (!program)
    return program.takeError();
  return ProgramFile{std::move(*program), std::move(facts.description)};
}

llvm::Expected<ProgramFile> linkDatabase(const std::string &database, const rules::RuleSet &rules) {
  llvm::Expected<FactsFile> facts = openFacts(database);
  if (!facts)
    return facts.takeError();
  return linkProgram(std::move(*facts), rules);
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
