// SPDX-License-Identifier: MIT
#include "lattice/FlowGraph.h"

namespace hookqual::lattice {

void FlowGraph::add(Flow flow, uint32_t constraint) {
  above_[flow.lower].push_back({flow.upper, constraint});
  below_[flow.upper].push_back({flow.lower, constraint});
}

std::optional<std::vector<uint32_t>>
FlowGraph::shortestWayTo(Variable end, llvm::function_ref<std::optional<uint32_t>(Variable)> startAt) const {
  std::vector<std::optional<Edge>> onwards(below_.size()); // by variable: the next step towards `end`
  std::vector<bool> seen(below_.size());
  std::vector<Variable> queue = {end};
  seen[end] = true;
  for (size_t next = 0; next < queue.size(); ++next) {
    Variable variable = queue[next];
    if (std::optional<uint32_t> start = startAt(variable)) {
      std::vector<uint32_t> way = {*start};
      for (std::optional<Edge> step = onwards[variable]; step; step = onwards[step->to])
        way.push_back(step->constraint);
      return way;
    }
    for (Edge edge : below_[variable]) {
      if (seen[edge.to])
        continue;
      seen[edge.to] = true;
      onwards[edge.to] = Edge{variable, edge.constraint};
      queue.push_back(edge.to);
    }
  }
  return std::nullopt;
}

} // namespace hookqual::lattice
