// SPDX-License-Identifier: MIT
#include "analyzer/infer/KnownFunctions.h"

namespace hookqual::infer {

KnownFunctions::KnownFunctions(const rules::RuleSet &rules) {
  for (const rules::KnownValue &value : rules.knownValues)
    if (value.is == "current")
      current_.insert(value.function);
  for (const rules::PureFunctions &pure : rules.pureFunctions)
    pure_.insert(pure.functions.begin(), pure.functions.end());
  for (const rules::SubjectChange &change : rules.subjectChanges)
    for (const std::string &function : change.functions)
      subjectChanges_[function] = change;
  uint32_t family = 0;
  for (const rules::Lookup &lookup : rules.lookups) {
    for (const std::string &function : lookup.functions)
      lookups_[function] = {family, lookup.key};
    ++family;
  }
  for (const rules::VolatileField &field : rules.volatileFields)
    volatileFields_[field.member] = family++;
}

const LookupKey *KnownFunctions::lookup(std::string_view name) const {
  auto found = lookups_.find(name);
  return found == lookups_.end() ? nullptr : &found->second;
}

const rules::SubjectChange *KnownFunctions::subjectChange(std::string_view name) const {
  auto found = subjectChanges_.find(name);
  return found == subjectChanges_.end() ? nullptr : &found->second;
}

std::optional<uint32_t> KnownFunctions::volatileFamily(std::string_view recordDotField) const {
  auto found = volatileFields_.find(recordDotField);
  if (found == volatileFields_.end())
    return std::nullopt;
  return found->second;
}

} // namespace hookqual::infer
