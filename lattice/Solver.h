// SPDX-License-Identifier: MIT
// ConstraintSystem ─► its least and greatest solution, or why it has none.
//
// Each variable takes the join of the constants that flow into it: that is the least
// solution of the lower bounds, and the system has a solution exactly if this one respects
// the upper bounds too. A join lies below a bound exactly if each joined constant does, so
// for an upper bound that is violated there is always one constant to blame, and one chain
// of flows that brings it there: the error path, as CQUAL prints it.
//
// Any lattice without infinite chains will do; it need not be distributive.
#pragma once

#include "lattice/Constraint.h"
#include "lattice/FlowGraph.h"
#include "lattice/JoinSemilattice.h"

#include <cassert>
#include <utility>

namespace hookqual::lattice {

/// Both by variable. A variable without bounds is between bottom and top.
template <typename Element> struct Solution {
  std::vector<Element> least, greatest;
};

/// Why an upper bound cannot hold: the constant's constraint, the flows in order, and the
/// upper bound, as indices of constraints. These alone have no solution, and no fewer of
/// them would do; it is a shortest such chain to this bound.
struct Conflict {
  std::vector<uint32_t> chain;
};

/// Conflicts: one for each upper bound that is violated, in the order of these.
template <typename Element> using Answer = std::variant<Solution<Element>, std::vector<Conflict>>;

/// The answer is a function of the system alone, its order of constraints included.
template <Lattice L>
Answer<typename L::Element> solve(const L &lattice, const ConstraintSystem<typename L::Element> &system);

/// A system taken apart by kind of constraint, and what is done with the parts.
template <Lattice L> class Solver {
public:
  using Element = typename L::Element;

  Solver(const L &lattice, const ConstraintSystem<Element> &system);

  std::vector<Element> least() const;
  std::vector<Element> greatest() const;
  std::vector<Conflict> conflictsOf(const std::vector<Element> &least) const;

private:
  /// A bound and the constraint that states it.
  struct Bound {
    Element bound;
    Variable variable = 0;
    uint32_t constraint = 0;
  };

  void add(uint32_t constraint, const Flow &flow) { flows_.add(flow, constraint); }
  void add(uint32_t constraint, const AtLeast<Element> &lower) {
    lower_[lower.variable].push_back({lower.bound, lower.variable, constraint});
  }
  void add(uint32_t constraint, const AtMost<Element> &upper) {
    upper_.push_back({upper.bound, upper.variable, constraint});
  }

  Conflict explain(const Bound &violated) const;

  const L &lattice_;
  FlowGraph flows_;
  std::vector<std::vector<Bound>> lower_; // by variable
  std::vector<Bound> upper_;              // in the system's order
};

/// Carries values along edges, combining them where they meet, until nothing changes.
template <typename Element, typename Edges, typename Combine>
std::vector<Element> propagate(std::vector<Element> values, Edges edgesOf, Combine combine) {
  std::vector<Variable> work;
  std::vector<bool> waiting(values.size(), true);
  for (Variable variable = 0; variable < values.size(); ++variable)
    work.push_back(variable);
  while (!work.empty()) {
    Variable from = work.back();
    work.pop_back();
    waiting[from] = false;
    for (FlowGraph::Edge edge : edgesOf(from)) {
      Element combined = combine(values[edge.to], values[from]);
      if (combined == values[edge.to])
        continue;
      values[edge.to] = std::move(combined);
      if (!waiting[edge.to])
        work.push_back(edge.to);
      waiting[edge.to] = true;
    }
  }
  return values;
}

template <Lattice L>
Solver<L>::Solver(const L &lattice, const ConstraintSystem<Element> &system)
    : lattice_(lattice), flows_(system.variables), lower_(system.variables) {
  for (uint32_t i = 0; i < system.constraints.size(); ++i)
    std::visit([&](const auto &constraint) { add(i, constraint); }, system.constraints[i]);
}

template <Lattice L> std::vector<typename L::Element> Solver<L>::least() const {
  auto join = [&](const Element &a, const Element &b) { return lattice_.join(a, b); };
  std::vector<Element> values(lower_.size(), lattice_.bottom());
  for (Variable variable = 0; variable < values.size(); ++variable)
    for (const Bound &lower : lower_[variable])
      values[variable] = join(values[variable], lower.bound);
  return propagate(std::move(values), [&](Variable variable) { return flows_.above(variable); }, join);
}

template <Lattice L> std::vector<typename L::Element> Solver<L>::greatest() const {
  auto meet = [&](const Element &a, const Element &b) { return lattice_.meet(a, b); };
  std::vector<Element> values(lower_.size(), lattice_.top());
  for (const Bound &upper : upper_)
    values[upper.variable] = meet(values[upper.variable], upper.bound);
  return propagate(std::move(values), [&](Variable variable) { return flows_.below(variable); }, meet);
}

template <Lattice L> Conflict Solver<L>::explain(const Bound &violated) const {
  auto blamed = [&](Variable variable) -> std::optional<uint32_t> {
    for (const Bound &lower : lower_[variable])
      if (!lattice_.isBelow(lower.bound, violated.bound))
        return lower.constraint;
    return std::nullopt;
  };
  auto chain = flows_.shortestWayTo(violated.variable, blamed);
  assert(chain && "a join that is not below the bound joins a constant that is not");
  chain->push_back(violated.constraint);
  return {std::move(*chain)};
}

template <Lattice L> std::vector<Conflict> Solver<L>::conflictsOf(const std::vector<Element> &least) const {
  std::vector<Conflict> conflicts;
  for (const Bound &upper : upper_)
    if (!lattice_.isBelow(least[upper.variable], upper.bound))
      conflicts.push_back(explain(upper));
  return conflicts;
}

template <Lattice L>
Answer<typename L::Element> solve(const L &lattice, const ConstraintSystem<typename L::Element> &system) {
  Solver<L> solver(lattice, system);
  auto least = solver.least();
  std::vector<Conflict> conflicts = solver.conflictsOf(least);
  if (!conflicts.empty())
    return conflicts;
  return Solution<typename L::Element>{std::move(least), solver.greatest()};
}

} // namespace hookqual::lattice
