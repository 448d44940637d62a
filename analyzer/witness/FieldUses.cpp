// SPDX-License-Identifier: MIT
#include "analyzer/witness/FieldUses.h"

#include "analyzer/witness/TermText.h"

#include <algorithm>

namespace hookqual::witness {

namespace {

/// The record whose field the instruction accesses, if the field lies `offset` bytes in it.
const ir::Record *recordAccessed(const ir::Program &program, const ir::Function &function,
                                 const ir::Instruction &access, int64_t offset) {
  const ir::Member &member = function.member(access.member);
  const ir::Record *record = program.record(member.record + "@" + member.file);
  const bool isThere =
      record && std::any_of(record->fields.begin(), record->fields.end(), [&](const ir::RecordField &field) {
        return field.name == member.field && int64_t(field.offset) == offset;
      });
  return isThere ? record : nullptr;
}

} // namespace

FieldUse fieldUseOf(const ir::Program &program, infer::TermPool &terms, const ir::Function &function,
                    infer::TermId base, int64_t offset) {
  FieldUse use;
  for (const ir::Block &block : function.blocks)
    for (const ir::Instruction &access : block.instructions) {
      if (access.kind == ir::InstructionKind::Call || !access.member.valid())
        continue;
      const auto [accessed, at] = terms.split(displayTerm(terms, function, access.address));
      if (accessed != base || (use.record && at != offset))
        continue;
      if (const ir::Record *record = recordAccessed(program, function, access, at))
        use = {record, at == offset};
      if (use.isExact)
        return use;
    }
  return use;
}

} // namespace hookqual::witness
