// SPDX-License-Identifier: MIT
#include "analyzer/hooks/Exports.h"

#include "analyzer/hooks/SourceFile.h"
#include "analyzer/hooks/SourceTree.h"
#include "analyzer/infer/InParallel.h"

#include "llvm/ADT/STLExtras.h"

#include <cstring>

namespace hookqual::hooks {

namespace {

/// Whether the file may export something: lexing is slow, and few files do.
bool mayExport(llvm::StringRef text, const Conventions &conventions) {
  return llvm::any_of(conventions.exportingMacros, [&](const auto &macro) {
    return memmem(text.data(), text.size(), macro.first.data(), macro.first.size()) != nullptr;
  });
}

std::vector<ExportedSymbol> exportsIn(const SourceFile &file, const Conventions &conventions) {
  std::vector<ExportedSymbol> found;
  const Tokens tokens = file.tokens();
  for (size_t i = 0; i < tokens.size(); ++i) {
    const auto macro = conventions.exportingMacros.find(tokens[i].text.str());
    if (macro == conventions.exportingMacros.end() || !tokens[i].isName())
      continue;
    const auto arguments = argumentsAt(tokens, i + 1);
    if (!arguments || arguments->each.empty() || arguments->each[0].size() != 1)
      continue; // of a macro's parameter, say
    found.push_back({.name = arguments->each[0][0].text.str(),
                     .audience = macro->second,
                     .nameSpace = arguments->each.size() > 1 ? spell(arguments->each[1]) : "",
                     .where = file.at(tokens[i])});
  }
  return found;
}

} // namespace

std::vector<ExportedSymbol> readExports(const std::string &root, const Conventions &conventions,
                                        unsigned jobs) {
  const SourceList sources = listSources(root, conventions.notKernel);
  std::vector<std::vector<ExportedSymbol>> parts(sources.files.size());
  infer::forEachInParallel(parts.size(), jobs, [&](size_t i) {
    const auto text = readSource(root, sources.files[i]);
    if (text && mayExport((*text)->getBuffer(), conventions))
      parts[i] = exportsIn(SourceFile(sources.files[i], (*text)->getBuffer()), conventions);
  });
  std::vector<ExportedSymbol> all;
  for (std::vector<ExportedSymbol> &part : parts)
    llvm::append_range(all, part);
  return all;
}

} // namespace hookqual::hooks
