// SPDX-License-Identifier: MIT
#include "analyzer/commands/ResultCache.h"

#include "analyzer/capture/FileStamp.h"

#include "reports/FieldBytes.h"
#include "reports/ReportFields.h"

#include <llvm/Support/FileUtilities.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/raw_ostream.h>

#include <algorithm>
#include <filesystem>

namespace hookqual::commands {

namespace fs = std::filesystem;
using capture::digestOf;

auto fieldsOf(reports::Is<RuleDependencies> auto &whole) {
  auto &[rule, consulted, requiring] = whole;
  return std::tie(rule, consulted, requiring);
}

auto fieldsOf(reports::Is<CheckResult> auto &whole) {
  auto &[report, notes, dependencies] = whole;
  return std::tie(report, notes, dependencies);
}

namespace {

/// The digest of rules is of their text alone, but messages also name the files.
void writePlaces(reports::FieldWriter &writer, const rules::RuleSet &rules) {
  const auto write = [&writer](const rules::SourcePoint &where) {
    writer.write(where.file);
    writer.write(where.line);
    writer.write(where.column);
  };
  for (const rules::Rule &rule : rules.rules) {
    write(rule.where);
    for (const rules::Exemption &exemption : rule.exemptions)
      write(exemption.where);
  }
  for (const rules::EntryPattern &pattern : rules.entryPatterns)
    write(pattern.where);
  for (const rules::KnownValue &value : rules.knownValues)
    write(value.where);
}

} // namespace

std::optional<std::string> keyOf(const ResultIdentity &identity) {
  if (identity.facts.factsDigest.empty())
    return std::nullopt;
  std::vector<std::string> ruleIds = identity.ruleIds;
  std::ranges::sort(ruleIds);
  ruleIds.erase(std::ranges::unique(ruleIds).begin(), ruleIds.end());
  reports::FieldWriter writer;
  writer.write(identity.program);
  writer.write(identity.solver);
  writer.write(identity.facts.factsDigest);
  writer.write(identity.facts.parsedPlainly); // shown in reports, but no property of the facts
  writer.write(identity.facts.kernelVersion);
  writer.write(identity.rules.digest);
  writePlaces(writer, identity.rules);
  writer.write(identity.notes);
  writer.write(ruleIds);
  return digestOf(writer.bytes());
}

std::optional<CheckResult> ResultCache::find(llvm::StringRef key) const {
  auto file = llvm::MemoryBuffer::getFile(pathOf(key), /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!file)
    return std::nullopt;
  llvm::StringRef bytes = (*file)->getBuffer();
  const size_t digestSize = digestOf("").size();
  if (bytes.size() < digestSize || bytes.take_front(digestSize) != digestOf(bytes.drop_front(digestSize)))
    return std::nullopt;
  reports::FieldReader reader(bytes.drop_front(digestSize));
  CheckResult result;
  if (!reader.read(result) || !reader.isAtEnd())
    return std::nullopt;
  return result;
}

void ResultCache::keep(llvm::StringRef key, const CheckResult &result) const {
  std::error_code error;
  fs::create_directories(directory_, error);
  if (error)
    return;
  reports::FieldWriter writer;
  writer.write(result);
  // Beside its name first, so that no other check reads half of it.
  llvm::consumeError(llvm::writeToOutput(pathOf(key), [&](llvm::raw_ostream &out) {
    out << digestOf(writer.bytes()) << writer.bytes();
    return llvm::Error::success();
  }));
  prune();
}

void ResultCache::prune() const {
  std::error_code error;
  std::vector<std::pair<fs::file_time_type, fs::path>> kept;
  for (fs::directory_iterator each(directory_, error), end; !error && each != end; each.increment(error)) {
    std::error_code gone; // another check prunes, too
    if (const auto written = fs::last_write_time(each->path(), gone); !gone)
      kept.emplace_back(written, each->path());
  }
  std::ranges::sort(kept, std::greater());
  for (size_t i = kMostResults; i < kept.size(); ++i)
    fs::remove(kept[i].second, error);
}

} // namespace hookqual::commands
