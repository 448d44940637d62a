// SPDX-License-Identifier: MIT
#include "analyzer/capture/Paths.h"

#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/raw_ostream.h>

#include <array>
#include <filesystem>

namespace hookqual::capture {

namespace fs = std::filesystem;

llvm::Error inputError(const std::string &text) {
  return llvm::make_error<llvm::StringError>(text, llvm::inconvertibleErrorCode());
}

llvm::Expected<std::string> readFile(const std::string &path) {
  auto buffer = llvm::MemoryBuffer::getFile(path);
  if (!buffer)
    return inputError(path + ": cannot be read: " + buffer.getError().message());
  return (*buffer)->getBuffer().str();
}

llvm::Error writeFile(const std::string &path, std::string_view text) {
  std::error_code error;
  llvm::raw_fd_ostream out(path, error);
  if (!error) {
    out << text;
    out.close();
    error = out.error();
    out.clear_error();
  }
  return error ? inputError(path + ": cannot be written: " + error.message()) : llvm::Error::success();
}

std::string absolutePath(std::string_view path, std::string_view directory) {
  std::string normal = (fs::path(directory) / path).lexically_normal().string();
  if (normal.size() > 1 && normal.ends_with('/'))
    normal.pop_back();
  return normal;
}

std::string pathBelow(std::string_view path, std::string_view root) {
  if (path.starts_with(root) && path.size() > root.size() && path[root.size()] == '/')
    return std::string(path.substr(root.size() + 1));
  return "";
}

std::string sourceFileOf(const std::vector<std::string> &arguments, const std::string &directory) {
  constexpr std::array<std::string_view, 6> kTakesOperand = {"-o",  "-include", "-imacros",
                                                             "-MF", "-MT",      "-MQ"};
  std::string found;
  for (size_t i = 1; i < arguments.size(); ++i) {
    if (std::ranges::find(kTakesOperand, arguments[i]) != kTakesOperand.end())
      ++i;
    else if (arguments[i].ends_with(".c") && !arguments[i].starts_with("-"))
      found = arguments[i];
  }
  return found.empty() ? found : absolutePath(found, directory);
}

std::string objectFileOf(const std::vector<std::string> &arguments) {
  for (size_t i = 1; i + 1 < arguments.size(); ++i)
    if (arguments[i] == "-o")
      return arguments[i + 1];
  return "";
}

} // namespace hookqual::capture
