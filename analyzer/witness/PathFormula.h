// SPDX-License-Identifier: MIT
// One formula over all paths of a chain of functions on which the object stays unchecked:
// from the root's entry to the operation, with the first iteration of each loop as it is and a
// later one with loop-carried values free.
// Satisfiable: the model gives the path. Unsatisfiable: no such path exists.
#pragma once

#include "analyzer/infer/Inference.h"
#include "analyzer/witness/CalleeSummaries.h"
#include "analyzer/witness/Path.h"

#include <map>
#include <optional>
#include <string>

namespace hookqual::witness {

enum class Decision : uint8_t { Feasible, Refuted, Unknown };

struct PathVerdict {
  Decision decision = Decision::Unknown;    // Unknown: the solver's budget was spent, or the IR
                                            // does not follow its path
  Path path;                                // Feasible: the path of the model, else as given
  std::map<std::string, std::string> model; // integer parameters of the root
  size_t unpeeledLoops = 0;                 // whose first iteration is like the later ones
};

/// Of what a formula demands: that the edge out of the block is taken under its condition only,
/// or that the call leaves the object unchecked.
struct Reason {
  ir::FunctionId function;
  ir::BlockId block;
  uint32_t edge = 0;
  std::optional<uint32_t> checkedAt;   // site of the call
  std::optional<uint32_t> conditionOf; // site of the operation that is one under conditions only
  friend bool operator==(const Reason &, const Reason &) = default;
};

/// Which path is told of those that there are: one that is asked for once more, without later
/// iterations of loops if it can do without them, or whichever was found.
enum class Telling : uint8_t { SimplePath, AnyPath };

PathVerdict decidePath(CalleeSummaries &summaries, const infer::RuleResult &result, const Path &path,
                       Telling telling);

/// What of the code together leaves no path for a refuted one, in the order of the path; empty
/// when the solver does not say.
std::vector<Reason> whyRefuted(CalleeSummaries &summaries, const infer::RuleResult &result, const Path &path);

} // namespace hookqual::witness
