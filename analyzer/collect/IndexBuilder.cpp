// SPDX-License-Identifier: MIT
#include "analyzer/collect/IndexBuilder.h"

#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Preprocessor.h"

#include <algorithm>

namespace hookqual::collect {

class IndexCallbacks : public clang::PPCallbacks {
public:
  explicit IndexCallbacks(IndexBuilder &builder) : builder_(builder) {}

  void FileChanged(clang::SourceLocation location, FileChangeReason reason, clang::SrcMgr::CharacteristicKind,
                   clang::FileID) override {
    if (reason == EnterFile)
      builder_.enter(builder_.sources_.getFileID(location));
  }
  void InclusionDirective(clang::SourceLocation hash, const clang::Token &, llvm::StringRef, bool,
                          clang::CharSourceRange, clang::OptionalFileEntryRef file, llvm::StringRef,
                          llvm::StringRef, const clang::Module *, bool,
                          clang::SrcMgr::CharacteristicKind) override {
    if (file)
      builder_.include(builder_.sources_.getFileID(hash), file->getName());
  }
  void MacroExpands(const clang::Token &name, const clang::MacroDefinition &, clang::SourceRange range,
                    const clang::MacroArgs *) override {
    builder_.expand(name.getIdentifierInfo(), range.getBegin());
  }
  void MacroUndefined(const clang::Token &name, const clang::MacroDefinition &,
                      const clang::MacroDirective *) override {
    builder_.undefine(name.getIdentifierInfo(), name.getLocation());
  }
  void SourceRangeSkipped(clang::SourceRange range, clang::SourceLocation) override { builder_.skip(range); }

private:
  IndexBuilder &builder_;
};

bool IndexBuilder::Entries::areAllSkipping(unsigned offset) const {
  return std::ranges::count_if(skipped, [offset](const auto &range) {
           return range.first <= offset && offset < range.second;
         }) == count;
}

/// What a unit's command line defines differs from unit to unit: where it is expanded matters.
IndexBuilder::IndexBuilder(clang::Preprocessor &preprocessor, const PathNames &names, HeaderIndex &index)
    : preprocessor_(preprocessor), sources_(preprocessor.getSourceManager()), names_(names), index_(index),
      counter_(preprocessor.getIdentifierInfo("__COUNTER__")) {
  for (const std::string &macro : index.macros)
    watch(macroNameIn(macro));
}

std::unique_ptr<clang::PPCallbacks> IndexBuilder::callbacks() {
  return std::make_unique<IndexCallbacks>(*this);
}

void IndexBuilder::enter(clang::FileID file) {
  if (file == sources_.getMainFileID() || !sources_.getFileEntryRefForID(file))
    return;
  Entries &entries = entries_[numberOf(file)];
  if (entries.count++ != 0)
    return;
  entries.first = file;
  watchDefaults(file);
}

void IndexBuilder::include(clang::FileID includer, llvm::StringRef path) {
  const uint32_t included = index_.add(names_.nameOf(path));
  if (includer == sources_.getMainFileID())
    return;
  if (sources_.getFileEntryRefForID(includer))
    index_.files[numberOf(includer)].includes.push_back(included);
  else
    index_.implicit.push_back(included); // a line that the compiler made from -include
}

void IndexBuilder::expand(const clang::IdentifierInfo *macro, clang::SourceLocation place) {
  expanded_.insert(macro);
  const bool isCounter = macro == counter_;
  if (!isCounter && !watched_.contains(macro))
    return;
  const auto [file, offset] = sources_.getDecomposedExpansionLoc(place);
  if (!sources_.getFileEntryRefForID(file))
    return;
  if (isCounter)
    index_.counters.emplace(preprocessor_.getCounterValue(), HeaderPlace{numberOf(file), offset});
  else
    index_.mentions[macro->getName()].expansions.push_back({numberOf(file), offset});
}

void IndexBuilder::undefine(const clang::IdentifierInfo *macro, clang::SourceLocation place) {
  const clang::FileID file = sources_.getFileID(sources_.getExpansionLoc(place));
  if (sources_.getFileEntryRefForID(file))
    index_.mentions[macro->getName()].undefinedIn.push_back(numberOf(file));
}

void IndexBuilder::skip(clang::SourceRange range) {
  const auto [file, begin] = sources_.getDecomposedLoc(range.getBegin());
  const auto [endFile, end] = sources_.getDecomposedLoc(range.getEnd());
  if (file != endFile || !sources_.getFileEntryRefForID(file))
    return;
  // The range holds the directives at both ends, whose conditions were looked at.
  const llvm::StringRef text = sources_.getBufferData(file);
  size_t first = begin;
  do
    first = std::min(text.find('\n', first), text.size() - 1) + 1;
  while (first < end && text.take_front(first - 1).ends_with("\\"));
  const size_t last = text.rfind('\n', end);
  if (last != llvm::StringRef::npos && first <= last)
    entries_[numberOf(file)].skipped.emplace_back(unsigned(first), unsigned(last) + 1);
}

uint32_t IndexBuilder::numberOf(clang::FileID file) {
  const auto [entry, isNew] = numbers_.try_emplace(file);
  if (isNew)
    entry->second = index_.add(names_.nameOf(sources_.getFileEntryRefForID(file)->getName()));
  return entry->second;
}

void IndexBuilder::watch(llvm::StringRef macro) {
  watched_.insert(preprocessor_.getIdentifierInfo(macro));
  index_.mentions[macro].areExpansionsKnown = true;
}

/// Before the file is parsed, so that they are watched from their definition on.
void IndexBuilder::watchDefaults(clang::FileID file) {
  scanMentions(sources_.getBufferData(file), preprocessor_.getLangOpts(),
               [&](llvm::StringRef identifier, Mention mention, const MentionPlace &) {
                 if (mention == Mention::Default)
                   watch(identifier);
               });
}

void IndexBuilder::finish() {
  for (const auto &[file, entries] : entries_)
    if (entries.count != 0)
      takeMentions(file, entries);
}

/// What stands in branches that were not compiled decides nothing, unless their conditions
/// come out otherwise; and these are mentions themselves. A body that was never expanded
/// does not matter in a header either.
void IndexBuilder::takeMentions(uint32_t file, const Entries &entries) {
  index_.files[file].isInert = true;
  scanMentions(sources_.getBufferData(entries.first), preprocessor_.getLangOpts(),
               [&](llvm::StringRef identifier, Mention mention, const MentionPlace &place) {
                 if (entries.areAllSkipping(unsigned(place.offset)))
                   return;
                 index_.files[file].isInert = index_.files[file].isInert && place.isCondition;
                 if (mention == Mention::Default)
                   return index_.files[file].defaults.push_back(identifier.str());
                 if (!place.macro.empty() &&
                     !expanded_.contains(preprocessor_.getIdentifierInfo(place.macro)))
                   return;
                 HeaderIndex::Mentions &mentions = index_.mentions[identifier];
                 (mention == Mention::Code ? mentions.inCode : mentions.inDirective).push_back(file);
               });
}

} // namespace hookqual::collect
