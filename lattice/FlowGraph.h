// SPDX-License-Identifier: MIT
// The constraints `variable <= variable` of a system as a graph that is walked both ways.
#pragma once

#include "lattice/Constraint.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"

#include <optional>

namespace hookqual::lattice {

class FlowGraph {
public:
  struct Edge {
    Variable to = 0;
    uint32_t constraint = 0; // index in the system
  };

  explicit FlowGraph(uint32_t variables) : above_(variables), below_(variables) {}

  void add(Flow flow, uint32_t constraint);

  llvm::ArrayRef<Edge> above(Variable variable) const { return above_[variable]; }
  llvm::ArrayRef<Edge> below(Variable variable) const { return below_[variable]; }

  /// The shortest way up to `end` that begins with a constraint which `startAt` names for
  /// the way's first variable: that constraint, then the flows. Of ways equally short, the
  /// one whose flows were added first, seen from the end. None if nothing starts below `end`.
  std::optional<std::vector<uint32_t>>
  shortestWayTo(Variable end, llvm::function_ref<std::optional<uint32_t>(Variable)> startAt) const;

private:
  std::vector<std::vector<Edge>> above_, below_; // by variable
};

} // namespace hookqual::lattice
