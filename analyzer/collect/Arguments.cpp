// SPDX-License-Identifier: MIT
#include "analyzer/collect/Arguments.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

namespace hookqual::collect {

namespace {

bool takesNextArgument(llvm::StringRef argument) {
  return llvm::is_contained({"-o", "-MF", "-MT", "-MQ", "-MJ", "-Xassembler"}, argument);
}

bool isDropped(llvm::StringRef argument) {
  if (llvm::is_contained({"-c", "-S", "-E", "-MD", "-MMD", "-MP", "-MG", "-M", "-MM", "-pipe", "-Werror"},
                         argument))
    return true;
  // -Wp,-D... defines macros and must stay.
  return llvm::any_of(std::initializer_list<llvm::StringRef>{"-Wp,-M", "-fplugin", "-Werror=", "-save-temps"},
                      [&](llvm::StringRef prefix) { return argument.starts_with(prefix); });
}

} // namespace

std::vector<std::string> compilingArguments(std::span<const std::string> arguments) {
  std::vector<std::string> kept;
  for (size_t i = 0; i < arguments.size(); ++i) {
    if (takesNextArgument(arguments[i]))
      ++i;
    else if (!isDropped(arguments[i]))
      kept.push_back(arguments[i]);
  }
  kept.push_back("-w");
  return kept;
}

std::vector<std::string> parsingArguments(std::span<const std::string> arguments) {
  std::vector<std::string> kept = compilingArguments(arguments);
  kept.push_back("-fsyntax-only");
  return kept;
}

} // namespace hookqual::collect
