// SPDX-License-Identifier: MIT
// The options that a kernel is configured with, as its sources see them: macros of one
// header. A change of it concerns the units that name a changed option.
#pragma once

#include <llvm/ADT/StringRef.h>

#include <map>
#include <string>
#include <vector>

namespace hookqual::capture {

/// What rules/linux/kernel.configuration says.
struct ConfigurationRule {
  std::string header; // as the facts name it
  std::string prefix; // of the macros' names
  std::string suffix; // of macros that are asked for without being named
};

ConfigurationRule configurationRule();

class Configuration {
public:
  Configuration() = default;
  /// `text` of the header.
  Configuration(llvm::StringRef text, std::string suffix);

  /// How the sources see an option: `1`, or `1/` for the one with the suffix; empty: not set.
  std::string valueOf(const std::string &option) const;

private:
  std::map<std::string, std::string, std::less<>> values_;
  std::string suffix_;
};

/// The names in a source that may be options, ascending: identifiers with the options' prefix.
std::vector<std::string> optionsNamedIn(llvm::StringRef text, llvm::StringRef prefix);

} // namespace hookqual::capture
