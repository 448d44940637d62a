// SPDX-License-Identifier: MIT
#include "analyzer/witness/TermText.h"

#include "analyzer/witness/FieldUses.h"
#include "analyzer/witness/Path.h"

#include <algorithm>

namespace hookqual::witness {

using infer::Term;
using infer::TermId;
using infer::TermKind;
using infer::TermPool;
using ir::Opcode;

namespace {

/// Text and what it points to, so that offsets can be given field names.
struct Typed {
  std::string text;
  std::string record;     // of the pointee, when known
  bool isAddress = false; // `text` names an lvalue whose address is meant
};

std::string symbolOf(Opcode opcode) {
  switch (opcode) {
  case Opcode::Add:
    return "+";
  case Opcode::Subtract:
    return "-";
  case Opcode::Multiply:
    return "*";
  case Opcode::Divide:
    return "/";
  case Opcode::Remainder:
    return "%";
  case Opcode::ShiftLeft:
    return "<<";
  case Opcode::ShiftRight:
    return ">>";
  case Opcode::And:
    return "&";
  case Opcode::Or:
    return "|";
  case Opcode::Xor:
    return "^";
  case Opcode::Equal:
    return "==";
  case Opcode::NotEqual:
    return "!=";
  case Opcode::Less:
    return "<";
  case Opcode::LessEqual:
    return "<=";
  case Opcode::Greater:
    return ">";
  case Opcode::GreaterEqual:
    return ">=";
  case Opcode::Negate:
    return "-";
  case Opcode::BitNot:
    return "~";
  default:
    return "!";
  }
}

class Writer {
public:
  Writer(const ir::Program &program, TermPool &terms, const ir::Function &function, Naming naming)
      : program_(program), terms_(terms), function_(function), naming_(naming) {}

  std::string value(TermId id) {
    Typed typed = write(id);
    return typed.isAddress ? "&" + typed.text : typed.text;
  }

private:
  Typed write(TermId id);
  Typed leaf(const Term &term, TermId id);
  Typed parameter(const Term &term);
  /// What is wanted of an lvalue: its address, which an embedded struct shares with its first
  /// field, or the scalar it holds.
  enum class Wanted : uint8_t { Address, Scalar };
  Typed field(const Typed &base, int64_t offset, Wanted wanted);
  /// Of a base of unknown type, or taken for another, what the function's own accesses say.
  Typed fieldByUse(const Typed &base, TermId id, int64_t offset, Wanted wanted);
  Typed fieldOf(TermId id, int64_t offset, Wanted wanted);
  Typed loaded(const Term &term);
  std::string operand(TermId id);
  std::string applied(const Term &term);
  std::string calleeOf(uint32_t site);
  Typed result(uint32_t site);
  Typed returned();
  Typed named(ir::ValueId value, const std::string &otherwise);

