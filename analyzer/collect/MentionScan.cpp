// SPDX-License-Identifier: MIT
#include "analyzer/collect/MentionScan.h"

#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"

#include <vector>

namespace hookqual::collect {

using llvm::StringRef;

namespace {

/// A directive with the identifiers behind its name, or (name empty) text up to the next one.
struct Line {
  StringRef directive;
  std::vector<StringRef> identifiers;
};

class LineReader {
public:
  LineReader(StringRef text, const clang::LangOptions &language)
      : lexer_(clang::SourceLocation(), language, text.begin(), text.begin(), text.end()) {
    next();
  }

  bool atEnd() const { return token_.is(clang::tok::eof); }

  Line read() {
    Line line;
    if (token_.is(clang::tok::hash) && token_.isAtStartOfLine()) {
      next();
      if (token_.is(clang::tok::raw_identifier) && !token_.isAtStartOfLine()) {
        line.directive = token_.getRawIdentifier();
        next();
      }
      while (!atEnd() && !token_.isAtStartOfLine())
        take(line);
      if (line.directive.empty())
        line.directive = "#"; // a null directive is no text
      return line;
    }
    while (!atEnd() && !(token_.is(clang::tok::hash) && token_.isAtStartOfLine()))
      take(line);
    return line;
  }

private:
  void next() { lexer_.LexFromRawLexer(token_); }
  void take(Line &line) {
    if (token_.is(clang::tok::raw_identifier))
      line.identifiers.push_back(token_.getRawIdentifier());
    next();
  }

  clang::Lexer lexer_;
  clang::Token token_;
};

bool isDefault(const std::vector<Line> &lines, size_t i) {
  return i + 2 < lines.size() && lines[i].directive == "ifndef" && lines[i].identifiers.size() == 1 &&
         lines[i + 1].directive == "define" && !lines[i + 1].identifiers.empty() &&
         lines[i + 1].identifiers[0] == lines[i].identifiers[0] && lines[i + 2].directive == "endif";
}

class Scan {
public:
  Scan(StringRef text, TakeMention take) : text_(text), take_(take) {}

  void run(const std::vector<Line> &lines) {
    for (size_t i = 0; i < lines.size(); ++i) {
      const Line &line = lines[i];
      if (isDefault(lines, i)) {
        take(line.identifiers[0], Mention::Default);
        takeBody(lines[i + 1]);
        i += 2;
      } else if (line.directive == "define" && !line.identifiers.empty()) {
        take(line.identifiers[0], Mention::Directive);
        takeBody(line);
      } else if (line.directive != "error" && line.directive != "warning" && line.directive != "pragma") {
        for (StringRef identifier : line.identifiers)
          take(identifier, line.directive.empty() ? Mention::Code : Mention::Directive, "",
               line.directive.contains("if"));
      }
    }
  }

private:
  void take(StringRef identifier, Mention mention, StringRef macro = "", bool isCondition = false) {
    take_(identifier, mention, {size_t(identifier.begin() - text_.begin()), macro, isCondition});
  }

  /// A macro's parameters count as mentions too: that is rare to matter and never wrong.
  void takeBody(const Line &define) {
    for (size_t i = 1; i < define.identifiers.size(); ++i)
      take(define.identifiers[i], Mention::Code, define.identifiers[0]);
  }

  StringRef text_;
  TakeMention take_;
};

} // namespace

void scanMentions(StringRef text, const clang::LangOptions &language, TakeMention take) {
  std::vector<Line> lines;
  for (LineReader reader(text, language); !reader.atEnd();)
    lines.push_back(reader.read());
  Scan(text, take).run(lines);
}

} // namespace hookqual::collect
