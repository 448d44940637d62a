// SPDX-License-Identifier: MIT
// Symbolic names of objects and scalars, hash-consed: what ir::Value denotes once loads are
// resolved through memory and calls through signatures. Two occurrences denote the same
// object iff their terms are equal after the state's equalities are applied.
//
// Atoms (Result, Phi, Opaque, Filled, Merged) stand for one execution of one place of the
// function; executing the place again renames the older instance to generation 1.
#pragma once

#include "analyzer/ir/Function.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hookqual::infer {

using TermId = ir::Id<struct TermTag>;

enum class TermKind : uint8_t {
  Parameter, // `index`
  Global,    // address of the symbol `text`
  Local,     // address of local `index`
  Constant,  // `constant`
  String,    // `text`
  Current,   // the running task
  System,    // pseudo-object of system-wide hooks
  Subject,   // credentials: `index` is a SubjectOf
  Returned,  // in a signature: what the function returns
  Result,    // atom: result of the call at site `index`
  Phi,       // atom: merged value of the phi with value id `index`
  Opaque,    // atom: a value that is not modelled, by value id `index`
  Filled,    // atom: what the call at site `index` left in the memory it was given
  Merged,    // atom: memory that differs on the edges into block `index`
  Load,      // operands: address [, atom that versions the memory; none = as at entry]
  Extract,   // `constant` bytes into the aggregate operand 0
  Offset,    // operand 0 + `constant`
  Element,   // operand 0 + operand 1 * `constant`
  BitField,  // address of the bit-field at bit `constant` of operand 0
  Unary,
  Binary,
  Cast,    // `constant`: to a signed type
  Applied, // result of the pure function `text`, for the operands as arguments
  Tuple,   // the operands together, as several parameters of one authorizer call
};

/// Whose credentials, if they have no other name.
enum class SubjectOf : uint32_t {
  Entry,   // on whose behalf the function was called
  Before,  // ... before its caller changed that
  Unknown, // several, or nobody knows
};

struct Term {
  TermKind kind = TermKind::Opaque;
  ir::Opcode opcode = ir::Opcode::None;
  uint8_t generation = 0; // of an atom
  bool isSigned = false;  // comparisons: of their operands; casts: of the source
  uint32_t bits = 0;
  uint32_t index = 0;
  int64_t constant = 0;
  std::vector<TermId> operands;

  friend bool operator==(const Term &, const Term &) = default;
};

class TermPool {
public:
  TermPool();

  const Term &operator[](TermId id) const { return terms_[id.index]; }

  TermId parameter(uint32_t index, uint32_t bits);
  TermId global(std::string_view symbol);
  TermId local(uint32_t index);
  TermId constant(int64_t value, uint32_t bits = 64);
  TermId string(std::string_view text);
  TermId current() const { return current_; }
  /// Key of the record that describes the running task; empty when it is not known.
  const std::string &recordOfCurrent() const { return recordOfCurrent_; }
  void describeCurrent(const std::string &record) { recordOfCurrent_ = record; }
  TermId system() const { return system_; }
  TermId returned() const { return returned_; }
  TermId subject(SubjectOf of) const { return subjects_[size_t(of)]; }
  /// `id` with one leaf replaced.
  TermId replace(TermId id, TermId leaf, TermId by) {
    return rewrite(id, [&](TermId part) { return part == leaf ? by : part; });
  }
  TermId atom(TermKind kind, uint32_t index, uint32_t bits);
  /// `version` is invalid for memory as it was at entry.
  TermId load(TermId address, TermId version, uint32_t bits);
  TermId extract(TermId aggregate, int64_t offset, uint32_t bits);
  TermId offset(TermId base, int64_t bytes);
  TermId element(TermId base, TermId index, int64_t stride);
  TermId bitField(TermId address, uint32_t bitOffset);
  TermId unary(ir::Opcode opcode, TermId operand, uint32_t bits);
  TermId binary(ir::Opcode opcode, TermId left, TermId right, ir::Type operandType, uint32_t bits);
  TermId cast(TermId operand, ir::Type from, ir::Type to);
  TermId applied(std::string_view function, std::vector<TermId> arguments, uint32_t bits);
  TermId tuple(std::vector<TermId> elements);

  static bool hasText(TermKind kind) {
    return kind == TermKind::Global || kind == TermKind::String || kind == TermKind::Applied;
  }
  /// A term like `term`, of another pool, over operands of this one. Not for terms with text.
  TermId make(const Term &term, std::vector<TermId> operands);

  /// The atom of the previous execution of `atom`'s place.
  TermId previousGeneration(TermId atom);

  bool isAtom(TermId id) const;
  /// Made of parameters, globals and constants and of memory as at entry only: means the
  /// same to every caller once parameters are replaced.
  bool isExportable(TermId id) const { return flags_[id.index].exportable; }
  bool mentionsParameter(TermId id) const { return flags_[id.index].parameter; }
  /// Whether some part is an atom or a local of this function.
  bool hasAtoms(TermId id) const { return flags_[id.index].atoms; }
  uint32_t depth(TermId id) const { return flags_[id.index].depth; }
  bool mentions(TermId id, TermId part) const;
  std::optional<int64_t> constantOf(TermId id) const;
  const std::string &text(TermId id) const { return text(terms_[id.index]); }
  const std::string &text(const Term &term) const { return texts_[term.index]; }

  /// Base address and byte offset: Offset(b, k) -> (b, k), anything else -> (itself, 0).
  std::pair<TermId, int64_t> split(TermId address) const;

  /// `id` with every part rebuilt by `replace`, which maps a leaf or a load to its new term.
  template <typename Leaf> TermId rewrite(TermId id, Leaf &&replace);

  size_t size() const { return terms_.size(); }

private:
  struct Flags {
    bool exportable = true, parameter = false, atoms = false;
    uint32_t depth = 0;
    uint64_t atomMask = 0; // a bit for each atom in it, several atoms share one
  };
  struct Hash {
    size_t operator()(const Term &term) const;
  };

  TermId intern(Term term);
  Flags flagsOf(const Term &term) const;
  std::optional<TermId> foldMask(TermId value, int64_t mask, ir::Type operandType, uint32_t bits);
  TermId rebuild(const Term &term, std::vector<TermId> operands);
  uint32_t internText(std::string_view text);

  std::vector<Term> terms_;
  std::vector<Flags> flags_;
  std::unordered_map<Term, TermId, Hash> ids_;
  std::vector<std::string> texts_;
  std::unordered_map<std::string, uint32_t> textIds_;
  TermId current_, system_, returned_, subjects_[3];
  std::string recordOfCurrent_;
};

template <typename Leaf> TermId TermPool::rewrite(TermId id, Leaf &&replace) {
  const Term term = terms_[id.index];
  if (term.operands.empty())
    return replace(id);
  std::vector<TermId> operands;
  operands.reserve(term.operands.size());
  bool changed = false;
  for (TermId operand : term.operands) {
    TermId now = rewrite(operand, replace);
    changed |= now != operand;
    operands.push_back(now);
  }
  TermId rebuilt = changed ? rebuild(term, std::move(operands)) : id;
  return terms_[rebuilt.index].kind == TermKind::Load ? replace(rebuilt) : rebuilt;
}

/// A term deeper than this is replaced by an opaque atom (counted by the caller).
inline constexpr uint32_t kMaxTermDepth = 24;

} // namespace hookqual::infer
