// SPDX-License-Identifier: MIT
// Types a rule's expression against the captured declarations and turns field names into
// byte offsets. Part of binding a rule (RuleBinding.h).
#pragma once

#include "analyzer/infer/RuleBinding.h"

#include <optional>

namespace hookqual::infer {

/// What the roots of an expression may refer to, with their types.
struct OperandTypes {
  bool isKnown = false;
  std::string owner;              // the function whose parameters these are
  std::vector<std::string> names; // of an authorizer's parameters
  /// The operation is in one function only; `enclosing` is null when that was not captured.
  bool isEnclosed = false;
  const ir::Prototype *enclosing = nullptr;
  std::vector<ir::TypeReference> arguments;
  ir::TypeReference base, value, result, current;
  int64_t memberOffset = 0;
};

OperandTypes operandsOfPrototype(const ir::Prototype &prototype);

/// What to say of a name that does not exist, and which one may have been meant.
std::string noParameter(const ir::Prototype &prototype, const std::string &name);
std::string unnamedParameters(const std::string &function);
std::string noMember(const ir::Record &record, const std::string &name);

/// The position of a parameter by name; -1 when there is none.
int positionOf(const ir::Prototype &prototype, const std::string &parameter);

/// What an expression that ends in a struct denotes: its address, or what it holds when it is
/// compared with a struct that is passed by value (kuid_t).
enum class StructAs : uint8_t { Address, Value };

StructAs structAs(const ir::TypeReference &comparedWith);

/// Nothing, and a message, when the expression does not fit the program.
std::optional<BoundExpression> bindExpression(const ir::Program &program, const rules::Expression &expression,
                                              const OperandTypes &operands,
                                              std::vector<BindingMessage> &messages,
                                              StructAs as = StructAs::Address);

} // namespace hookqual::infer
