// SPDX-License-Identifier: MIT
#include "analyzer/signature/Prototype.h"

namespace hookqual::signature {

namespace {

/// The name stands inside the type of a pointer to a function or of an array.
std::string declaration(const std::string &type, const std::string &name) {
  if (name.empty())
    return type;
  if (const size_t pointer = type.find("(*"); pointer != std::string::npos)
    return type.substr(0, pointer + 2) + name + type.substr(pointer + 2);
  if (const size_t bracket = type.find('['); bracket != std::string::npos)
    return declaration(type.substr(0, type.find_last_not_of(' ', bracket - 1) + 1), name) +
           type.substr(bracket);
  return type + (type.ends_with('*') ? "" : " ") + name;
}

std::string linkageText(ir::Linkage linkage) {
  switch (linkage) {
  case ir::Linkage::Internal:
    return "static ";
  case ir::Linkage::Inline:
    return "static inline ";
  case ir::Linkage::External:
    break;
  }
  return "";
}

} // namespace

std::string prototypeOf(const ir::Function &function) {
  std::string parameters;
  for (const ir::Parameter &parameter : function.parameters)
    parameters += (parameters.empty() ? "" : ", ") + declaration(parameter.typeSpelling, parameter.name);
  if (function.isVariadic)
    parameters += parameters.empty() ? "..." : ", ...";
  return linkageText(function.symbol.linkage) +
         declaration(function.returnTypeSpelling, function.symbol.name) + "(" +
         (parameters.empty() ? "void" : parameters) + ")";
}

} // namespace hookqual::signature
