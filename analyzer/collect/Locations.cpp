// SPDX-License-Identifier: MIT
#include "analyzer/collect/Locations.h"

#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

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

PathNames::PathNames(llvm::StringRef sourceRoot, llvm::StringRef directory)
    : root_(normalized(sourceRoot, directory)), directory_(directory) {
  llvm::SmallString<256> real;
  if (!llvm::sys::fs::real_path(root_, real))
    realRoot_ = std::string(real);
}

std::string PathNames::nameOf(llvm::StringRef path) const {
  const std::string absolute = normalized(path, directory_);
  llvm::StringRef name = absolute;
  if (!stripRoot(name, root_))
    stripRoot(name, realRoot_);
  return name.str();
}

Locations::Locations(const clang::SourceManager &sources, const clang::LangOptions &language, PathNames names)
    : sources_(sources), language_(language), names_(std::move(names)) {}

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

llvm::StringRef Locations::nameOf(const clang::NamedDecl &variable) const {
  return isPasted(variable.getLocation()) ? variable.getName().rtrim("0123456789") : variable.getName();
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
