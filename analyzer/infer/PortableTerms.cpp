// SPDX-License-Identifier: MIT
#include "analyzer/infer/PortableTerms.h"

namespace hookqual::infer {

TermId PortableTerms::add(const TermPool &from, TermId id) {
  if (!id.valid())
    return id;
  if (auto known = known_.find(id.index); known != known_.end())
    return known->second;
  Term term = from[id];
  for (TermId &operand : term.operands)
    operand = add(from, operand);
  if (TermPool::hasText(term.kind)) {
    texts_.push_back(from.text(id));
    term.index = uint32_t(texts_.size() - 1);
  }
  const TermId here(uint32_t(terms_.size()));
  terms_.push_back(std::move(term));
  known_.emplace(id.index, here);
  return here;
}

TermId TermImporter::operator()(TermId id) {
  if (!id.valid())
    return id;
  TermId &there = known_[id.index];
  if (there.valid())
    return there;
  const Term &term = from_.terms()[id.index];
  if (term.kind == TermKind::Global)
    return there = to_.global(from_.text(term.index));
  if (term.kind == TermKind::String)
    return there = to_.string(from_.text(term.index));
  std::vector<TermId> operands;
  for (TermId operand : term.operands)
    operands.push_back((*this)(operand));
  if (term.kind == TermKind::Applied)
    return there = to_.applied(from_.text(term.index), std::move(operands), term.bits);
  return there = to_.make(term, std::move(operands));
}

} // namespace hookqual::infer
