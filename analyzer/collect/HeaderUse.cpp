// SPDX-License-Identifier: MIT
#include "analyzer/collect/HeaderUse.h"

#include "clang/Basic/SourceManager.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/Token.h"

#include <algorithm>

namespace hookqual::collect {

namespace {

/// GNU attributes have two names each: `noreturn` and `__noreturn__`.
llvm::StringRef plainName(const clang::Token &token) {
  llvm::StringRef name = token.getIdentifierInfo()->getName();
  if (name.size() > 4 && name.starts_with("__") && name.ends_with("__"))
    name = name.drop_front(2).drop_back(2);
  return name;
}

} // namespace

bool HeaderUse::areAlike(const clang::Token &a, const clang::Token &b) const {
  if (a.getKind() != b.getKind())
    return false;
  if (a.getIdentifierInfo() && b.getIdentifierInfo())
    return plainName(a) == plainName(b);
  return !a.isLiteral() || preprocessor_.getSpelling(a) == preprocessor_.getSpelling(b);
}

bool HeaderUse::areAlike(const clang::MacroInfo &a, const clang::MacroInfo *b) const {
  return b && a.isObjectLike() == b->isObjectLike() && a.isVariadic() == b->isVariadic() &&
         std::ranges::equal(a.params(), b->params()) &&
         std::ranges::equal(a.tokens(), b->tokens(),
                            [this](const clang::Token &x, const clang::Token &y) { return areAlike(x, y); });
}

class HeaderUseCallbacks : public clang::PPCallbacks {
public:
  explicit HeaderUseCallbacks(HeaderUse &use) : use_(use) {}

  void FileChanged(clang::SourceLocation location, FileChangeReason reason, clang::SrcMgr::CharacteristicKind,
                   clang::FileID) override {
    if (reason != EnterFile)
      return;
    if (const auto file = use_.sources_.getFileEntryRefForID(use_.sources_.getFileID(location)))
      use_.enter(file->getName());
  }
  void FileSkipped(const clang::FileEntryRef &file, const clang::Token &,
                   clang::SrcMgr::CharacteristicKind) override {
    use_.skip(file.getName());
  }

  void MacroDefined(const clang::Token &name, const clang::MacroDirective *directive) override {
    use_.define(name.getIdentifierInfo()->getName(), directive);
  }
  void MacroUndefined(const clang::Token &name, const clang::MacroDefinition &,
                      const clang::MacroDirective *) override {
    use_.define(name.getIdentifierInfo()->getName());
  }
  void MacroExpands(const clang::Token &name, const clang::MacroDefinition &definition, clang::SourceRange,
                    const clang::MacroArgs *) override {
    consult(name, definition);
  }
  void Defined(const clang::Token &name, const clang::MacroDefinition &definition,
               clang::SourceRange) override {
    consult(name, definition);
  }
  void Ifdef(clang::SourceLocation, const clang::Token &name,
             const clang::MacroDefinition &definition) override {
    consult(name, definition);
  }
  void Ifndef(clang::SourceLocation, const clang::Token &name,
              const clang::MacroDefinition &definition) override {
    consult(name, definition);
  }
  using clang::PPCallbacks::Elifdef;
  using clang::PPCallbacks::Elifndef;
  void Elifdef(clang::SourceLocation, const clang::Token &name,
               const clang::MacroDefinition &definition) override {
    consult(name, definition);
  }
  void Elifndef(clang::SourceLocation, const clang::Token &name,
                const clang::MacroDefinition &definition) override {
    consult(name, definition);
  }

private:
  void consult(const clang::Token &name, const clang::MacroDefinition &definition) {
    use_.consult(name.getIdentifierInfo()->getName(), definition);
  }

