// SPDX-License-Identifier: MIT
#include "analyzer/collect/Locations.h"

#include "analyzer/collect/CounterUses.h"
#include "analyzer/collect/HeaderFilter.h"

#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <algorithm>

namespace hookqual::collect {

namespace {

std::string normalized(llvm::StringRef path, llvm::StringRef directory) {
  llvm::SmallString<256> result(path);
  if (!directory.empty())
    llvm::sys::fs::make_absolute(directory, result);
  llvm::sys::path::remove_dots(result, /*remove_dot_dot=*/true);
  return std::string(result);
}

bool stripRoot(llvm::StringRef &path, llvm::StringRef root) {
  if (root.empty() || !path.starts_with(root) || !path.drop_front(root.size()).starts_with("/"))
    return false;
  path = path.drop_front(root.size() + 1);
  return true;
}

} // namespace

PathNames::PathNames(llvm::StringRef sourceRoot, llvm::StringRef directory, llvm::StringRef objectTree)
    : directory_(directory) {
  for (llvm::StringRef root : {sourceRoot, objectTree}) {
    if (root.empty())
      continue;
    roots_.push_back(normalized(root, directory));
    llvm::SmallString<256> real;
    if (!llvm::sys::fs::real_path(roots_.back(), real))
      roots_.push_back(std::string(real));
  }
  std::ranges::sort(roots_, std::ranges::greater(),
                    [](const std::string &r) { return std::pair(r.size(), r); });
}

std::string PathNames::nameOf(llvm::StringRef path) const {
  const std::string absolute = normalized(path, directory_);
  llvm::StringRef name = absolute;
  for (const std::string &root : roots_)
    if (stripRoot(name, root))
      break;
  return name.str();
}

Locations::Locations(const clang::SourceManager &sources, const clang::LangOptions &language, PathNames names,
                     const CounterUses &counters, HeaderFilter *filter)
    : sources_(sources), language_(language), names_(std::move(names)), counters_(counters), filter_(filter) {
}

bool Locations::reads(clang::SourceLocation location) const {
  return !filter_ || filter_->reads(location);
}

void Locations::use(clang::SourceRange range) const {
  if (filter_)
    filter_->use(range);
}

const std::string &Locations::fileOf(clang::FileID file) {
  if (file.isInvalid())
    return builtIn_;
  const auto [entry, isNew] = files_.try_emplace(file);
  if (isNew) {
    const clang::OptionalFileEntryRef found = sources_.getFileEntryRefForID(file);
    entry->second = found ? names_.nameOf(found->getName()) : builtIn_;
  }
  return entry->second;
}

const std::string &Locations::fileOf(clang::SourceLocation location) {
  return location.isValid() ? fileOf(sources_.getFileID(sources_.getExpansionLoc(location))) : builtIn_;
}

uint32_t Locations::lineOf(clang::SourceLocation location) const {
  return location.isValid() ? sources_.getExpansionLineNumber(location) : 0;
}

bool Locations::isInHeader(clang::SourceLocation location) {
  if (location.isInvalid())
    return true;
  const clang::FileID file = sources_.getFileID(sources_.getExpansionLoc(location));
  return file != sources_.getMainFileID() && !llvm::StringRef(fileOf(file)).ends_with(".c");
}

bool Locations::isPasted(clang::SourceLocation location) const {
  return sources_.isWrittenInScratchSpace(sources_.getSpellingLoc(location));
}

llvm::StringRef Locations::nameOf(const clang::NamedDecl &declaration) const {
  const llvm::StringRef name = declaration.getName();
  const size_t digits = name.size() - name.rtrim("0123456789").size();
  if (digits == 0 || !isPasted(declaration.getLocation()))
    return name;
  const clang::SourceRange call = sources_.getExpansionRange(declaration.getLocation()).getAsRange();
  for (size_t length = 1; length <= digits; ++length) { // what stands before it may end with digits too
    const llvm::StringRef stem = name.drop_back(length);
    uint64_t number = 0;
    if (!name.drop_front(stem.size()).getAsInteger(10, number) && tookCounter(call, number))
      return stem;
  }
  return name;
}

/// A macro in the argument of another takes its number before that is expanded, so the place
/// lies anywhere in the outermost call.
bool Locations::tookCounter(clang::SourceRange call, uint64_t number) const {
  if (filter_ && filter_->counted(call, number))
    return true;
  const clang::SourceLocation place = counters_.placeOf(number);
  if (place.isInvalid())
    return false;
  const auto [file, offset] = sources_.getDecomposedLoc(place);
  const auto [beginFile, begin] = sources_.getDecomposedLoc(call.getBegin());
  const auto [endFile, end] = sources_.getDecomposedLoc(call.getEnd());
  return file == beginFile && file == endFile && begin <= offset && offset <= end;
}

bool Locations::isOfMacro(const clang::NamedDecl &variable) const {
  return sources_.isMacroBodyExpansion(variable.getLocation()) || isPasted(variable.getLocation());
}

ir::LocationId Locations::locate(clang::SourceRange range, ir::FunctionBuilder &builder) {
  if (range.getBegin().isInvalid() || range.getEnd().isInvalid())
    return {};
  const auto [file, offset] = sources_.getDecomposedLoc(sources_.getExpansionLoc(range.getBegin()));
  const clang::SourceLocation lastToken = sources_.getExpansionRange(range.getEnd()).getEnd();
  const auto [endFile, endOffset] = sources_.getDecomposedLoc(lastToken);
  const auto [spellingFile, spellingOffset] =
      sources_.getDecomposedLoc(sources_.getSpellingLoc(range.getBegin()));

  ir::Location result;
  result.expansionFile = builder.file(fileOf(file));
  result.line = sources_.getLineNumber(file, offset);
  result.column = sources_.getColumnNumber(file, offset);
  result.endLine = result.line;
  result.endColumn = result.column;
  if (endFile == file) {
    result.endLine = sources_.getLineNumber(endFile, endOffset);
    result.endColumn = sources_.getColumnNumber(endFile, endOffset) +
                       clang::Lexer::MeasureTokenLength(lastToken, sources_, language_);
  }
  // What is pasted together is written nowhere: it stands where it is expanded.
  const bool isWritten = sources_.getFileEntryRefForID(spellingFile).has_value();
  result.spellingFile = isWritten ? builder.file(fileOf(spellingFile)) : result.expansionFile;
  result.spellingLine = isWritten ? sources_.getLineNumber(spellingFile, spellingOffset) : result.line;
  result.spellingColumn = isWritten ? sources_.getColumnNumber(spellingFile, spellingOffset) : result.column;
  return builder.location(result);
}

} // namespace hookqual::collect
