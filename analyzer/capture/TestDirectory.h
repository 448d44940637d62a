// SPDX-License-Identifier: MIT
// A directory for one test, deleted with it.
#pragma once

#include <llvm/Support/FileSystem.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace hookqual::capture {

class TestDirectory {
public:
  TestDirectory() {
    llvm::SmallString<128> path;
    llvm::sys::fs::createUniqueDirectory("hookqual-test", path);
    path_ = std::filesystem::canonical(path.str().str()).string();
  }
  ~TestDirectory() { std::filesystem::remove_all(path_); }

  const std::string &path() const { return path_; }

  /// Writes a file, and the directories it needs; returns its absolute path.
  std::string add(const std::string &name, const std::string &text) const {
    std::filesystem::path file = std::filesystem::path(path_) / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << text;
    return file.string();
  }

  std::string addScript(const std::string &name, const std::string &text) const {
    std::string file = add(name, "#!/bin/sh\n" + text);
    std::filesystem::permissions(file, std::filesystem::perms(0755));
    return file;
  }

private:
  std::string path_;
};

} // namespace hookqual::capture
