// SPDX-License-Identifier: MIT
// One abstract state of a function at a program point, for one rule: which objects hold
// which qualifiers, what scalars are known to be, which terms are equal, what memory holds,
// and one path that leads here. States that hold different qualifiers are kept apart
// (property simulation, ESP); everything else is merged.
#pragma once

#include "analyzer/infer/KnownBits.h"
#include "analyzer/infer/Memory.h"
#include "analyzer/infer/RangeSet.h"
#include "lattice/Qualifier.h"

#include <map>
#include <memory>
#include <set>
#include <vector>

namespace hookqual::infer {

/// A qualifier slot: one alternative of a rule with one list of authorizer-side object
/// expressions. The tuple term lists the objects that were passed together.
struct Held {
  uint32_t slot = 0;
  TermId objects;
  TermId mode; // invalid: the rule asks for no mode, or it was satisfied when checked
  friend bool operator==(const Held &, const Held &) = default;
  friend auto operator<=>(const Held &, const Held &) = default;
};

/// An object that was looked up and that an authorizer accepted; the function may have
/// forgotten it since.
struct CheckedLookup {
  uint32_t slot = 0; // of the authorizer
  TermId key;        // as in State::lookups
  TermId atom;       // that stands for the object; invalid when it has no name here any more
  friend auto operator<=>(const CheckedLookup &, const CheckedLookup &) = default;
};

/// A way in which a call may have returned, in the caller's terms: if its result lies in
/// `returned` and in no other way's, then the rest holds.
struct Implication {
  RangeSet returned;
  std::map<TermId, RangeSet> facts;
  std::vector<std::pair<TermId, TermId>> equalities;
};
using Implications = std::shared_ptr<const std::vector<Implication>>;

enum class TraceKind : uint8_t { Enter, Edge, CheckAccepted, CheckRejected };

/// One event of a path, newest first. Shared between states.
struct Trace {
  TraceKind kind = TraceKind::Enter;
  ir::BlockId block; // Enter, Edge: the block entered
  uint32_t edge = 0; // Edge: index of the edge in the predecessor's successors
  uint32_t site = 0; // Check*
  ir::BlockId from;  // Edge
  TermId objects;    // Check*
  std::shared_ptr<const Trace> previous;

  ~Trace();
};
using TracePointer = std::shared_ptr<const Trace>;

class State {
public:
  std::map<ir::ValueId, TermId> values; // of loads, call results and phis that are live
  Memory memory;
  std::set<Held> held;
  std::set<Held> rejected; // passed to the authorizer, which did not accept on this path
  std::map<TermId, RangeSet> facts;
  std::map<TermId, TermId> equalities;         // term -> its smaller representative
  std::map<TermId, TermId> lookups;            // atom of a looked-up object -> tuple of family and keys
  std::set<uint32_t> acceptedSlots;            // may: an authorizer of the slot accepted something
  std::set<CheckedLookup> checkedLookups;      // may: what was looked up by the key was checked
  std::map<TermId, Implications> implications; // result of a call whose outcome is undecided
  std::set<TermId> pending;                    // results whose outcome this state was split on
  TermId subject;                              // on whose behalf the task acts; invalid: as at entry
  TracePointer trace;

  /// `term` with every part replaced by its representative.
  TermId canonical(TermPool &terms, TermId term) const;

  /// What values `term` may have; never empty unless the state is infeasible.
  RangeSet rangeOf(TermPool &terms, TermId term) const;

  /// Which bits of it are known, of masks tested before as well.
  KnownBits bitsOf(TermPool &terms, TermId term) const;

  /// Learns that `term` lies in `range`; false when that contradicts what is known.
  [[nodiscard]] bool assume(TermPool &terms, TermId term, const RangeSet &range);
  [[nodiscard]] bool assumeEqual(TermPool &terms, TermId left, TermId right);

  /// True when the state surely holds the qualifier for these objects; modes are the
  /// caller's business (see Held::mode).
  std::vector<Held> heldFor(TermPool &terms, uint32_t slot, TermId objects) const;

  /// The place of `atom` is about to be executed again: what names it now means the older
  /// instance, and what named an even older one is forgotten.
  void renewAtom(TermPool &terms, TermId atom);

private:
  [[nodiscard]] bool assumeBinary(TermPool &terms, TermId term, const RangeSet &outcome);
  [[nodiscard]] bool resolve(TermPool &terms, TermId term, const RangeSet &range);
  [[nodiscard]] bool narrow(TermPool &terms, TermId term, const RangeSet &range);
  RangeSet structuralRange(TermPool &terms, TermId term) const;
  RangeSet binaryRange(TermPool &terms, const Term &term) const;
  template <typename Function> void transform(TermId lostSubject, Function &&replace);
};

} // namespace hookqual::infer
