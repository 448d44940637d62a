// SPDX-License-Identifier: MIT
#include "analyzer/collect/CounterUses.h"

#include "clang/Basic/SourceManager.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"

namespace hookqual::collect {

class CounterCallbacks : public clang::PPCallbacks {
public:
  CounterCallbacks(CounterUses &uses, clang::Preprocessor &preprocessor)
      : uses_(uses), preprocessor_(preprocessor), counter_(preprocessor.getIdentifierInfo("__COUNTER__")) {}

  void MacroExpands(const clang::Token &name, const clang::MacroDefinition &, clang::SourceRange range,
                    const clang::MacroArgs *) override {
    if (name.getIdentifierInfo() != counter_)
      return;
    uses_.places_[preprocessor_.getCounterValue()] =
        preprocessor_.getSourceManager().getExpansionLoc(range.getBegin());
  }

private:
  CounterUses &uses_;
  clang::Preprocessor &preprocessor_;
  const clang::IdentifierInfo *counter_;
};

std::unique_ptr<clang::PPCallbacks> CounterUses::callbacks(clang::Preprocessor &preprocessor) {
  return std::make_unique<CounterCallbacks>(*this, preprocessor);
}

} // namespace hookqual::collect
