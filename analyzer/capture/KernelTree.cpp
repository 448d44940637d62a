// SPDX-License-Identifier: MIT
#include "analyzer/capture/KernelTree.h"

#include "analyzer/capture/Paths.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/BLAKE3.h>
#include <llvm/Support/Regex.h>

#include <algorithm>
#include <filesystem>

namespace hookqual::capture {

namespace fs = std::filesystem;

namespace {

/// The same test as Kbuild's `outputmakefile`.
TreeState stateOf(const fs::path &root) {
  std::error_code error;
  if (fs::exists(root / ".config", error) || fs::exists(root / "include/config", error))
    return TreeState::ConfiguredInPlace;
  for (fs::directory_iterator it(root / "arch", error), end; !error && it != end; it.increment(error))
    if (fs::exists(it->path() / "include/generated"))
      return TreeState::ConfiguredInPlace;
  return TreeState::Clean;
}

/// The first group of `pattern` in `text`.
std::string capturedBy(llvm::StringRef pattern, llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef> matches;
  return llvm::Regex(pattern, llvm::Regex::Newline).match(text, &matches) ? matches[1].str() : "";
}

std::string textOf(const fs::path &path) {
  llvm::Expected<std::string> text = readFile(path.string());
  if (text)
    return *text;
  llvm::consumeError(text.takeError()); // an identity is recorded as far as it is known
  return "";
}

std::string versionOf(const fs::path &root) {
  std::string makefile = textOf(root / "Makefile");
  std::string version = capturedBy("^VERSION = *([0-9]+)", makefile);
  for (llvm::StringRef part : {"^PATCHLEVEL = *([0-9]+)", "^SUBLEVEL = *([0-9]+)"})
    if (std::string number = capturedBy(part, makefile); !number.empty())
      version += "." + number;
  return version + capturedBy("^EXTRAVERSION = *([^ \n]+)", makefile);
}

} // namespace

llvm::Expected<KernelTree> KernelTree::open(const std::string &directory) {
  std::error_code error;
  fs::path root = fs::canonical(directory, error);
  if (error || !fs::is_directory(root, error))
    return inputError(directory + ": no such directory");
  for (const char *part : {"Makefile", "Kbuild", "kernel"})
    if (!fs::exists(root / part, error))
      return inputError(directory + ": not a kernel source tree: it has no " + part);
  return KernelTree{root.string(), stateOf(root)};
}

llvm::Expected<std::vector<std::string>> resolveWanted(const std::string &root,
                                                       const std::vector<std::string> &paths) {
  std::vector<std::string> resolved;
  std::error_code error;
  for (const std::string &path : paths) {
    std::string absolute = absolutePath(path, root);
    std::string relative = pathBelow(absolute, root);
    if (relative.empty() || !fs::exists(absolute, error))
      return inputError(path + ": no such file or directory in " + root);
    if (!fs::is_directory(absolute, error) && !relative.ends_with(".c"))
      return inputError(path + ": neither a directory nor a C file");
    resolved.push_back(relative);
  }
  std::ranges::sort(resolved);
  resolved.erase(std::ranges::unique(resolved).begin(), resolved.end());
  return resolved;
}

std::vector<std::string> codeDirectories(const std::string &root, const std::string &architecture) {
  std::vector<std::string> found;
  std::error_code error;
  for (const std::string &name :
       {"arch/" + architecture, std::string("block"), std::string("crypto"), std::string("drivers"),
        std::string("fs"), std::string("init"), std::string("io_uring"), std::string("ipc"),
        std::string("kernel"), std::string("lib"), std::string("mm"), std::string("net"),
        std::string("security"), std::string("sound"), std::string("virt")})
    if (fs::exists(fs::path(root) / name / "Makefile", error))
      found.push_back(name);
  return found;
}

KernelIdentity identify(const std::string &root, const std::string &objectTree) {
  KernelIdentity identity;
  identity.version =
      llvm::StringRef(textOf(fs::path(objectTree) / "include/config/kernel.release")).trim().str();
  if (identity.version.empty())
    identity.version = versionOf(root);

  std::string config = textOf(fs::path(objectTree) / ".config");
  if (config.empty())
    return identity;
  identity.architecture = capturedBy("^# Linux/([^ ]+) ", config);
  identity.configCompiler = capturedBy("^CONFIG_CC_VERSION_TEXT=\"(.*)\"", config);
  identity.configDigest = configDigestOf(config);
  return identity;
}

std::string configDigestOf(llvm::StringRef config) {
  llvm::BLAKE3 hasher;
  hasher.update(config);
  return llvm::toHex(hasher.final<32>(), /*LowerCase=*/true);
}

} // namespace hookqual::capture
