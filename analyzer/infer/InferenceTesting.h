// SPDX-License-Identifier: MIT
// What the tests of inference over IR text share.
#pragma once

#include "analyzer/infer/Inference.h"

#include "analyzer/ir/InMemoryProgram.h"
#include "analyzer/ir/Text.h"
#include "rules/Loader.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hookqual::infer {

// Every program here has this much in common: a hook that takes a file and a mask, and an
// operation on a file.
inline constexpr llvm::StringLiteral kPrelude = R"ir(
record file in fs.h : 64 bytes
  field inode +16 : ptr record inode@fs.h pointer "struct inode *"
  field ops +24 : ptr record ops@fs.h pointer "struct ops *"
record ops in fs.h : 16 bytes
  field write +8 : ptr "int (*)(struct file *)"
    takes ptr record file@fs.h pointer "struct file *"
prototype hook in fs.h : int32 "int"
  takes file : ptr record file@fs.h pointer "struct file *"
  takes mask : int32 "int"
prototype able in fs.h : int32 "int"
  takes id : int32 "int"
prototype operate in fs.h : int32 "int"
  takes file : ptr record file@fs.h pointer "struct file *"
function sys_entry
  parameter regs : ptr
)ir";

inline constexpr llvm::StringLiteral kRule = R"(
- rule: test/operate
  authorizer: hook
  operation: { call: operate }
  objects: { file: arg0 }
  why: because
)";

inline constexpr llvm::StringLiteral kModeRule = R"(
- rule: test/operate
  authorizer: hook
  mode: { parameter: mask, has: 2 }
  operation: { call: operate }
  objects: { file: arg0 }
  why: because
)";

/// Calls visit(program, inference, result) with what inference says of the functions.
template <typename Visit> void inferOver(llvm::StringRef functions, llvm::StringRef ruleText, Visit &&visit) {
  std::string text = (llvm::Twine(kPrelude).concat(functions)).str();
  ir::InMemoryProgram program(
      llvm::cantFail(ir::parseUnits(text, "test.ir")),
      llvm::cantFail(ir::EntryRules::compile(
          {{.functionGlob = "sys_*", .display = "%1", .entryClass = ir::EntryClass::SystemCall}})));
  rules::RuleSet rules = llvm::cantFail(rules::loadRuleTexts({llvm::MemoryBufferRef(ruleText, "test.yaml")}));
  Inference inference(program, rules);
  const RuleResult result = inference.infer(rules.rules.front());
  for (const BindingMessage &message : result.messages)
    ADD_FAILURE() << message.text;
  visit(program, inference, result);
}

/// One line a type error: where the operation is, and where the obligation ended.
inline std::vector<std::string> errorsOf(llvm::StringRef functions, llvm::StringRef ruleText = kRule) {
  std::vector<std::string> errors;
  inferOver(functions, ruleText, [&](const ir::Program &program, Inference &, const RuleResult &result) {
    for (const TypeError &error : result.errors)
      errors.push_back(program.function(error.obligation.function).symbol.name + " from " +
                       program.function(error.root).symbol.name);
  });
  return errors;
}

/// Why the rule says nothing of the functions; empty when it does.
inline std::string silenceOf(llvm::StringRef functions) {
  std::string silence;
  inferOver(functions, kRule,
            [&](const ir::Program &, Inference &, const RuleResult &result) { silence = result.silence; });
  return silence;
}

} // namespace hookqual::infer
