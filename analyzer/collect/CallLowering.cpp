// SPDX-License-Identifier: MIT
#include "analyzer/collect/Expressions.h"
#include "analyzer/collect/Lowering.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/Basic/Builtins.h"
#include "llvm/ADT/StringSwitch.h"

namespace hookqual::collect {

using clang::CallExpr;
using clang::FunctionDecl;
using ir::ValueId;

namespace {

constexpr llvm::StringLiteral kBuiltinPrefix = "__builtin_";

enum class BuiltinEffect { Other, FirstArgument, Nothing, AddOverflow, SubtractOverflow, MultiplyOverflow };

BuiltinEffect effectOf(llvm::StringRef name) {
  return llvm::StringSwitch<BuiltinEffect>(name)
      .Cases("__builtin_expect", "__builtin_expect_with_probability", "__builtin_assume_aligned",
             BuiltinEffect::FirstArgument)
      .Cases("__builtin_unreachable", "__builtin_trap", "__builtin_debugtrap", "__builtin_prefetch",
             "__builtin_assume", BuiltinEffect::Nothing)
      .Cases("__builtin_va_start", "__builtin_va_end", "__builtin_va_copy", BuiltinEffect::Nothing)
      .Case("__builtin_add_overflow", BuiltinEffect::AddOverflow)
      .Case("__builtin_sub_overflow", BuiltinEffect::SubtractOverflow)
      .Case("__builtin_mul_overflow", BuiltinEffect::MultiplyOverflow)
      .Default(BuiltinEffect::Other);
}

/// What a builtin that asks the optimiser answers when the optimiser is not asked.
std::optional<int64_t> pessimisticAnswer(llvm::StringRef name) {
  return llvm::StringSwitch<std::optional<int64_t>>(name)
      .Case("__builtin_constant_p", 0)
      .Cases("__builtin_object_size", "__builtin_dynamic_object_size", -1)
      .Default(std::nullopt);
}

} // namespace

ValueId CallLowering::lower(const CallExpr &call) {
  const auto *callee = llvm::dyn_cast<clang::DeclRefExpr>(stripped(call.getCallee())->IgnoreParenImpCasts());
  const auto *function = callee ? llvm::dyn_cast<FunctionDecl>(callee->getDecl()) : nullptr;
  if (!function)
    return callPointer(call);
  const bool isBuiltin = function->getBuiltinID() != 0 && function->getName().starts_with("__");
  if (isBuiltin)
    if (const std::optional<ValueId> value = lowerBuiltin(call, *function))
      return *value;
  return callFunction(call, *function, body_.unit().refer(*function));
}

std::vector<ValueId> CallLowering::argumentsOf(const CallExpr &call) {
  std::vector<ValueId> arguments;
  for (const clang::Expr *argument : call.arguments())
    arguments.push_back(denotesPlace(argument) ? addresses_.addressOf(argument)
                                               : expressions_.valueOf(argument));
  return arguments;
}

ValueId CallLowering::callFunction(const CallExpr &call, const FunctionDecl &function,
                                   llvm::StringRef symbol) {
  ir::Instruction instruction;
  instruction.callee = ir::CalleeKind::Direct;
  instruction.symbol = body_.builder().symbol(symbol);
  instruction.arguments = argumentsOf(call);
  instruction.type = body_.typeOf(call.getType());
  return body_.call(std::move(instruction), call.getSourceRange());
}

ValueId CallLowering::callPointer(const CallExpr &call) {
  ir::Instruction instruction;
  // CallTargets finds out whether the pointer was loaded from a member.
  instruction.callee = ir::CalleeKind::Value;
  instruction.target = expressions_.valueOf(call.getCallee());
  instruction.arguments = argumentsOf(call);
  instruction.type = body_.typeOf(call.getType());
  return body_.call(std::move(instruction), call.getSourceRange());
}

void CallLowering::callCleanup(const clang::VarDecl &variable, const FunctionDecl &cleanup,
                               clang::SourceLocation end) {
  ir::Instruction instruction;
  instruction.callee = ir::CalleeKind::Direct;
  instruction.symbol = body_.builder().symbol(body_.unit().refer(cleanup));
  instruction.arguments = {body_.addressOf(variable)};
  instruction.type = body_.typeOf(cleanup.getReturnType());
  body_.call(std::move(instruction), end.isValid() ? clang::SourceRange(end) : variable.getSourceRange());
}

std::optional<ValueId> CallLowering::lowerBuiltin(const CallExpr &call, const FunctionDecl &builtin) {
  const llvm::StringRef name = builtin.getName();
  switch (effectOf(name)) {
  case BuiltinEffect::FirstArgument:
    return expressions_.valueOf(call.getArg(0));
  case BuiltinEffect::Nothing:
    return ValueId();
  case BuiltinEffect::AddOverflow:
    return lowerOverflowBuiltin(call, ir::Opcode::Add);
  case BuiltinEffect::SubtractOverflow:
    return lowerOverflowBuiltin(call, ir::Opcode::Subtract);
  case BuiltinEffect::MultiplyOverflow:
    return lowerOverflowBuiltin(call, ir::Opcode::Multiply);
  case BuiltinEffect::Other:
    break;
  }
  clang::Expr::EvalResult result;
  if (call.getType()->isIntegralOrEnumerationType() && call.EvaluateAsInt(result, body_.unit().ast()))
    return body_.values().constant(result.Val.getInt().extOrTrunc(64).getSExtValue(),
                                   body_.typeOf(call.getType()));
  if (const auto answer = pessimisticAnswer(name))
    return body_.values().constant(*answer, body_.typeOf(call.getType()));
  // `__builtin_memcpy` is `memcpy`.
  if (name.starts_with(kBuiltinPrefix) &&
      body_.unit().ast().BuiltinInfo.isLibFunction(builtin.getBuiltinID()))
    return callFunction(call, builtin, name.drop_front(kBuiltinPrefix.size()));
  if (call.getType()->isVoidType()) {
    body_.unit().note(name);
    return ValueId();
  }
  return body_.unknown(call.getType(), name);
}

ValueId CallLowering::lowerOverflowBuiltin(const CallExpr &call, ir::Opcode opcode) {
  const clang::QualType resultType = call.getArg(2)->getType()->getPointeeType();
  const ir::Type type = body_.typeOf(resultType);
  const ValueId left = body_.values().cast(expressions_.valueOf(call.getArg(0)), type);
  const ValueId right = body_.values().cast(expressions_.valueOf(call.getArg(1)), type);
  Place result;
  result.address = expressions_.valueOf(call.getArg(2));
  result.type = resultType;
  body_.write(result, body_.values().binary(opcode, left, right, type), call.getSourceRange());
  return body_.unknown(call.getType(), "overflow flag");
}

} // namespace hookqual::collect
