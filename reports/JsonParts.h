// SPDX-License-Identifier: MIT
// What the JSON forms of findings, mutants and signatures have in common.
#pragma once

#include "reports/Finding.h"

#include "llvm/Support/JSON.h"

#include <string>
#include <vector>

namespace hookqual::reports {

/// Sources are bytes, JSON is Unicode: what is no UTF-8 is replaced, not asserted on.
std::string unicode(llvm::StringRef bytes);

void writeString(llvm::json::OStream &json, llvm::StringRef key, llvm::StringRef text);
void writeTexts(llvm::json::OStream &json, llvm::StringRef key, const std::vector<std::string> &texts);

/// Where it begins: `file`, `line`, `column`.
void writeWhere(llvm::json::OStream &json, const SourceRange &where);

/// An array of objects, each filled by write(json, element).
template <typename T, typename Write>
void writeObjects(llvm::json::OStream &json, llvm::StringRef key, const std::vector<T> &all, Write write) {
  json.attributeArray(key, [&] {
    for (const T &each : all)
      json.object([&] { write(json, each); });
  });
}

/// The head of any report: which schema, tool, rules and kernel it is of.
template <typename Report>
void writeHead(llvm::json::OStream &json, llvm::StringRef schema, const Report &report) {
  writeString(json, "schema", schema);
  json.attributeObject("tool", [&] {
    writeString(json, "version", report.toolVersion);
    writeString(json, "rules", report.rulesDigest);
  });
  json.attributeObject("kernel", [&] {
    writeString(json, "version", report.kernelVersion);
    writeString(json, "config", report.configDigest);
  });
}

} // namespace hookqual::reports
