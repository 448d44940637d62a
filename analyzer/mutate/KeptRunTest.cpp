// SPDX-License-Identifier: MIT
// Continuing a rule's run over a weakened program finds what starting anew finds.
#include "analyzer/infer/KeptRun.h"

#include "analyzer/mutate/MutationTesting.h"
#include "analyzer/mutate/WeakenedProgram.h"
#include "analyzer/mutate/Weakening.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hookqual::mutate {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A line a type error: where the operation is, and from where it is reached.
std::vector<std::string> errorsOf(const ir::Program &program, const infer::RuleResult &result) {
  std::vector<std::string> lines;
  for (const infer::TypeError &error : result.errors)
    lines.push_back(program.function(error.obligation.function).symbol.name + " from " +
                    program.function(error.root).symbol.name);
  return lines;
}

struct Answers {
  std::vector<std::string> base, anew, continued;
  bool isLookedAt = false;
};

/// Of the program in which the only call of the hook is dropped.
Answers answersFor(llvm::StringRef functions) {
  const ir::InMemoryProgram program = programOf(functions);
  const rules::RuleSet rules = testRules();
  const HookCall call = findHookCalls(program, rules, {}).front();
  Weakened weak = weaken(program.function(call.function), {.site = call.site}, Weakening::Dropped);
  const WeakenedProgram weakened(program, call, std::move(*weak.body));
  infer::Inference base(program, rules);
  const infer::KeptRun kept(base, rules.rules.front());
  infer::Inference changed(base, weakened, call.function);
  Answers answers;
  answers.base = errorsOf(program, kept.result());
  answers.anew = errorsOf(weakened, changed.infer(rules.rules.front()));
  answers.continued = answers.base;
  kept.again(changed, [&](const infer::RuleResult &result) {
    answers.isLookedAt = true;
    answers.continued = errorsOf(weakened, result);
    return false;
  });
  return answers;
}

TEST(KeptRun, ARequirementThatAppearsClimbsToTheEntries) {
  const Answers answers = answersFor(R"(
function use
  parameter file : ptr
b0:
  %e = call security_use(%file) : int32
  branch %e ? out : go
go:
  call operate(%file) : int32
  jump out
out:
  return
function middle
  parameter file : ptr
b0:
  call use(%file)
  return
function sys_one
  parameter file : ptr
b0:
  call middle(%file)
  return
function sys_two
  parameter file : ptr
b0:
  call use(%file)
  return
)");
  EXPECT_THAT(answers.base, IsEmpty());
  EXPECT_THAT(answers.continued, ElementsAre("use from sys_one", "use from sys_two"));
  EXPECT_EQ(answers.anew, answers.continued);
}

TEST(KeptRun, WhatAWrapperNoLongerEnsuresIsMissedByItsCallers) {
  const Answers answers = answersFor(R"(
function may_use
  parameter file : ptr
b0:
  %e = call security_use(%file) : int32
  return %e
function sys_use
  parameter file : ptr
b0:
  %e = call may_use(%file) : int32
  branch %e ? out : go
go:
  call operate(%file) : int32
  jump out
out:
  return
)");
  EXPECT_THAT(answers.base, IsEmpty());
  EXPECT_THAT(answers.continued, ElementsAre("sys_use from sys_use"));
  EXPECT_EQ(answers.anew, answers.continued);
}

TEST(KeptRun, RecursionEndsWhereItEndsAnew) {
  const Answers answers = answersFor(R"(
function may_use
  parameter file : ptr
  parameter depth : int32
b0:
  branch %depth ? deeper : ask
deeper:
  %f = call may_use(%file, 0) : int32
  return %f
ask:
  %e = call security_use(%file) : int32
  return %e
function sys_use
  parameter file : ptr
b0:
  %e = call may_use(%file, 1) : int32
  branch %e ? out : go
go:
  call operate(%file) : int32
  jump out
out:
  return
)");
  EXPECT_THAT(answers.base, IsEmpty());
  EXPECT_THAT(answers.continued, ElementsAre("sys_use from sys_use"));
  EXPECT_EQ(answers.anew, answers.continued);
}

TEST(KeptRun, ACallThatNoOperationDependsOnIsNotLookedAt) {
  const Answers answers = answersFor(R"(
function sys_ask
  parameter file : ptr
b0:
  %e = call security_use(%file) : int32
  return %e
function sys_use
  parameter file : ptr
b0:
  call operate(%file) : int32
  return
)");
  EXPECT_FALSE(answers.isLookedAt);
  EXPECT_THAT(answers.continued, ElementsAre("sys_use from sys_use"));
  EXPECT_EQ(answers.anew, answers.continued);
}

} // namespace
} // namespace hookqual::mutate
