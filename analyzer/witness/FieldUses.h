// SPDX-License-Identifier: MIT
// What a function's own accesses say of a pointer that has no type in the IR.
#pragma once

#include "analyzer/infer/Term.h"
#include "analyzer/ir/Program.h"

namespace hookqual::witness {

struct FieldUse {
  const ir::Record *record = nullptr; // null: the function does not tell
  bool isExact = false;               // it accesses a field at the very offset
};

/// The record that the function takes what `base` points to for: by an access of a field at
/// this offset, else by the first one at any.
FieldUse fieldUseOf(const ir::Program &program, infer::TermPool &terms, const ir::Function &function,
                    infer::TermId base, int64_t offset);

} // namespace hookqual::witness
