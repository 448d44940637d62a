// SPDX-License-Identifier: MIT
#include "analyzer/commands/OutputDirectory.h"

#include <filesystem>
#include <utility>

#include <stdlib.h>

namespace hookqual::commands {

namespace fs = std::filesystem;

namespace {

/// Without the separators at its end.
fs::path plain(const std::string &path) {
  fs::path made = fs::absolute(path).lexically_normal();
  return made.has_filename() ? made : made.parent_path();
}

llvm::Error mustBeReplaceable(const fs::path &path, const std::string &mark) {
  std::error_code error;
  if (!fs::exists(path, error))
    return llvm::Error::success();
  if (!fs::is_directory(path, error))
    return llvm::createStringError("is no directory");
  if (!fs::is_empty(path, error) && !fs::exists(path / mark, error))
    return llvm::createStringError("has other files in it (no " + mark + "), and is not replaced");
  return llvm::Error::success();
}

} // namespace

llvm::Expected<OutputDirectory> OutputDirectory::create(const std::string &path, const std::string &mark) {
  const fs::path target = plain(path);
  if (llvm::Error error = mustBeReplaceable(target, mark))
    return std::move(error);
  std::error_code error;
  fs::create_directories(target.parent_path(), error);
  if (error)
    return llvm::createStringError(error.message());
  std::string draft = target.string() + ".XXXXXX";
  if (!mkdtemp(draft.data()))
    return llvm::createStringError(std::generic_category().message(errno));
  fs::permissions(draft, fs::perms(0755), error);
  return OutputDirectory(target.string(), std::move(draft));
}

OutputDirectory::OutputDirectory(OutputDirectory &&other) noexcept
    : path_(std::move(other.path_)), draft_(std::exchange(other.draft_, "")) {}

OutputDirectory::~OutputDirectory() {
  std::error_code error;
  if (!draft_.empty())
    fs::remove_all(draft_, error);
}

llvm::Error OutputDirectory::write(const std::string &name,
                                   llvm::function_ref<void(llvm::raw_ostream &)> write) const {
  const fs::path path = fs::path(draft_) / name;
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  llvm::raw_fd_ostream out(path.string(), error);
  if (error)
    return llvm::createStringError(name + ": " + error.message());
  write(out);
  out.close();
  if (out.has_error()) {
    error = out.error();
    out.clear_error();
    return llvm::createStringError(name + ": " + error.message());
  }
  return llvm::Error::success();
}

llvm::Error OutputDirectory::commit() {
  const std::string old = draft_ + ".old";
  std::error_code error;
  if (fs::exists(path_, error))
    fs::rename(path_, old, error);
  if (!error)
    fs::rename(draft_, path_, error);
  if (error)
    return llvm::createStringError(error.message());
  draft_.clear();
  fs::remove_all(old, error);
  return llvm::Error::success();
}

} // namespace hookqual::commands