  const ir::Program &program_;
  TermPool &terms_;
  const ir::Function &function_;
  Naming naming_;
};

Typed Writer::parameter(const Term &term) {
  bool isNamed = naming_ == Naming::Source && term.index < function_.parameters.size();
  std::string record =
      term.index < function_.parameters.size() ? function_.parameters[term.index].record : "";
  if (isNamed && !function_.parameters[term.index].name.empty())
    return {function_.parameters[term.index].name, record};
  return {"parameter" + std::to_string(term.index), record};
}

std::string Writer::calleeOf(uint32_t site) {
  const ir::Instruction *call = instructionAt(function_, site);
  if (!call || call->kind != ir::InstructionKind::Call)
    return "call";
  if (call->callee == ir::CalleeKind::Direct)
    return std::string(ir::nameOf(function_.spelling(call->symbol)));
  return call->callee == ir::CalleeKind::Member ? function_.member(call->member).field : "call";
}

/// The source variable of a value: what the reader of a report knows it as.
Typed Writer::named(ir::ValueId value, const std::string &otherwise) {
  std::string_view variable = naming_ == Naming::Source ? function_.variableOf(value) : "";
  return {variable.empty() ? otherwise : std::string(variable)};
}

Typed Writer::result(uint32_t site) {
  const ir::Instruction *call = instructionAt(function_, site);
  // A read of a volatile field is an object of its own, but it is written as what it reads.
  if (call && call->kind == ir::InstructionKind::Load)
    return write(displayTerm(terms_, function_, call->result));
  Typed typed = named(call ? call->result : ir::ValueId(), calleeOf(site) + "()");
  const bool isDirect =
      call && call->kind == ir::InstructionKind::Call && call->callee == ir::CalleeKind::Direct;
  if (const ir::Prototype *callee = isDirect ? program_.prototype(calleeOf(site)) : nullptr)
    typed.record = callee->result.isPointer ? callee->result.record : "";
  return typed;
}

Typed Writer::returned() {
  const ir::Prototype *own = program_.prototypeIn(function_.symbol.name, function_.file);
  const bool isStruct = own && !own->result.isPointer;
  return {"result", own ? own->result.record : "", isStruct};
}

/// The field that holds the byte. One without a size (a marker, a flexible array) begins where
/// the next one does, and is meant only if there is no other.
const ir::RecordField *fieldAt(const ir::Record &record, int64_t offset) {
  const ir::RecordField *sizeless = nullptr;
  for (const ir::RecordField &field : record.fields) {
    const int64_t begin = int64_t(field.offset), size = field.type.type.bits / 8;
    if (field.bitWidth != 0 || offset < begin)
      continue;
    if (offset < begin + size)
      return &field;
    if (size == 0 && offset == begin && !sizeless)
      sizeless = &field;
  }
  return sizeless;
}

/// The field of the base's record that begins at the offset; nested records are walked.
Typed Writer::field(const Typed &base, int64_t offset, Wanted wanted) {
  std::string text = base.text, record = base.record;
  bool isLvalue = base.isAddress;
  while (const ir::Record *layout = program_.record(record)) {
    const ir::RecordField *at = fieldAt(*layout, offset);
    if (!at)
      break;
    text += (isLvalue ? "." : "->") + at->name;
    isLvalue = true;
    offset -= int64_t(at->offset);
    bool isEmbedded = !at->type.record.empty() && !at->type.isPointer;
    if (offset == 0 && (!isEmbedded || wanted == Wanted::Address))
      return {text, at->type.record, true};
    if (!isEmbedded)
      break;
    record = at->type.record;
  }
  if (offset == 0 && isLvalue)
    return {text, record, true};
  return {"(" + text + (offset < 0 ? " - " : " + ") + std::to_string(std::abs(offset)) + ")", "", false};
}

Typed Writer::fieldByUse(const Typed &base, TermId id, int64_t offset, Wanted wanted) {
  const FieldUse use = naming_ == Naming::Source && !base.isAddress
                           ? fieldUseOf(program_, terms_, function_, withoutVersions(terms_, id), offset)
                           : FieldUse();
  const bool isOther = use.record && !base.record.empty() && base.record != use.record->key();
  if (!use.record || (isOther && !use.isExact))
    return {};
  const std::string text = isOther ? "((struct " + use.record->name + " *)" + base.text + ")" : base.text;
  return field({text, use.record->key()}, offset, wanted);
}

Typed Writer::fieldOf(TermId id, int64_t offset, Wanted wanted) {
  const Typed base = write(id);
  const Typed named = field(base, offset, wanted);
  if (named.isAddress)
    return named;
  const Typed used = fieldByUse(base, id, offset, wanted);
  return used.isAddress ? used : named;
}

Typed Writer::loaded(const Term &term) {
  auto [base, offset] = terms_.split(term.operands[0]);
  Typed from = write(base);
  if (from.isAddress && (offset == 0 || from.record.empty()))
    return {from.text, from.record};
  const Typed lvalue = fieldOf(base, offset, Wanted::Scalar);
  if (lvalue.isAddress)
    return {lvalue.text, lvalue.record};
  if (offset == 0)
    return {"*" + from.text, ""};
  return {"*(" + from.text + " + " + std::to_string(offset) + ")", ""};
}

std::string Writer::operand(TermId id) {
  std::string text = value(id);
  while (terms_[id].kind == TermKind::Cast) // which is not written
    id = terms_[id].operands[0];
  return terms_[id].kind == TermKind::Binary ? "(" + text + ")" : text;
}

std::string Writer::applied(const Term &term) {
  std::string text = terms_.text(term) + "(";
  for (TermId argument : term.operands)
    text += (text.back() == '(' ? "" : ", ") + value(argument);
  return text + ")";
}

Typed Writer::leaf(const Term &term, TermId id) {
  switch (term.kind) {
  case TermKind::Parameter:
    return parameter(term);
  case TermKind::Global:
    return {std::string(ir::nameOf(terms_.text(id))), "", true};
  case TermKind::Local: {
    const ir::Local &local = function_.locals[term.index];
    bool isNamed = naming_ == Naming::Source && !local.name.empty();
    return {isNamed ? local.name : "local", local.record, true};
  }
  case TermKind::Constant:
    return {std::to_string(term.constant)};
  case TermKind::String:
    return {"\"" + terms_.text(id) + "\""};
  case TermKind::Current:
    return {"current", terms_.recordOfCurrent()};
  case TermKind::System:
    return {"system"};
  case TermKind::Subject:
    return {infer::SubjectOf(term.index) == infer::SubjectOf::Unknown ? "some credentials" : "subject"};
  case TermKind::Returned:
    return returned();
  case TermKind::Result:
    return result(term.index);
  case TermKind::Phi:
  case TermKind::Opaque:
    return named(ir::ValueId(term.index), "value");
  default:
    return {"value"};
  }
}

Typed Writer::write(TermId id) {
  const Term term = terms_[id];
  switch (term.kind) {
  case TermKind::Load:
    return loaded(term);
  case TermKind::Offset:
    return fieldOf(term.operands[0], term.constant, Wanted::Address);
  case TermKind::Element:
    return {operand(term.operands[0]) + "[" + value(term.operands[1]) + "]"};
  case TermKind::Extract:
    return {value(term.operands[0]) + "." + std::to_string(term.constant)};
  case TermKind::Applied:
    return {applied(term)};
  case TermKind::Unary:
    return {symbolOf(term.opcode) + operand(term.operands[0])};
  case TermKind::Binary:
    return {operand(term.operands[0]) + " " + symbolOf(term.opcode) + " " + operand(term.operands[1])};
  case TermKind::Cast:
  case TermKind::BitField:
    return write(term.operands[0]);
  default:
    return leaf(term, id);
  }
}

} // namespace

TermId leafTerm(TermPool &terms, const ir::Function &function, ir::ValueId id) {
  const ir::Value &value = function.value(id);
  switch (value.kind) {
  case ir::ValueKind::Parameter:
    return terms.parameter(value.index, value.type.bits);
  case ir::ValueKind::Global:
    return terms.global(function.spelling(value.symbol));
  case ir::ValueKind::Local:
    return terms.local(value.index);
  case ir::ValueKind::Constant:
    return terms.constant(value.constant);
  case ir::ValueKind::String:
    return terms.string(function.strings[value.index]);
  case ir::ValueKind::CallResult:
    return terms.atom(TermKind::Result, value.index, value.type.bits);
  case ir::ValueKind::Phi:
    return terms.atom(TermKind::Phi, id.index, value.type.bits);
  default:
    return terms.atom(TermKind::Opaque, id.index, value.type.bits);
  }
}

TermId displayTerm(TermPool &terms, const ir::Function &function, ir::ValueId id) {
  const ir::Value &value = function.value(id);
  auto operand = [&](size_t i) { return displayTerm(terms, function, value.operands[i]); };
  switch (value.kind) {
  case ir::ValueKind::Load:
    return terms.load(operand(0), TermId(), value.type.bits);
  case ir::ValueKind::Offset:
    return terms.offset(operand(0), value.constant);
  case ir::ValueKind::Element:
    return terms.element(operand(0), operand(1), value.constant);
  case ir::ValueKind::Unary:
    return terms.unary(value.opcode, operand(0), value.type.bits);
  case ir::ValueKind::Binary:
    return terms.binary(value.opcode, operand(0), operand(1), function.value(value.operands[0]).type,
                        value.type.bits);
  case ir::ValueKind::Cast:
    return operand(0);
  default:
    return leafTerm(terms, function, id);
  }
}

TermId withoutVersions(TermPool &terms, TermId term) {
  return terms.rewrite(term, [&](TermId part) {
    const Term read = terms[part];
    return read.kind == TermKind::Load ? terms.load(read.operands[0], TermId(), read.bits) : part;
  });
}

std::string textOf(const ir::Program &program, TermPool &terms, const ir::Function &function, TermId term,
                   Naming naming) {
  return Writer(program, terms, function, naming).value(term);
}

std::string textOfObjects(const ir::Program &program, TermPool &terms, const ir::Function &function,
                          TermId tuple, Naming naming) {
  if (terms[tuple].operands.empty())
    return "system";
  std::string text;
  for (TermId element : terms[tuple].operands)
    if (terms[element].kind != infer::TermKind::Tuple) // contents that are part of what was checked
      text += (text.empty() ? "" : ", ") + textOf(program, terms, function, element, naming);
  return text;
}

} // namespace hookqual::witness
