// SPDX-License-Identifier: MIT
#include "lattice/LatticeFile.h"

#include "lattice/LatticeLexer.h"

#include "llvm/Support/MemoryBuffer.h"

#include <algorithm>

namespace hookqual::lattice {

namespace {

/// Recursive descent over one file: order := `partial order` attributes? `{` item* `}`.
class LatticeParser {
public:
  LatticeParser(llvm::StringRef text, llvm::StringRef file) : lexer_(text, file) {}

  llvm::Expected<std::vector<OrderDeclaration>> parseFile();

private:
  struct Draft {
    std::vector<std::string> names;
    std::vector<std::vector<Attribute>> attributes;
    std::vector<LessThan> pairs;
  };

  llvm::Expected<OrderDeclaration> parseOrder();
  llvm::Error parseItem(Draft &draft);
  llvm::Error parseChain(Draft &draft, uint32_t lower);
  llvm::Expected<std::vector<Attribute>> parseAttributes();
  llvm::Expected<Attribute> parseAttribute();
  llvm::Expected<uint32_t> parseDeclared(const Draft &draft);
  llvm::Error expect(llvm::StringRef text);
  llvm::Error unexpected(llvm::StringRef wanted) const;

  LatticeLexer lexer_;
};

std::optional<uint32_t> indexOf(const std::vector<std::string> &names, llvm::StringRef name) {
  auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end())
    return std::nullopt;
  return static_cast<uint32_t>(found - names.begin());
}

llvm::Error LatticeParser::unexpected(llvm::StringRef wanted) const {
  const Token &token = lexer_.current();
  std::string found = token.kind == TokenKind::End ? "the end of the file" : "'" + token.text.str() + "'";
  return lexer_.mistake(token, "expected " + wanted + ", found " + found);
}

llvm::Error LatticeParser::expect(llvm::StringRef text) {
  if (!lexer_.current().is(text))
    return unexpected("'" + text.str() + "'");
  lexer_.advance();
  return llvm::Error::success();
}

llvm::Expected<Attribute> LatticeParser::parseAttribute() {
  if (lexer_.current().kind != TokenKind::Word)
    return unexpected("an attribute");
  Attribute attribute{lexer_.current().text.str(), ""};
  lexer_.advance();
  if (!lexer_.current().is("="))
    return attribute;
  lexer_.advance();
  TokenKind kind = lexer_.current().kind;
  if (kind != TokenKind::Word && kind != TokenKind::String)
    return unexpected("a value");
  attribute.value = lexer_.current().text.str();
  lexer_.advance();
  return attribute;
}

llvm::Expected<std::vector<Attribute>> LatticeParser::parseAttributes() {
  std::vector<Attribute> attributes;
  if (!lexer_.current().is("["))
    return attributes;
  lexer_.advance();
  while (!lexer_.current().is("]")) {
    auto attribute = parseAttribute();
    if (!attribute)
      return attribute.takeError();
    attributes.push_back(std::move(*attribute));
    if (!lexer_.current().is(",") && !lexer_.current().is("]"))
      return unexpected("',' or ']'");
    if (lexer_.current().is(","))
      lexer_.advance();
  }
  lexer_.advance();
  return attributes;
}

llvm::Expected<uint32_t> LatticeParser::parseDeclared(const Draft &draft) {
  const Token &token = lexer_.current();
  if (token.kind != TokenKind::Word)
    return unexpected("a qualifier");
  std::optional<uint32_t> index = indexOf(draft.names, token.text);
  if (!index)
    return lexer_.mistake(token, "qualifier '" + token.text + "' is not declared in this order");
  lexer_.advance();
  return *index;
}

llvm::Error LatticeParser::parseChain(Draft &draft, uint32_t lower) {
  while (lexer_.current().is("<")) {
    lexer_.advance();
    auto upper = parseDeclared(draft);
    if (!upper)
      return upper.takeError();
    draft.pairs.push_back({lower, *upper});
    lower = *upper;
  }
  return llvm::Error::success();
}

/// A declaration or a chain `$a < $b < $c`; which of the two, the token after tells.
llvm::Error LatticeParser::parseItem(Draft &draft) {
  Token name = lexer_.current();
  if (name.kind != TokenKind::Word)
    return unexpected("a qualifier");
  std::optional<uint32_t> known = indexOf(draft.names, name.text);
  lexer_.advance();
  if (lexer_.current().is("<")) {
    if (!known)
      return lexer_.mistake(name, "qualifier '" + name.text + "' is not declared in this order");
    return parseChain(draft, *known);
  }
  if (known)
    return lexer_.mistake(name, "qualifier '" + name.text + "' is declared twice");
  auto attributes = parseAttributes();
  if (!attributes)
    return attributes.takeError();
  draft.names.push_back(name.text.str());
  draft.attributes.push_back(std::move(*attributes));
  return llvm::Error::success();
}

llvm::Expected<OrderDeclaration> LatticeParser::parseOrder() {
  Token start = lexer_.current();
  if (llvm::Error error = expect("partial"))
    return error;
  if (llvm::Error error = expect("order"))
    return error;
  auto attributes = parseAttributes();
  if (!attributes)
    return attributes.takeError();
  if (llvm::Error error = expect("{"))
    return error;
  Draft draft;
  while (!lexer_.current().is("}"))
    if (llvm::Error error = parseItem(draft))
      return error;
  lexer_.advance();
  auto order = PartialOrder::create(std::move(draft.names), draft.pairs);
  if (!order)
    return lexer_.mistake(start, llvm::toString(order.takeError()));
  return OrderDeclaration{.order = std::move(*order),
                          .attributes = std::move(*attributes),
                          .qualifierAttributes = std::move(draft.attributes),
                          .file = lexer_.file().str(),
                          .line = start.line,
                          .column = start.column};
}

llvm::Expected<std::vector<OrderDeclaration>> LatticeParser::parseFile() {
  std::vector<OrderDeclaration> orders;
  while (lexer_.current().kind != TokenKind::End) {
    auto order = parseOrder();
    if (!order)
      return order.takeError();
    orders.push_back(std::move(*order));
  }
  if (orders.empty())
    return unexpected("'partial order'");
  return orders;
}

} // namespace

llvm::Expected<FiniteLattice> OrderDeclaration::lattice() const {
  auto proved = FiniteLattice::create(order);
  if (!proved)
    return mistakeAt(file, line, column, llvm::toString(proved.takeError()));
  return proved;
}

bool OrderDeclaration::isFlowSensitive() const {
  return std::any_of(attributes.begin(), attributes.end(),
                     [](const Attribute &attribute) { return attribute.key == "flow-sensitive"; });
}

llvm::Expected<std::vector<OrderDeclaration>> parseLattice(llvm::StringRef text, llvm::StringRef file) {
  return LatticeParser(text, file).parseFile();
}

llvm::Expected<std::vector<OrderDeclaration>> readLatticeFile(llvm::StringRef path) {
  auto buffer = llvm::MemoryBuffer::getFile(path);
  if (!buffer)
    return llvm::createStringError(buffer.getError(), path + ": " + buffer.getError().message());
  return parseLattice((*buffer)->getBuffer(), path);
}

} // namespace hookqual::lattice
