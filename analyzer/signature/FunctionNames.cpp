// SPDX-License-Identifier: MIT
#include "analyzer/signature/FunctionNames.h"

#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <set>

namespace hookqual::signature {

using ir::FunctionId;

namespace {

constexpr size_t kShownNames = 5;
constexpr size_t kShortestPart = 4; // characters of a name that are worth looking for in others

/// By number of typing errors; names that contain the one that is asked for come last, the
/// shortest of them first.
std::vector<std::string> nearNames(const ir::Program &program, llvm::StringRef name) {
  const unsigned tolerated = unsigned(name.size() / 4 + 1);
  std::set<std::pair<unsigned, std::string>> ranked;
  for (uint32_t i = 0; i < program.functionCount(); ++i) {
    const llvm::StringRef other = ir::nameOf(program.spelling(FunctionId(i)));
    const unsigned errors = name.edit_distance(other, /*AllowReplacements=*/true, tolerated);
    if (errors <= tolerated)
      ranked.emplace(errors, other.str());
    else if (name.size() >= kShortestPart && other.contains(name))
      ranked.emplace(tolerated + unsigned(other.size() - name.size()), other.str());
  }
  std::vector<std::string> names;
  for (const auto &[errors, other] : ranked)
    if (names.size() < kShownNames)
      names.push_back(other);
  return names;
}

llvm::Error unknown(const ir::Program &program, const std::string &name) {
  const std::string plain(ir::nameOf(name));
  std::string text;
  if (const auto homonyms = program.functionsNamed(plain); !homonyms.empty()) {
    for (FunctionId function : homonyms)
      text += (text.empty() ? "" : ", ") + program.function(function).file;
    return llvm::createStringError("there is no function `" + name + "`, but `" + plain + "` in " + text);
  }
  if (const ir::Prototype *prototype = program.prototype(plain))
    return llvm::createStringError("`" + plain + "` is declared in " + prototype->file +
                                   ", but no body of it was captured");
  for (const std::string &near : nearNames(program, plain))
    text += (text.empty() ? "; did you mean `" : ", `") + near + "`";
  return llvm::createStringError("there is no function `" + name + "` in the captured code" + text +
                                 (text.empty() ? "" : "?"));
}

} // namespace

llvm::Expected<std::vector<FunctionId>> functionsMeant(const ir::Program &program, const std::string &name) {
  const std::string plain(ir::nameOf(name));
  std::vector<FunctionId> meant;
  for (FunctionId function : program.functionsNamed(plain))
    if (name == plain || name == program.spelling(function) ||
        name == plain + "@" + program.function(function).file)
      meant.push_back(function);
  if (meant.empty())
    return unknown(program, name);
  return meant;
}

} // namespace hookqual::signature
