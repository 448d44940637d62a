// SPDX-License-Identifier: MIT
// The branches of a path: what is true on the side that is taken, and what that tells.
#pragma once

#include "analyzer/infer/Term.h"
#include "analyzer/ir/Program.h"

#include <string>

namespace hookqual::witness {

/// `flags & 1`, `cmd == 2`, `!IS_ERR()`: what holds on the edge out of the block.
std::string conditionOf(const ir::Program &program, infer::TermPool &terms, const ir::Function &function,
                        const ir::Block &block, const ir::Edge &edge);

/// Whether the edge says which of several things the caller wants: a value that came in as a
/// parameter, or behind one, is found to be this constant.
bool saysWhich(infer::TermPool &terms, const ir::Function &function, const ir::Block &block,
               const ir::Edge &edge);

/// What the term starts from: behind all loads, offsets and fields.
infer::TermId rootOf(const infer::TermPool &terms, infer::TermId term);

/// Whether the condition is of one of the objects, or of what it was found in.
bool isAbout(infer::TermPool &terms, const ir::Function &function, const ir::Block &block,
             infer::TermId objects);

/// Whether the condition is of an integer that the function was given.
bool isAboutParameter(infer::TermPool &terms, const ir::Function &function, const ir::Block &block);

} // namespace hookqual::witness
