// SPDX-License-Identifier: MIT
// Where a path comes by its objects.
#pragma once

#include "analyzer/witness/Path.h"

#include <vector>

namespace hookqual::witness {

struct Lookup {
  const ir::Instruction *instruction = nullptr; // a call, or the load of a field
  infer::TermId object;                         // the element that is rooted in it
  size_t pass = 0;                              // in which of blocksOn(): in loops the last
};

/// The calls and loads on the frame's path before its site that the objects are rooted in, in the
/// order of the path. Nothing for objects that the frame was given.
std::vector<Lookup> lookupsOf(infer::TermPool &terms, const ir::Function &function, const Frame &frame,
                              infer::TermId objects);

} // namespace hookqual::witness
