// SPDX-License-Identifier: MIT
#include "analyzer/collect/PrecompiledHeader.h"

#include "analyzer/collect/Arguments.h"
#include "analyzer/collect/IndexBuilder.h"
#include "analyzer/collect/Invocation.h"

#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"

#include <algorithm>

namespace hookqual::collect {

namespace {

/// A precompiled header must not depend on when its files were written: their content is
/// the caller's to compare.
constexpr const char *kBuildArguments[] = {"-x", "c-header", "-Xclang", "-fno-pch-timestamp", "-w"};

class PrecompileAction : public clang::GeneratePCHAction {
public:
  PrecompileAction(const PathNames &names, HeaderIndex &index) : names_(names), index_(index) {}

  bool BeginSourceFileAction(clang::CompilerInstance &compiler) override {
    for (const auto &[macro, isUndefined] : compiler.getPreprocessorOpts().Macros)
      index_.macros.push_back((isUndefined ? "U" : "D") + macro);
    builder_ = std::make_unique<IndexBuilder>(compiler.getPreprocessor(), names_, index_);
    compiler.getPreprocessor().addPPCallbacks(builder_->callbacks());
    return clang::GeneratePCHAction::BeginSourceFileAction(compiler);
  }

  void EndSourceFileAction() override {
    builder_->finish();
    clang::GeneratePCHAction::EndSourceFileAction();
  }

private:
  const PathNames &names_;
  HeaderIndex &index_;
  std::unique_ptr<IndexBuilder> builder_;
};

template <typename Item> void sortOnce(std::vector<Item> &items) {
  std::ranges::sort(items);
  items.erase(std::ranges::unique(items).begin(), items.end());
}

/// Files are numbered as they are met, so lists that grow while parsing are not in order.
void normalize(HeaderIndex &index) {
  sortOnce(index.implicit);
  for (HeaderIndex::File &file : index.files)
    sortOnce(file.includes);
  for (auto &entry : index.mentions) {
    HeaderIndex::Mentions &mentions = entry.second;
    for (auto *list : {&mentions.inDirective, &mentions.inCode, &mentions.undefinedIn})
      sortOnce(*list);
    sortOnce(mentions.expansions);
  }
}

std::string indexFileOf(const std::string &prefix) {
  return prefix + ".index";
}

std::string precompiledFileOf(const std::string &prefix) {
  return prefix + ".pch";
}

llvm::Error writeFile(const std::string &path, const std::string &bytes) {
  return llvm::writeToOutput(path, [&](llvm::raw_ostream &out) {
    out << bytes;
    return llvm::Error::success();
  });
}

llvm::Expected<HeaderIndex> compile(const PrecompiledOptions &options, const PathNames &names,
                                    FirstError &diagnostics) {
  std::vector<std::string> arguments = compilingArguments(options.arguments);
  arguments.insert(arguments.end(), std::begin(kBuildArguments), std::end(kBuildArguments));
  arguments.push_back(options.prefix);
  auto compiler = makeCompiler(std::move(arguments), options.directory, diagnostics, options.prefix);
  if (!compiler)
    return compiler.takeError();
  (*compiler)->getFrontendOpts().OutputFile = precompiledFileOf(options.prefix);
  HeaderIndex index;
  PrecompileAction action(names, index);
  const bool isDone = (*compiler)->ExecuteAction(action);
  if (!isDone || (*compiler)->getDiagnostics().hasErrorOccurred())
    return diagnostics.take(options.prefix);
  normalize(index);
  return index;
}

/// A header that cannot stand beside the others is left to the units that include it.
llvm::Error dropLine(const std::string &prefix, unsigned line) {
  auto text = llvm::MemoryBuffer::getFile(prefix);
  if (!text)
    return llvm::createStringError(prefix + ": " + text.getError().message());
  std::string kept;
  unsigned number = 0;
  for (llvm::StringRef rest = (*text)->getBuffer(); !rest.empty();) {
    llvm::StringRef current;
    std::tie(current, rest) = rest.split('\n');
    if (++number != line)
      kept += current.str() + "\n";
  }
  return writeFile(prefix, kept);
}

} // namespace

llvm::Error precompile(const PrecompiledOptions &options) {
  constexpr int kMostBrokenHeaders = 16;
  for (int broken = 0;; ++broken) {
    const PathNames names(options.sourceRoot, options.directory, options.objectTree);
    FirstError diagnostics(names);
    llvm::Expected<HeaderIndex> index = compile(options, names, diagnostics);
    if (index)
      return writeFile(indexFileOf(options.prefix), index->toBytes());
    if (broken == kMostBrokenHeaders || diagnostics.mainFileLine() == 0)
      return index.takeError();
    llvm::consumeError(index.takeError());
    if (llvm::Error error = dropLine(options.prefix, diagnostics.mainFileLine()))
      return error;
  }
}

llvm::Expected<std::shared_ptr<const PrecompiledHeader>> PrecompiledHeader::load(const std::string &prefix) {
  auto bytes = llvm::MemoryBuffer::getFile(indexFileOf(prefix));
  if (!bytes)
    return llvm::createStringError(indexFileOf(prefix) + ": " + bytes.getError().message());
  llvm::Expected<HeaderIndex> index = HeaderIndex::fromBytes((*bytes)->getBuffer());
  if (!index)
    return llvm::createStringError(indexFileOf(prefix) + ": " + llvm::toString(index.takeError()));
  return std::make_shared<const PrecompiledHeader>(precompiledFileOf(prefix), std::move(*index));
}

} // namespace hookqual::collect
