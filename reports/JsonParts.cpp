// SPDX-License-Identifier: MIT
#include "reports/JsonParts.h"

namespace hookqual::reports {

std::string unicode(llvm::StringRef bytes) {
  return llvm::json::isUTF8(bytes) ? bytes.str() : llvm::json::fixUTF8(bytes);
}

void writeString(llvm::json::OStream &json, llvm::StringRef key, llvm::StringRef text) {
  json.attribute(key, unicode(text));
}

void writeTexts(llvm::json::OStream &json, llvm::StringRef key, const std::vector<std::string> &texts) {
  json.attributeArray(key, [&] {
    for (const std::string &text : texts)
      json.value(unicode(text));
  });
}

void writeWhere(llvm::json::OStream &json, const SourceRange &where) {
  writeString(json, "file", where.file);
  json.attribute("line", where.line);
  json.attribute("column", where.column);
}

} // namespace hookqual::reports
