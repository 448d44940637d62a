// SPDX-License-Identifier: MIT
#include "analyzer/review/TemporaryRules.h"

#include "analyzer/ir/InMemoryProgram.h"
#include "analyzer/ir/Text.h"
#include "rules/Loader.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hookqual::review {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr llvm::StringLiteral kPrelude = R"ir(
record file in fs.h : 64 bytes
  field flags +16 : uint32 "unsigned int"
prototype security_use in fs.h : int32 "int"
  takes file : ptr record file@fs.h pointer "struct file *"
prototype operate in fs.h : void "void"
  takes file : ptr record file@fs.h pointer "struct file *"
prototype look in fs.h : void "void"
  takes file : ptr record file@fs.h pointer "struct file *"
function operate
  parameter file : ptr record file@fs.h "struct file *"
b0:
  store uint32 1 -> %file+16 file.flags@fs.h
  return
function look
  parameter file : ptr record file@fs.h "struct file *"
b0:
  %1 = load uint32 %file+16 file.flags@fs.h
  return
function sys_use
  parameter file : ptr record file@fs.h "struct file *"
b0:
  %e = call security_use(%file) : int32
  branch %e ? out : go
go:
  call look(%file)
  call operate(%file)
  jump out
out:
  return
)ir";

constexpr llvm::StringLiteral kRules = "- hooks: \"security_*\"\n";

/// What the program mediates everywhere on the objects that security_use judges.
std::vector<std::string> evidenceOf(llvm::StringRef functions) {
  const std::string text = (llvm::Twine(kPrelude).concat(functions)).str();
  const ir::InMemoryProgram program(llvm::cantFail(ir::parseUnits(text, "test.ir")));
  const rules::RuleSet rules =
      llvm::cantFail(rules::loadRuleTexts({llvm::MemoryBufferRef(kRules, "test.yaml")}));
  infer::Inference inference(program, rules);
  std::vector<std::string> sentences;
  for (const TemporaryRule &each : TemporaryRules(program, inference, rules)
                                       .of("security_use", mutate::findHookCalls(program, rules, {})))
    if (!each.rule.objectIsSystem)
      sentences.insert(sentences.end(), each.evidence.begin(), each.evidence.end());
  return sentences;
}

TEST(TemporaryRules, WhatIsGuardedEverywhereIsARule) {
  EXPECT_THAT(evidenceOf(""), Contains("in the base the one route to `operate` passes `security_use`"));
}

TEST(TemporaryRules, WhatOnlyReadsTheObjectIsNone) {
  EXPECT_THAT(evidenceOf(""), Not(Contains(HasSubstr("`look`"))));
}

TEST(TemporaryRules, WhatIsUnguardedElsewhereIsARuleOfItsPlaceAlone) {
  const std::vector<std::string> sentences = evidenceOf(R"(
function sys_other
  parameter file : ptr record file@fs.h "struct file *"
b0:
  call operate(%file)
  return
)");
  EXPECT_THAT(sentences,
              Contains("in the base the one route to `operate` in `sys_use` passes `security_use`"));
}

TEST(TemporaryRules, WhatComesBeforeTheHookIsNone) {
  const std::vector<std::string> sentences = evidenceOf(R"(
function sys_late
  parameter file : ptr record file@fs.h "struct file *"
b0:
  call operate(%file)
  %e = call security_use(%file) : int32
  return
)");
  EXPECT_THAT(sentences, Not(Contains(HasSubstr("`operate` in `sys_late`"))));
}

} // namespace
} // namespace hookqual::review
