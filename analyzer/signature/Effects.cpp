// SPDX-License-Identifier: MIT
#include "analyzer/signature/Effects.h"

#include "analyzer/witness/ConditionText.h"
#include "analyzer/witness/TermText.h"

namespace hookqual::signature {

namespace {

constexpr uint64_t kScalarBits = 64;

class Describer {
public:
  Describer(const ir::Program &program, const infer::FunctionSummary &summary, ir::FunctionId function)
      : program_(program), terms_(*summary.terms), summary_(summary.summary),
        function_(program.function(function)) {}

  reports::SignatureEffects run();

private:
  std::string text(infer::TermId term) {
    return term.valid() ? textOf(program_, terms_, function_, term, witness::Naming::Source) : "";
  }
  std::string place(const infer::StoreEffect &store);
  /// Whether callers can tell the memory from any other: a parameter or the result leads to it.
  bool isOfCaller(infer::TermId address) const {
    return terms_.mentionsParameter(address) || terms_.mentions(address, terms_.returned());
  }

  const ir::Program &program_;
  infer::TermPool &terms_;
  const infer::Summary &summary_;
  const ir::Function &function_;
};

std::string Describer::place(const infer::StoreEffect &store) {
  if (store.bits <= kScalarBits)
    return text(terms_.load(store.address, infer::TermId(), uint32_t(store.bits)));
  const std::string address = text(store.address); // of a struct, not of its first field
  return address.starts_with('&') ? address.substr(1) : "*" + address;
}

reports::SignatureEffects Describer::run() {
  reports::SignatureEffects effects{.isFollowed = summary_.isFollowed};
  if (!effects.isFollowed)
    return effects;
  if (function_.returnType.typeClass != ir::TypeClass::Void)
    effects.returned = witness::returnedText(summary_.returned);
  effects.value = text(summary_.value);
  for (const infer::StoreEffect &store : summary_.stores)
    if (isOfCaller(store.address))
      effects.stores.push_back({place(store), text(store.value)});
  // The family of the lookup comes first, and means nothing to a reader.
  if (summary_.lookup.valid())
    for (size_t i = 1; i < terms_[summary_.lookup].operands.size(); ++i)
      effects.lookupKeys.push_back(text(terms_[summary_.lookup].operands[i]));
  return effects;
}

} // namespace

reports::SignatureEffects describeEffects(const ir::Program &program, const infer::FunctionSummary &summary,
                                          ir::FunctionId function) {
  return Describer(program, summary, function).run();
}

} // namespace hookqual::signature
