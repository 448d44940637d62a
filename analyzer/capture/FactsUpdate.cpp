// SPDX-License-Identifier: MIT
#include "analyzer/capture/FactsUpdate.h"

#include "analyzer/capture/FileStamp.h"
#include "analyzer/store/FactsReader.h"

#include <set>

namespace hookqual::capture {

FactsUpdate::FactsUpdate(std::string database) : database_(std::move(database)) {
  if (std::optional<Content> content = read(database_))
    old_ = std::move(*content);
}

std::optional<FactsUpdate::Content> FactsUpdate::read(const std::string &database) {
  const auto forget = [](llvm::Error error) {
    llvm::consumeError(std::move(error)); // it is made anew, whatever is wrong with it
    return std::nullopt;
  };
  llvm::Expected<store::FactsReader> reader = store::FactsReader::open(database);
  if (!reader)
    return forget(reader.takeError());
  Content content;
  auto units = reader->unitDigests();
  auto skipped = reader->skippedUnits();
  auto meta = reader->allMeta();
  auto manifest = reader->manifest();
  llvm::Error error =
      llvm::joinErrors(llvm::joinErrors(units ? llvm::Error::success() : units.takeError(),
                                        skipped ? llvm::Error::success() : skipped.takeError()),
                       llvm::joinErrors(meta ? llvm::Error::success() : meta.takeError(),
                                        manifest ? llvm::Error::success() : manifest.takeError()));
  if (error)
    return forget(std::move(error));
  content.units.insert(units->begin(), units->end());
  content.meta.insert(meta->begin(), meta->end());
  for (store::SkippedRow &row : *skipped)
    content.skipped[row.unit] = {std::move(row.reason), std::move(row.reproducer)};
  for (store::ManifestRow &row : *manifest)
    content.manifest[row.unit] = std::move(row);
  return content;
}

bool FactsUpdate::has(const std::string &unit, const std::string &digest) const {
  const auto known = old_.units.find(unit);
  return !digest.empty() && known != old_.units.end() && known->second == digest;
}

/// Made when the first change is asked for.
llvm::Expected<store::FactsWriter *> FactsUpdate::writer() {
  if (!writer_) {
    llvm::Expected<store::FactsWriter> made =
        revises_ ? store::FactsWriter::revise(database_) : store::FactsWriter::create(database_);
    if (!made)
      return made.takeError();
    writer_.emplace(std::move(*made));
    hasChanged_ = true;
  }
  return &*writer_;
}

llvm::Error FactsUpdate::addUnit(const store::PackedUnit &unit, const UnitOrigin &origin,
                                 const std::string &parsedPlainly) {
  new_.units[unit.unit.str()] = origin.digest;
  llvm::Expected<store::FactsWriter *> to = writer();
  if (!to)
    return to.takeError();
  return (*to)->addUnit(unit, origin.digest, origin.dependencies, parsedPlainly);
}

llvm::Error FactsUpdate::addSkipped(const SkippedUnit &skipped) {
  new_.skipped[skipped.unit] = {skipped.reason, skipped.reproducer};
  const auto known = old_.skipped.find(skipped.unit);
  if (revises_ && known != old_.skipped.end() && known->second == new_.skipped[skipped.unit])
    return llvm::Error::success();
  llvm::Expected<store::FactsWriter *> to = writer();
  if (!to)
    return to.takeError();
  return (*to)->addSkipped(skipped.unit, skipped.reason, skipped.reproducer);
}

/// Only where the old content is revised: a new database has nothing unwanted.
llvm::Error FactsUpdate::removeUnwanted() {
  std::set<std::string> unwanted;
  for (const auto &[unit, digest] : old_.units)
    unwanted.insert(unit);
  for (const auto &[unit, reason] : old_.skipped)
    unwanted.insert(unit);
  std::erase_if(unwanted, [&](const std::string &unit) {
    return new_.units.contains(unit) || new_.skipped.contains(unit);
  });
  for (const std::string &unit : unwanted) {
    llvm::Expected<store::FactsWriter *> to = writer();
    if (!to)
      return to.takeError();
    if (llvm::Error error = (*to)->removeUnit(unit))
      return error;
  }
  return llvm::Error::success();
}

/// Over all that answers depend on. Unknown when a unit's own digest is, because a file changed
/// while it was read.
std::string FactsUpdate::digestOfFacts() const {
  std::string text;
  const auto add = [&text](const std::string &part) { text += std::to_string(part.size()) + ':' + part; };
  for (const auto &[unit, digest] : new_.units) {
    if (digest.empty())
      return "";
    add(unit);
    add(digest);
  }
  text += '\n';
  for (const auto &[unit, why] : new_.skipped) {
    add(unit);
    add(why.first);
  }
  text += '\n';
  for (const auto &[key, value] : new_.meta) {
    add(key);
    add(value);
  }
  return digestOf(text);
}

llvm::Error FactsUpdate::finish(const UnitPlan &plan, const std::map<std::string, std::string> &meta) {
  for (const PlannedUnit &planned : plan.units) {
    const CompileCommand &command = planned.command;
    new_.manifest[planned.unit] = {planned.unit, command.directory, command.file, command.object,
                                   command.arguments};
  }
  new_.meta = meta;
  new_.meta[kFactsDigest] = digestOfFacts();
  if (revises_)
    if (llvm::Error error = removeUnwanted())
      return error;
  if (!writer_ && revises_ && new_.manifest == old_.manifest && new_.meta == old_.meta)
    return llvm::Error::success();
  llvm::Expected<store::FactsWriter *> to = writer();
  if (!to)
    return to.takeError();
  for (const auto &[unit, row] : new_.manifest)
    if (llvm::Error error = (*to)->addManifest(row))
      return error;
  for (const auto &[key, value] : new_.meta)
    if (llvm::Error error = (*to)->setMeta(key, value))
      return error;
  return (*to)->finish();
}

} // namespace hookqual::capture