  HeaderUse &use_;
};

HeaderUse::HeaderUse(const HeaderIndex &index, const PathNames &names, clang::Preprocessor &preprocessor)
    : index_(index), names_(names), preprocessor_(preprocessor), sources_(preprocessor.getSourceManager()),
      included_(index.files.size()) {}

void HeaderUse::begin(const std::vector<std::string> &differingMacros) {
  for (const std::string &macro : differingMacros)
    define(macroNameIn(macro));
  hideDefaults();
  for (uint32_t file : index_.implicit)
    include(file);
}

void HeaderUse::hideDefaults() {
  for (uint32_t file = 0; file < index_.files.size(); ++file)
    for (const std::string &macro : index_.files[file].defaults) {
      clang::IdentifierInfo *name = preprocessor_.getIdentifierInfo(macro);
      clang::MacroInfo *info = preprocessor_.getMacroInfo(name);
      if (!info || fileOf(info) != int64_t(file))
        continue;
      hidden_[macro] = info;
      preprocessor_.appendMacroDirective(name, new (preprocessor_.getPreprocessorAllocator())
                                                   clang::UndefMacroDirective(info->getDefinitionLoc()));
    }
}

void HeaderUse::restoreDefaults(uint32_t file) {
  for (const std::string &macro : index_.files[file].defaults) {
    const auto hidden = hidden_.find(macro);
    if (hidden == hidden_.end())
      continue;
    clang::IdentifierInfo *name = preprocessor_.getIdentifierInfo(macro);
    if (!preprocessor_.getMacroInfo(name)) {
      if (fileOf(hidden->second) != int64_t(file))
        refuse("`" + macro + "` gets another default in " + index_.files[file].path);
      preprocessor_.appendDefMacroDirective(name, hidden->second);
    }
    hidden_.erase(hidden);
  }
}

std::unique_ptr<clang::PPCallbacks> HeaderUse::callbacks() {
  return std::make_unique<HeaderUseCallbacks>(*this);
}

void HeaderUse::refuse(const std::string &why) {
  if (refusal_.empty())
    refusal_ = why;
}

/// The file is parsed here and now. What the precompiled header has of it is there too,
/// unless that is nothing.
void HeaderUse::enter(llvm::StringRef path) {
  const std::string name = names_.nameOf(path);
  const int64_t file = index_.find(name);
  if (file < 0)
    entered_.insert(name);
  else if (index_.files[size_t(file)].isInert)
    included_.set(unsigned(file));
  else
    include(uint32_t(file));
}

/// The precompiled header has all of it.
void HeaderUse::skip(llvm::StringRef path) {
  if (const int64_t file = index_.find(names_.nameOf(path)); file >= 0)
    include(uint32_t(file));
}

/// Depth first, in the order of the #include lines, as the preprocessor would go.
void HeaderUse::include(uint32_t first) {
  std::vector<uint32_t> pending = {first};
  while (!pending.empty()) {
    const uint32_t file = pending.back();
    pending.pop_back();
    if (included_.test(file))
      continue;
    included_.set(file);
    for (const auto &macro : defined_)
      if (macro.second)
        check(file, macro.first(), *macro.second);
    restoreDefaults(file);
    const std::vector<uint32_t> &includes = index_.files[file].includes;
    pending.insert(pending.end(), includes.rbegin(), includes.rend());
  }
}

void HeaderUse::check(uint32_t file, llvm::StringRef macro, const HeaderIndex::Mentions &mentions) {
  const auto has = [file](const std::vector<uint32_t> &files) {
    return std::ranges::binary_search(files, file);
  };
  if (has(mentions.inDirective) || (has(mentions.inCode) && !mentions.areExpansionsKnown))
    refuse("`" + macro.str() + "` is defined before " + index_.files[file].path + ", which mentions it");
  const auto places = std::ranges::equal_range(mentions.expansions, file, {}, &HeaderPlace::file);
  differing_.insert(differing_.end(), places.begin(), places.end());
  isSorted_ = false;
}

void HeaderUse::define(llvm::StringRef macro) {
  const auto found = index_.mentions.find(macro);
  defined_[macro] = found == index_.mentions.end() ? nullptr : &found->second;
}

/// One that is as the precompiled header's changes nothing.
void HeaderUse::define(llvm::StringRef macro, const clang::MacroDirective *directive) {
  const clang::MacroDirective *previous = directive ? directive->getPrevious() : nullptr;
  if (!previous || !areAlike(*directive->getMacroInfo(), previous->getMacroInfo()))
    define(macro);
}

void HeaderUse::consult(llvm::StringRef macro, const clang::MacroDefinition &definition) {
  const clang::MacroInfo *info = definition.getMacroInfo();
  if (!info) {
    const auto found = index_.mentions.find(macro);
    if (found != index_.mentions.end() && !defined_.contains(macro))
      for (uint32_t file : found->second.undefinedIn)
        if (!included_.test(file))
          refuse("`" + macro.str() + "` is undefined by " + index_.files[file].path +
                 ", which is not included");
    return;
  }
  const int64_t file = fileOf(info);
  if (file >= 0 && !included_.test(unsigned(file)) && !hasVisibleTwin(definition))
    refuse("`" + macro.str() + "` is a macro of " + index_.files[size_t(file)].path +
           ", which is not included");
}

bool HeaderUse::hasVisibleTwin(const clang::MacroDefinition &definition) {
  const clang::MacroDirective *directive = definition.getLocalDirective();
  if (!directive)
    return false;
  for (directive = directive->getPrevious(); directive; directive = directive->getPrevious()) {
    const auto *defining = llvm::dyn_cast<clang::DefMacroDirective>(directive);
    if (!defining)
      continue;
    const int64_t file = fileOf(defining->getInfo());
    if (file < 0 || included_.test(unsigned(file)))
      return areAlike(*definition.getMacroInfo(), defining->getInfo());
  }
  return false;
}

int64_t HeaderUse::fileOf(const clang::MacroInfo *info) {
  const auto [entry, isNew] = macroFiles_.try_emplace(info);
  if (isNew)
    entry->second = fileOf(sources_.getFileID(info->getDefinitionLoc()));
  return entry->second;
}

int64_t HeaderUse::fileOf(clang::FileID file) {
  if (!sources_.isLoadedFileID(file))
    return -1;
  const auto [entry, isNew] = files_.try_emplace(file);
  if (isNew) {
    const clang::OptionalFileEntryRef found = sources_.getFileEntryRefForID(file);
    entry->second = found ? index_.find(names_.nameOf(found->getName())) : -1;
  }
  return entry->second;
}

bool HeaderUse::reads(clang::SourceLocation location) {
  if (location.isInvalid())
    return true;
  const int64_t file = fileOf(sources_.getFileID(sources_.getExpansionLoc(location)));
  return file < 0 || included_.test(unsigned(file));
}

bool HeaderUse::counted(clang::SourceRange call, uint64_t number) {
  const auto place = index_.counters.find(number);
  if (place == index_.counters.end())
    return false;
  const auto [beginFile, begin] = sources_.getDecomposedLoc(call.getBegin());
  const auto [endFile, end] = sources_.getDecomposedLoc(call.getEnd());
  const auto [file, offset] = place->second;
  return beginFile == endFile && fileOf(beginFile) == int64_t(file) && begin <= offset && offset <= end;
}

void HeaderUse::use(clang::SourceRange range) {
  if (differing_.empty() || range.isInvalid())
    return;
  const auto [beginFile, begin] = sources_.getDecomposedExpansionLoc(range.getBegin());
  const auto [endFile, end] = sources_.getDecomposedExpansionLoc(range.getEnd());
  const int64_t file = fileOf(beginFile);
  if (file < 0)
    return;
  if (!isSorted_)
    std::ranges::sort(differing_);
  isSorted_ = true;
  const auto at = std::ranges::lower_bound(differing_, HeaderPlace{uint32_t(file), begin});
  if (at != differing_.end() && at->file == uint32_t(file) && (at->offset <= end || endFile != beginFile))
    refuse("code of " + index_.files[size_t(file)].path +
           " expands a macro that this unit defines otherwise");
}

std::vector<std::string> HeaderUse::dependencies() const {
  std::set<std::string> files = entered_;
  for (unsigned file : included_.set_bits())
    files.insert(index_.files[file].path);
  return {files.begin(), files.end()};
}

} // namespace hookqual::collect
