// SPDX-License-Identifier: MIT
#include "analyzer/ir/TextSyntax.h"
#include "analyzer/ir/Text.h"

#include "llvm/ADT/StringExtras.h"

#include <array>
#include <utility>

namespace hookqual::ir {
namespace {

constexpr std::pair<llvm::StringLiteral, TypeClass> kTypeNames[] = {
    {"ptr", TypeClass::Pointer},
    {"code", TypeClass::Code},
    {"aggregate", TypeClass::Aggregate},
    {"other", TypeClass::Other},
};

} // namespace

std::string toText(const Type &type) {
  if (type.typeClass == TypeClass::Void)
    return "void";
  if (type.typeClass == TypeClass::Integer)
    return (type.isSigned ? "int" : "uint") + std::to_string(type.bits);
  if (type == text::kPointer)
    return "ptr";
  if (type == text::kCode)
    return "code";
  for (const auto &[name, typeClass] : kTypeNames)
    if (typeClass == type.typeClass)
      return (name + llvm::Twine(type.bits)).str();
  llvm_unreachable("unknown type class");
}

namespace text {
namespace {

constexpr std::pair<Opcode, llvm::StringLiteral> kOpcodeNames[] = {
    {Opcode::Negate, "neg"},      {Opcode::BitNot, "compl"},  {Opcode::LogicalNot, "not"},
    {Opcode::Add, "add"},         {Opcode::Subtract, "sub"},  {Opcode::Multiply, "mul"},
    {Opcode::Divide, "div"},      {Opcode::Remainder, "rem"}, {Opcode::ShiftLeft, "shl"},
    {Opcode::ShiftRight, "shr"},  {Opcode::And, "and"},       {Opcode::Or, "or"},
    {Opcode::Xor, "xor"},         {Opcode::Equal, "eq"},      {Opcode::NotEqual, "ne"},
    {Opcode::Less, "lt"},         {Opcode::LessEqual, "le"},  {Opcode::Greater, "gt"},
    {Opcode::GreaterEqual, "ge"},
};

bool isWordStart(char c) {
  return llvm::isAlpha(c) || llvm::StringRef("_$<./").contains(c);
}
bool isWordPart(char c) {
  return llvm::isAlnum(c) || llvm::StringRef("_$<>./@!#").contains(c);
}

} // namespace

size_t wordLength(llvm::StringRef text) {
  if (text.empty() || !isWordStart(text.front()) || text.starts_with("//"))
    return 0;
  bool isPath = false;
  size_t length = 0;
  for (; length < text.size(); ++length) {
    const char c = text[length];
    if (!isWordPart(c) && !(isPath && (c == '-' || c == '+') && !text.substr(length).starts_with("->")))
      break;
    isPath = isPath || c == '/' || c == '@';
  }
  return length;
}

std::string word(llvm::StringRef text) {
  return !text.empty() && wordLength(text) == text.size() ? text.str() : quoted(text);
}

std::string quoted(llvm::StringRef text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      result += {'\\', c};
    else if (c == '\n')
      result += "\\n";
    else if (c == '\t')
      result += "\\t";
    else if (llvm::isPrint(c))
      result += c;
    else
      result += {'\\', 'x', llvm::hexdigit(uint8_t(c) >> 4, true), llvm::hexdigit(uint8_t(c) & 15, true)};
  }
  return result + '"';
}

std::optional<Type> typeNamed(llvm::StringRef name) {
  if (name == "void")
    return Type{};
  if (name == "ptr")
    return kPointer;
  if (name == "code")
    return kCode;
  const llvm::StringRef stem = name.rtrim("0123456789");
  uint32_t bits = 0;
  if (name.substr(stem.size()).getAsInteger(10, bits))
    return std::nullopt;
  if (stem == "int" || stem == "uint")
    return Type{TypeClass::Integer, stem == "int", bits};
  for (const auto &[known, typeClass] : kTypeNames)
    if (known == stem)
      return Type{typeClass, false, bits};
  return std::nullopt;
}

llvm::StringRef nameOf(Opcode opcode) {
  for (const auto &[known, name] : kOpcodeNames)
    if (known == opcode)
      return name;
  return "";
}

std::optional<Opcode> opcodeNamed(llvm::StringRef name) {
  for (const auto &[opcode, known] : kOpcodeNames)
    if (known == name)
      return opcode;
  return std::nullopt;
}

bool isUnary(Opcode opcode) {
  return opcode >= Opcode::Negate && opcode <= Opcode::LogicalNot;
}

Type defaultType(Opcode opcode, const Type &firstOperand) {
  return opcode >= Opcode::Equal || opcode == Opcode::LogicalNot ? kInt32 : firstOperand;
}

bool balancesOperands(Opcode opcode) {
  return !isUnary(opcode) && opcode != Opcode::ShiftLeft && opcode != Opcode::ShiftRight;
}

} // namespace text
} // namespace hookqual::ir
