// SPDX-License-Identifier: MIT
#include "analyzer/store/Dump.h"
#include "analyzer/ir/Text.h"

#include <set>

namespace hookqual::store {
namespace {

/// Names come from the database's order, but variants of one name from their text.
void print(const std::set<std::pair<std::string, std::string>> &items, llvm::raw_ostream &out) {
  for (const auto &[name, text] : items)
    out << text;
}

llvm::Error dumpHeaders(const FactsReader &reader, llvm::raw_ostream &out) {
  std::set<std::pair<std::string, std::string>> records, prototypes, inlines;
  llvm::Error error = reader.forEachRecord(
      [&](const ir::Record &record) { records.emplace(record.key(), ir::toText(record)); });
  if (!error)
    error = reader.forEachPrototype(
        [&](const ir::Prototype &prototype) { prototypes.emplace(prototype.name, ir::toText(prototype)); });
  if (!error)
    error = reader.forEachInline([&](const ir::Function &function) {
      inlines.emplace(toString(function.symbol), ir::toText(function));
    });
  if (error)
    return error;
  out << "unit \"<headers>\"\n";
  print(records, out);
  print(prototypes, out);
  print(inlines, out);
  return llvm::Error::success();
}

} // namespace

llvm::Error dumpFacts(const FactsReader &reader, llvm::raw_ostream &out) {
  llvm::Expected<std::vector<SkippedRow>> skipped = reader.skippedUnits();
  if (!skipped)
    return skipped.takeError();
  for (const SkippedRow &row : *skipped)
    (out << "// skipped " << row.unit << ": ").write_escaped(row.reason) << '\n';
  llvm::Expected<std::vector<std::string>> units = reader.units();
  if (!units)
    return units.takeError();
  for (const std::string &unit : *units) {
    llvm::Expected<ir::UnitFacts> facts = reader.unitFacts(unit);
    if (!facts)
      return facts.takeError();
    std::erase_if(facts->functions,
                  [](const ir::Function &f) { return f.symbol.linkage == ir::Linkage::Inline; });
    facts->records.clear();
    facts->prototypes.clear();
    out << ir::toText(*facts);
  }
  return dumpHeaders(reader, out);
}

} // namespace hookqual::store
