// SPDX-License-Identifier: MIT
// Ranges, guards and rights as a reader of the C source would write them.
#pragma once

#include "analyzer/infer/Signature.h"
#include "rules/Rule.h"

#include <string>

namespace hookqual::witness {

/// `== 0`, `< 0`, `!= 7`, `in 1..5`, `in {..-2, 0}`; empty when every value of that many bits
/// lies in the range. An end that is the least or greatest of the width counts as open.
std::string relationText(const infer::RangeSet &range, uint32_t bits);

/// Of what a function returns, as far as its sign: `0`, `7`, `< 0`, `!= 0`, `anything`. Ways of
/// returning are told apart by no more than that.
std::string returnedText(const infer::RangeSet &range);

/// `flags != 0 && cmd == 1`, ordered by text; without atoms that the others imply or that hold
/// by their own form, and so perhaps empty.
std::string guardText(const ir::Program &program, infer::TermPool &terms, const ir::Function &function,
                      const infer::Guard &guard);

/// Whether a check for this right is one for the right that is asked for.
bool serves(const rules::ModeRequirement &mode, int64_t right);

/// `mask has 2`, in the words of the rule language.
std::string modeText(const rules::ModeRequirement &mode);

} // namespace hookqual::witness
