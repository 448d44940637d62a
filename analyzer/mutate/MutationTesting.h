// SPDX-License-Identifier: MIT
// What the tests of weakened programs share.
#pragma once

#include "analyzer/ir/InMemoryProgram.h"
#include "analyzer/ir/Text.h"
#include "rules/Loader.h"

namespace hookqual::mutate {

inline constexpr llvm::StringLiteral kPrelude = R"ir(
prototype security_use in fs.h : int32 "int"
  takes file : ptr "struct file *"
prototype security_other in fs.h : int32 "int"
  takes file : ptr "struct file *"
prototype security_told in fs.h : void "void"
  takes file : ptr "struct file *"
prototype operate in fs.h : int32 "int"
  takes file : ptr "struct file *"
)ir";

inline constexpr llvm::StringLiteral kRules = R"(
- hooks: "security_*"
  outside: "security/*"
- rule: test/use
  authorizer: security_use
  operation: { call: operate }
  objects: { file: arg0 }
  why: because
- hook: security_other
  none: selects
  why: it chooses
)";

inline ir::InMemoryProgram programOf(llvm::StringRef functions) {
  const std::string text = (llvm::Twine(kPrelude).concat(functions)).str();
  return ir::InMemoryProgram(
      llvm::cantFail(ir::parseUnits(text, "test.ir")),
      llvm::cantFail(ir::EntryRules::compile(
          {{.functionGlob = "sys_*", .display = "%1", .entryClass = ir::EntryClass::SystemCall}})));
}

inline rules::RuleSet testRules() {
  return llvm::cantFail(rules::loadRuleTexts({llvm::MemoryBufferRef(kRules, "test.yaml")}));
}

} // namespace hookqual::mutate
