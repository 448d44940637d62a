// SPDX-License-Identifier: MIT
// For the tests of this room: collects a C snippet from a temporary directory and shows
// the IR of its functions as text, without what depends on lines.
#pragma once

#include "analyzer/collect/CollectUnit.h"
#include "analyzer/ir/Text.h"
#include "analyzer/ir/Verify.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

#include <algorithm>
#include <map>
#include <regex>
#include <string>

namespace hookqual::collect {

using FileContents = std::map<std::string, std::string>;

class Snippet {
public:
  explicit Snippet(const std::string &code) : Snippet(FileContents{{"unit.c", code}}) {}

  Snippet(const FileContents &files, std::vector<std::string> arguments = {}) {
    EXPECT_FALSE(llvm::sys::fs::createUniqueDirectory("collect", directory_));
    for (const auto &[name, text] : files) {
      std::error_code error;
      llvm::raw_fd_ostream((directory_ + "/" + name).str(), error) << text;
      EXPECT_FALSE(error) << error.message();
    }
    arguments.push_back("unit.c");
    auto facts =
        collectUnit({std::move(arguments), std::string(directory_), std::string(directory_), "unit.c"});
    if (facts)
      facts_ = std::move(facts->facts);
    else
      error_ = llvm::toString(facts.takeError());
  }
  ~Snippet() { llvm::sys::fs::remove_directories(directory_); }
  Snippet(const Snippet &) = delete;
  Snippet &operator=(const Snippet &) = delete;

  const ir::UnitFacts &facts() const { return facts_; }
  const std::string &error() const { return error_; }

  const ir::Function &function(llvm::StringRef name) const {
    const auto found = std::ranges::find_if(
        facts_.functions, [name](const ir::Function &function) { return function.symbol.name == name; });
    if (found != facts_.functions.end())
      return *found;
    ADD_FAILURE() << "no function " << name.str() << " " << error_;
    static const ir::Function none;
    return none;
  }

  /// The body's lines, without header and locations.
  std::string body(llvm::StringRef name) const {
    const ir::Function &found = function(name);
    EXPECT_EQ(llvm::toString(ir::verify(found)), "");
    const std::string text = ir::toText(found);
    static const std::regex location(" @[0-9:-]+( ~[^\n]*)?");
    return std::regex_replace(text.substr(std::min(text.find("\nb0:"), text.size())), location, "");
  }

private:
  llvm::SmallString<128> directory_;
  ir::UnitFacts facts_;
  std::string error_;
};

} // namespace hookqual::collect
