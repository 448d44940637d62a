// SPDX-License-Identifier: MIT
// A source tree for one test, deleted with it.
#pragma once

#include "analyzer/hooks/ReadHooks.h"

#include "llvm/Support/FileSystem.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace hookqual::hooks {

class TestTree {
public:
  TestTree() {
    llvm::SmallString<128> path;
    llvm::sys::fs::createUniqueDirectory("hookqual-hooks", path);
    root_ = path.str().str();
  }
  ~TestTree() { std::filesystem::remove_all(root_); }

  const std::string &root() const { return root_; }

  TestTree &add(const std::string &name, const std::string &text) {
    const std::filesystem::path file = std::filesystem::path(root_) / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << text;
    return *this;
  }

  reports::HookTree read(unsigned jobs = 2) const {
    auto tree = readHooks(root_, shippedConventions(), jobs);
    if (!tree) {
      ADD_FAILURE() << llvm::toString(tree.takeError());
      return {};
    }
    return std::move(*tree);
  }

  /// Why it cannot be read, without the name of the directory.
  std::string failure() const {
    auto tree = readHooks(root_, shippedConventions(), 1);
    if (tree)
      return "";
    std::string text = llvm::toString(tree.takeError());
    return text.starts_with(root_) ? text.substr(root_.size()) : text;
  }

private:
  std::string root_;
};

inline reports::Hook hookNamed(const reports::HookTree &tree, const std::string &name) {
  for (const reports::Hook &hook : tree.hooks)
    if (hook.name == name)
      return hook;
  ADD_FAILURE() << "no hook " << name;
  return {};
}

/// `file:line:column function`, ` (named)` behind it.
inline std::vector<std::string> placesOf(const std::vector<reports::HookSite> &sites) {
  std::vector<std::string> places;
  for (const reports::HookSite &site : sites)
    places.push_back(site.where.file + ":" + std::to_string(site.where.line) + ":" +
                     std::to_string(site.where.column) + " " + site.function +
                     (site.isNamedOnly ? " (named)" : ""));
  return places;
}

/// `module: function`, `*` behind a generated one.
inline std::vector<std::string> answersTo(const reports::Hook &hook) {
  std::vector<std::string> answers;
  for (const reports::HookImplementation &each : hook.implementations)
    answers.push_back(each.module + ": " + each.function + (each.isGenerated ? "*" : ""));
  return answers;
}

} // namespace hookqual::hooks
