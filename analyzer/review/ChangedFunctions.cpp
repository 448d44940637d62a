// SPDX-License-Identifier: MIT
#include "analyzer/review/ChangedFunctions.h"

#include "analyzer/ir/Binary.h"

#include "llvm/ADT/StringSet.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace hookqual::review {

namespace {

/// Spellings of functions of which only one program has a body with just these bytes.
llvm::Error addHashes(const link::LinkedProgram &program,
                      std::set<std::pair<std::string, std::string>> &all) {
  return program.facts().forEachFunctionHash(
      [&](llvm::StringRef symbol, llvm::StringRef hash) { all.emplace(symbol.str(), hash.str()); });
}

/// The body as bytes, without what only people see of it.
std::string meaningOf(const ir::Function &function) {
  ir::Function bare = function;
  bare.line = bare.endLine = 0;
  std::ranges::fill(bare.locations, ir::Location{});
  bare.names.clear();
  for (ir::Local &local : bare.locals)
    local.name.clear();
  for (ir::Parameter &parameter : bare.parameters)
    parameter.name.clear();
  bare.symbol.bodyHash.clear();
  return ir::writeBinary(bare);
}

} // namespace

std::string lastingName(llvm::StringRef spelling) {
  return spelling.split('#').first.str();
}

llvm::Expected<std::vector<ChangedFunction>> changedFunctions(const link::LinkedProgram &before,
                                                              const link::LinkedProgram &now) {
  std::set<std::pair<std::string, std::string>> old, current;
  if (llvm::Error error = addHashes(before, old))
    return std::move(error);
  if (llvm::Error error = addHashes(now, current))
    return std::move(error);
  std::map<std::string, ChangedFunction> differing;
  std::vector<std::pair<std::string, std::string>> part;
  std::ranges::set_difference(old, current, std::back_inserter(part));
  for (const auto &[symbol, hash] : part)
    if (const ir::FunctionId id = before.find(symbol); id.valid() && before.spelling(id) == symbol)
      differing[lastingName(symbol)].before = id;
  part.clear();
  std::ranges::set_difference(current, old, std::back_inserter(part));
  for (const auto &[symbol, hash] : part)
    if (const ir::FunctionId id = now.find(symbol); id.valid() && now.spelling(id) == symbol)
      differing[lastingName(symbol)].now = id;
  std::vector<ChangedFunction> changed;
  for (const auto &[name, pair] : differing) {
    const bool isSame = pair.before.valid() && pair.now.valid() &&
                        meaningOf(before.function(pair.before)) == meaningOf(now.function(pair.now));
    if (!isSame)
      changed.push_back(pair);
  }
  return changed;
}

} // namespace hookqual::review
