// SPDX-License-Identifier: MIT
// What the analysis of one function asks of the rest of the program.
#pragma once

#include "analyzer/infer/Features.h"
#include "analyzer/infer/FunctionView.h"
#include "analyzer/infer/KnownFunctions.h"
#include "analyzer/infer/RuleBinding.h"
#include "analyzer/infer/Signature.h"

#include <limits>
#include <optional>

namespace hookqual::infer {

/// Bytes of the memory a parameter points to, relative to it; `high` is exclusive.
struct ByteRange {
  int64_t low = 0, high = 0;
  static ByteRange everything() {
    return {std::numeric_limits<int64_t>::min(), std::numeric_limits<int64_t>::max()};
  }
  bool isEverything() const { return *this == everything(); }
  friend bool operator==(const ByteRange &, const ByteRange &) = default;
  friend auto operator<=>(const ByteRange &, const ByteRange &) = default;
};

/// Rule-independent: what a call of the function yields and touches.
struct Summary {
  bool isFollowed = false; // the body is small enough to look at; else only `mayWrite` is known
  TermId value;            // exportable returned term, if it is the same on every path
  RangeSet returned = RangeSet::full();
  std::vector<std::vector<ByteRange>> mayWrite; // per parameter, ascending
  std::vector<StoreEffect> stores;              // of all outcomes; without a value: on some path, or several
  std::vector<Outcome> outcomes;                // by return class, if there are several
  TermId subject; // on whose behalf the task acts afterwards, a SubjectOf being the caller's
  TermId lookup;  // the key by which the result was looked up, as in State::lookups
  friend bool operator==(const Summary &, const Summary &) = default;
};

class AnalysisContext {
public:
  virtual ~AnalysisContext() = default;

  virtual TermPool &terms() = 0;
  virtual const ir::Program &program() const = 0;
  virtual const FunctionView &view(ir::FunctionId function) = 0;
  /// Null when the function has no relation to the rule, or is being analysed.
  virtual const Signature *signature(ir::FunctionId function) = 0;
  virtual const Summary &summary(ir::FunctionId function) = 0;
  virtual const KnownFunctions &known() const = 0;
  /// A caller of the function checked the same key's object of an earlier lookup.
  virtual void confirmRelookup(const SecondLookup &lookup) = 0;
  virtual Overflows &overflows() = 0;
  virtual bool has(Feature feature) const = 0;
  /// An exemption of the rule applied to the obligation.
  virtual void noteExemption(size_t exemption, const Obligation &obligation) = 0;
};

} // namespace hookqual::infer
