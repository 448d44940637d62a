// SPDX-License-Identifier: MIT
#include "analyzer/infer/Exemptions.h"

#include "analyzer/infer/NamePatterns.h"
#include "analyzer/infer/Origins.h"

#include <algorithm>

namespace hookqual::infer {

namespace {

bool hasCondition(const rules::Exemption &exemption) {
  return !exemption.when.empty() || exemption.objectIsCurrent;
}

} // namespace

bool isOfOperationAlone(const rules::Exemption &exemption) {
  return hasCondition(exemption) && exemption.callers.empty() && exemption.files.empty() &&
         exemption.entries.empty() && exemption.objectFrom.empty();
}

bool coversRoute(const ir::Program &program, const TermPool &terms, const rules::Rule &rule, size_t index,
                 const Obligation &obligation) {
  const rules::Exemption &exemption = rule.exemptions[index];
  const auto &held = obligation.heldConditions;
  if (hasCondition(exemption) && std::find(held.begin(), held.end(), index) == held.end())
    return false;
  bool caller = exemption.callers.empty(), file = exemption.files.empty(),
       origin = exemption.objectFrom.empty();
  for (const ChainStep *step = obligation.chain.get(); step; step = step->next.get()) {
    const ir::Function &function = program.function(step->function);
    caller = caller || matchesAny(exemption.callers, function.symbol.name);
    file = file || matchesAny(exemption.files, function.file);
    origin = origin || mustBeMadeBy(program, terms, step->function, step->objects, exemption.objectFrom);
  }
  return caller && file && origin;
}

std::optional<size_t> exemptionOf(const ir::Program &program, const TermPool &terms, const rules::Rule &rule,
                                  const Obligation &obligation) {
  for (size_t i = 0; i < rule.exemptions.size(); ++i)
    if (rule.exemptions[i].entries.empty() && coversRoute(program, terms, rule, i, obligation))
      return i;
  return std::nullopt;
}

} // namespace hookqual::infer
