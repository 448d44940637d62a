// SPDX-License-Identifier: MIT
#include "analyzer/ir/Symbol.h"

#include <cstdint>

namespace hookqual::ir {

std::string toString(const Symbol &symbol) {
  std::string text = symbol.name;
  if (symbol.linkage == Linkage::External)
    return text;
  text += '@' + symbol.file;
  if (symbol.linkage == Linkage::Inline)
    return text + '#' + symbol.bodyHash;
  return symbol.unit.empty() ? text : text + '!' + symbol.unit;
}

std::optional<Symbol> parseSymbol(std::string_view text) {
  Symbol symbol;
  const size_t at = text.find('@');
  symbol.name = text.substr(0, at);
  if (symbol.name.empty() || symbol.name.find_first_of("!#") != std::string::npos)
    return std::nullopt;
  if (at == std::string_view::npos)
    return symbol;

  std::string_view rest = text.substr(at + 1);
  const size_t mark = rest.find_first_of("!#");
  symbol.linkage = Linkage::Internal;
  symbol.file = rest.substr(0, mark);
  if (symbol.file.empty())
    return std::nullopt;
  if (mark == std::string_view::npos)
    return symbol;

  const std::string_view tail = rest.substr(mark + 1);
  if (rest[mark] == '!') {
    symbol.unit = tail;
    if (tail.empty())
      return std::nullopt;
    return symbol;
  }
  if (tail.find_first_not_of("0123456789abcdef") != std::string_view::npos)
    return std::nullopt;
  symbol.linkage = Linkage::Inline;
  symbol.bodyHash = tail;
  return symbol;
}

std::string_view nameOf(std::string_view spelling) {
  return spelling.substr(0, spelling.find('@'));
}

std::string nameOf(const Member &member) {
  return member.record + '.' + member.field;
}

std::string toString(const Member &member) {
  std::string text = nameOf(member);
  return member.file.empty() ? text : text + '@' + member.file;
}

std::optional<Member> parseMember(std::string_view text) {
  const size_t at = text.find('@');
  const std::string_view path = text.substr(0, at);
  const size_t dot = path.find('.');
  if (dot == 0 || dot == std::string_view::npos || dot + 1 == path.size())
    return std::nullopt;
  Member member;
  member.record = path.substr(0, dot);
  member.field = path.substr(dot + 1);
  if (at != std::string_view::npos) {
    member.file = text.substr(at + 1);
    if (member.file.empty())
      return std::nullopt;
  }
  return member;
}

} // namespace hookqual::ir
