// SPDX-License-Identifier: MIT
#include "analyzer/collect/PrecompiledHeader.h"

#include "analyzer/collect/Arguments.h"
#include "analyzer/collect/Invocation.h"

#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"

#include <algorithm>

namespace hookqual::collect {

namespace {

/// A precompiled header must not depend on when its files were written: their content is
/// the caller's to compare.
constexpr const char *kBuildArguments[] = {"-x", "c-header", "-Xclang", "-fno-pch-timestamp", "-w"};

/// Watches the prefix being parsed and fills in the index.
class IndexBuilder : public clang::PPCallbacks {
public:
  IndexBuilder(clang::Preprocessor &preprocessor, const PathNames &names, HeaderIndex &index)
      : preprocessor_(preprocessor), sources_(preprocessor.getSourceManager()), names_(names), index_(index),
        counter_(preprocessor.getIdentifierInfo("__COUNTER__")) {
    // What a unit's command line defines differs from unit to unit: where it is expanded matters.
    for (const std::string &macro : index.macros)
      watch(macroNameIn(macro));
  }

  void FileChanged(clang::SourceLocation location, FileChangeReason reason, clang::SrcMgr::CharacteristicKind,
                   clang::FileID) override {
    const clang::FileID file = sources_.getFileID(location);
    if (reason == EnterFile && file != sources_.getMainFileID() && sources_.getFileEntryRefForID(file))
      scan(file);
  }

  void InclusionDirective(clang::SourceLocation hash, const clang::Token &, llvm::StringRef, bool,
                          clang::CharSourceRange, clang::OptionalFileEntryRef file, llvm::StringRef,
                          llvm::StringRef, const clang::Module *, bool,
                          clang::SrcMgr::CharacteristicKind) override {
    if (!file)
      return;
    const uint32_t included = index_.add(names_.nameOf(file->getName()));
    const clang::FileID includer = sources_.getFileID(hash);
    if (includer == sources_.getMainFileID())
      return;
    if (!sources_.getFileEntryRefForID(includer))
      index_.implicit.push_back(included); // a line that the compiler made from -include
    else
      index_.files[numberOf(includer)].includes.push_back(included);
  }

  void MacroExpands(const clang::Token &name, const clang::MacroDefinition &, clang::SourceRange range,
                    const clang::MacroArgs *) override {
    const bool isCounter = name.getIdentifierInfo() == counter_;
    if (!isCounter && !watched_.contains(name.getIdentifierInfo()))
      return;
    const auto [file, offset] = sources_.getDecomposedExpansionLoc(range.getBegin());
    if (!sources_.getFileEntryRefForID(file))
      return;
    const HeaderPlace place{numberOf(file), offset};
    if (isCounter)
      index_.counters.emplace(place, preprocessor_.getCounterValue());
    else
      index_.mentions[name.getIdentifierInfo()->getName()].expansions.push_back(place);
  }

  void MacroUndefined(const clang::Token &name, const clang::MacroDefinition &,
                      const clang::MacroDirective *) override {
    const clang::FileID file = sources_.getFileID(sources_.getExpansionLoc(name.getLocation()));
    if (sources_.getFileEntryRefForID(file))
      index_.mentions[name.getIdentifierInfo()->getName()].undefinedIn.push_back(numberOf(file));
  }

private:
  uint32_t numberOf(clang::FileID file) {
    const auto [entry, isNew] = numbers_.try_emplace(file);
    if (isNew)
      entry->second = index_.add(names_.nameOf(sources_.getFileEntryRefForID(file)->getName()));
    return entry->second;
  }

  void watch(llvm::StringRef macro) {
    watched_.insert(preprocessor_.getIdentifierInfo(macro));
    index_.mentions[macro].areExpansionsKnown = true;
  }

  /// Before the file is parsed, so that its own defaults are watched from their definition on.
  void scan(clang::FileID file) {
    const uint32_t number = numberOf(file);
    if (!scanned_.insert(number).second)
      return;
    scanMentions(sources_.getBufferData(file), preprocessor_.getLangOpts(),
                 [&](llvm::StringRef identifier, Mention mention) {
                   HeaderIndex::Mentions &mentions = index_.mentions[identifier];
                   if (mention == Mention::Default)
                     return watch(identifier);
                   std::vector<uint32_t> &list =
                       mention == Mention::Code ? mentions.inCode : mentions.inDirective;
                   if (list.empty() || list.back() != number)
                     list.push_back(number);
                 });
  }

  clang::Preprocessor &preprocessor_;
  clang::SourceManager &sources_;
  const PathNames &names_;
  HeaderIndex &index_;
  llvm::DenseMap<clang::FileID, uint32_t> numbers_;
  llvm::DenseSet<uint32_t> scanned_;
  llvm::DenseSet<const clang::IdentifierInfo *> watched_;
  const clang::IdentifierInfo *counter_;
};

class PrecompileAction : public clang::GeneratePCHAction {
public:
  PrecompileAction(const PathNames &names, HeaderIndex &index) : names_(names), index_(index) {}

  bool BeginSourceFileAction(clang::CompilerInstance &compiler) override {
    for (const auto &[macro, isUndefined] : compiler.getPreprocessorOpts().Macros)
      index_.macros.push_back((isUndefined ? "U" : "D") + macro);
    clang::Preprocessor &preprocessor = compiler.getPreprocessor();
    preprocessor.addPPCallbacks(std::make_unique<IndexBuilder>(preprocessor, names_, index_));
    return clang::GeneratePCHAction::BeginSourceFileAction(compiler);
  }

private:
  const PathNames &names_;
  HeaderIndex &index_;
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
