// SPDX-License-Identifier: MIT
#include "rules/Selection.h"

#include "rules/Diagnostics.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/VersionTuple.h"

namespace hookqual::rules {

namespace {

/// The numbers a version begins with: `6.12.0-rc3` is 6.12.0.
llvm::VersionTuple leadingVersion(llvm::StringRef text) {
  llvm::VersionTuple version;
  size_t end = text.find_first_not_of("0123456789.");
  version.tryParse(text.take_front(end).rtrim('.'));
  return version;
}

bool satisfies(const llvm::VersionTuple &version, llvm::StringRef bound) {
  if (bound.consume_front(">="))
    return version >= leadingVersion(bound);
  if (bound.consume_front("<="))
    return version <= leadingVersion(bound);
  if (bound.consume_front(">"))
    return version > leadingVersion(bound);
  return bound.consume_front("<") && version < leadingVersion(bound);
}

} // namespace

bool isForKernel(const Rule &rule, llvm::StringRef text) {
  llvm::VersionTuple version = leadingVersion(text);
  llvm::SmallVector<llvm::StringRef> bounds;
  llvm::StringRef(rule.forKernels).split(bounds, ' ', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef bound : bounds)
    if (!version.empty() && !satisfies(version, bound))
      return false;
  return true;
}

std::vector<std::string> selectForRun(RuleSet &rules, llvm::StringRef version, llvm::StringRef today) {
  std::vector<std::string> notes;
  std::erase_if(rules.rules, [&](const Rule &rule) {
    if (isForKernel(rule, version))
      return false;
    notes.push_back(located(rule.where, "note: " + rule.id + " is for kernels " + rule.forKernels));
    return true;
  });
  for (Rule &rule : rules.rules)
    std::erase_if(rule.exemptions, [&](const Exemption &exemption) {
      bool isExpired = !exemption.until.empty() && llvm::StringRef(exemption.until) < today;
      if (isExpired)
        notes.push_back(
            located(exemption.where, "note: " + rule.id + ": exemption ran out on " + exemption.until));
      return isExpired;
    });
  return notes;
}

llvm::Expected<std::vector<const Rule *>> rulesWithIds(const RuleSet &rules,
                                                       const std::vector<std::string> &ids) {
  for (const std::string &id : ids)
    if (!rules.find(id))
      return llvm::createStringError("there is no rule `" + id + "`");
  std::vector<const Rule *> selected;
  for (const Rule &rule : rules.rules)
    if (ids.empty() || llvm::is_contained(ids, rule.id))
      selected.push_back(&rule);
  return selected;
}

} // namespace hookqual::rules
