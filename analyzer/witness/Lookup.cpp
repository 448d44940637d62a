// SPDX-License-Identifier: MIT
#include "analyzer/witness/Lookup.h"

#include "analyzer/witness/Blocks.h"
#include "analyzer/witness/Branches.h"
#include "analyzer/witness/TermText.h"

#include <algorithm>

namespace hookqual::witness {

using infer::TermId;
using infer::TermKind;

namespace {

class Search {
public:
  Search(infer::TermPool &terms, const ir::Function &function, const Frame &frame)
      : terms_(terms), function_(function), passed_(blocksOn(frame)),
        target_(positionOf(function, frame.site)) {}

  /// The last of them on the path.
  Lookup originOf(TermId object) const;

private:
  bool isOrigin(const ir::Instruction &instruction, TermId object, TermId root) const;

  infer::TermPool &terms_;
  const ir::Function &function_;
  std::vector<uint32_t> passed_;
  Position target_;
};

bool Search::isOrigin(const ir::Instruction &instruction, TermId object, TermId root) const {
  const infer::Term &term = terms_[root];
  switch (term.kind) {
  case TermKind::Result:
  case TermKind::Filled:
    return instruction.site == term.index;
  case TermKind::Phi:
  case TermKind::Opaque: {
    const std::vector<ir::ValueId> sources = sourcesOf(function_, ir::ValueId(term.index));
    return instruction.result.valid() &&
           std::find(sources.begin(), sources.end(), instruction.result) != sources.end();
  }
  case TermKind::Parameter:
  case TermKind::Global:
    return instruction.kind == ir::InstructionKind::Load && terms_[object].kind == TermKind::Load &&
           displayTerm(terms_, function_, instruction.result) == withoutVersions(terms_, object);
  default:
    return false;
  }
}

Lookup Search::originOf(TermId object) const {
  const TermId root = rootOf(terms_, object);
  Lookup origin{.object = object};
  for (size_t pass = 0; pass < passed_.size(); ++pass) {
    const auto &instructions = function_.blocks[passed_[pass]].instructions;
    const bool isAtTarget = passed_[pass] == target_.block && pass + 1 == passed_.size();
    const size_t end = isAtTarget ? target_.instruction : instructions.size();
    for (size_t i = 0; i < end; ++i)
      if (isOrigin(instructions[i], object, root)) {
        origin.instruction = &instructions[i];
        origin.pass = pass;
      }
  }
  return origin;
}

} // namespace

std::vector<Lookup> lookupsOf(infer::TermPool &terms, const ir::Function &function, const Frame &frame,
                              TermId objects) {
  std::vector<Lookup> lookups;
  if (!objects.valid())
    return lookups;
  const Search search(terms, function, frame);
  const std::vector<TermId> elements = terms[objects].operands;
  for (TermId element : elements) {
    const Lookup origin = search.originOf(element);
    const bool isKnown = std::any_of(lookups.begin(), lookups.end(), [&](const Lookup &other) {
      return other.instruction == origin.instruction;
    });
    if (origin.instruction && !isKnown)
      lookups.push_back(origin);
  }
  std::sort(lookups.begin(), lookups.end(), [&](const Lookup &a, const Lookup &b) {
    return std::pair(a.pass, positionOf(function, a.instruction->site)) <
           std::pair(b.pass, positionOf(function, b.instruction->site));
  });
  return lookups;
}

} // namespace hookqual::witness
