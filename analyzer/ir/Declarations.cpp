// SPDX-License-Identifier: MIT
#include "analyzer/ir/Declarations.h"

#include "llvm/ADT/Twine.h"

#include <algorithm>
#include <tuple>

namespace hookqual::ir {
namespace {

size_t namedParameters(const Prototype &prototype) {
  return size_t(std::ranges::count_if(prototype.parameters, [](const auto &p) { return !p.name.empty(); }));
}

} // namespace

/// The declaration that names most parameters is the one rules were written against.
void Declarations::add(Prototype prototype) {
  prototypesByFile_[prototype.name + "@" + prototype.file] = prototype;
  std::unique_ptr<Prototype> &known = prototypes_[prototype.name];
  const auto rank = [](const Prototype &p) { return std::tuple(SIZE_MAX - namedParameters(p), p.file); };
  if (!known || rank(prototype) < rank(*known))
    known = std::make_unique<Prototype>(std::move(prototype));
}

void Declarations::add(Record record, uint64_t units) {
  CountedRecord &known = records_[record.key()];
  if (known.units == 0) {
    recordsNamed_[record.name].push_back(&known);
    known.record = std::move(record);
  }
  known.units += units;
}

const Prototype *Declarations::prototypeIn(std::string_view name, std::string_view file) const {
  const auto found = prototypesByFile_.find((llvm::Twine(name) + "@" + file).str());
  return found == prototypesByFile_.end() ? prototype(name) : &found->second;
}

const Prototype *Declarations::prototype(std::string_view name) const {
  const auto found = prototypes_.find(name);
  return found == prototypes_.end() ? nullptr : found->second.get();
}

const Record *Declarations::record(std::string_view key) const {
  // Where a type was incomplete, nothing but its name is known.
  if (key.ends_with('@'))
    return recordNamed(key.substr(0, key.size() - 1));
  const auto found = records_.find(key);
  return found == records_.end() ? nullptr : &found->second.record;
}

/// Of the records that share a tag the one seen in most units; ties go to the first file.
const Record *Declarations::recordNamed(std::string_view name) const {
  const auto found = recordsNamed_.find(name);
  if (found == recordsNamed_.end())
    return nullptr;
  const auto rank = [](const CountedRecord *r) { return std::tuple(UINT64_MAX - r->units, r->record.file); };
  return &(*std::ranges::min_element(found->second, {}, rank))->record;
}

} // namespace hookqual::ir
