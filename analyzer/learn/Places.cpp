// SPDX-License-Identifier: MIT
#include "analyzer/learn/Places.h"

#include "llvm/ADT/StringExtras.h"

namespace hookqual::learn {

reports::SourceRange placeOf(const ir::Function &function, ir::LocationId location) {
  if (!location.valid())
    return placeOf(function);
  const ir::Location &at = function.location(location);
  return {function.files[at.expansionFile], at.line, at.column, at.endLine, at.endColumn};
}

reports::SourceRange placeOf(const ir::Function &function) {
  return {function.file, function.line, 1, function.line, 1};
}

std::string learnedRuleId(const std::string &authorizer, const std::string &operation) {
  std::string id;
  for (char c : authorizer + "-" + operation)
    if (const char small = llvm::toLower(c); llvm::isAlnum(small))
      id += small;
    else if (!id.empty() && id.back() != '-')
      id += '-';
  while (!id.empty() && id.back() == '-')
    id.pop_back();
  return "learned/" + id;
}

} // namespace hookqual::learn
