// SPDX-License-Identifier: MIT
// Terms outside any pool: what is known of a function whatever the rule is computed once and
// taken into the pool of each rule that asks.
#pragma once

#include "analyzer/infer/Term.h"

namespace hookqual::infer {

/// Operands come before their users; ids are positions.
class PortableTerms {
public:
  /// Takes a term out of a pool; always from the same one.
  TermId add(const TermPool &from, TermId id);
  const std::vector<Term> &terms() const { return terms_; }
  const std::string &text(uint32_t index) const { return texts_[index]; }
  friend bool operator==(const PortableTerms &a, const PortableTerms &b) {
    return a.terms_ == b.terms_ && a.texts_ == b.texts_;
  }

private:
  std::vector<Term> terms_; // `index` of globals and strings: in texts_
  std::vector<std::string> texts_;
  std::unordered_map<uint32_t, TermId> known_; // by id in the pool
};

/// Takes terms into a pool, which may order the operands of `==` and the like in its own way.
class TermImporter {
public:
  TermImporter(const PortableTerms &from, TermPool &to) : from_(from), to_(to), known_(from.terms().size()) {}
  TermId operator()(TermId id);

private:
  const PortableTerms &from_;
  TermPool &to_;
  std::vector<TermId> known_;
};

} // namespace hookqual::infer
