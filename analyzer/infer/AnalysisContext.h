// SPDX-License-Identifier: MIT
// What the analysis of one function asks of the rest of the program.
#pragma once

#include "analyzer/infer/FunctionView.h"
#include "analyzer/infer/RuleBinding.h"
#include "analyzer/infer/Signature.h"

namespace hookqual::infer {

/// Rule-independent: what a call of the function yields and touches.
struct Summary {
  TermId value; // exportable returned term, if it is the same on every path
  RangeSet returned = RangeSet::full();
  std::vector<bool> mayWriteThrough; // per parameter: memory at constant offsets from it
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
  /// Functions whose result is the running task, by C name.
  virtual bool yieldsCurrent(std::string_view name) const = 0;
  virtual Overflows &overflows() = 0;
  /// An exemption of the rule applied.
  virtual void noteExemption(size_t exemption) = 0;
};

} // namespace hookqual::infer
