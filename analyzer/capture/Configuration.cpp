// SPDX-License-Identifier: MIT
#include "analyzer/capture/Configuration.h"

#include "analyzer/capture/kernel.configuration.h"

#include <llvm/ADT/StringExtras.h>

#include <set>

namespace hookqual::capture {

using llvm::StringRef;

namespace {

bool isNameCharacter(char c) {
  return llvm::isAlnum(c) || c == '_';
}

/// The next line, without its end; advances `text`.
StringRef takeLine(StringRef &text) {
  StringRef line;
  std::tie(line, text) = text.split('\n');
  return line.rtrim();
}

} // namespace

ConfigurationRule configurationRule() {
  ConfigurationRule rule;
  for (StringRef text = kKernelConfiguration; !text.empty();) {
    StringRef line = takeLine(text);
    if (line.consume_front("header "))
      rule.header = line.str();
    else if (line.consume_front("prefix "))
      rule.prefix = line.str();
    else if (line.consume_front("suffix "))
      rule.suffix = line.str();
  }
  return rule;
}

Configuration::Configuration(StringRef text, std::string suffix) : suffix_(std::move(suffix)) {
  while (!text.empty()) {
    StringRef line = takeLine(text);
    if (!line.consume_front("#define "))
      continue;
    const auto [name, value] = line.split(' ');
    values_[name.str()] = value.str();
  }
}

std::string Configuration::valueOf(const std::string &option) const {
  const auto own = values_.find(option);
  const auto suffixed = values_.find(option + suffix_);
  return (own == values_.end() ? "" : own->second) +
         (suffixed == values_.end() ? "" : "/" + suffixed->second);
}

std::vector<std::string> optionsNamedIn(StringRef text, StringRef prefix) {
  std::set<std::string> names;
  for (size_t at = text.find(prefix); at != StringRef::npos; at = text.find(prefix, at)) {
    const StringRef name = text.substr(at).take_while(isNameCharacter);
    if (name.size() > prefix.size() && (at == 0 || !isNameCharacter(text[at - 1])))
      names.insert(name.str());
    at += name.size();
  }
  return {names.begin(), names.end()};
}

} // namespace hookqual::capture
