// SPDX-License-Identifier: MIT
#include "analyzer/witness/Operations.h"

#include "analyzer/infer/InferenceTesting.h"
#include "analyzer/witness/SystemCallReach.h"

#include <gmock/gmock.h>

namespace hookqual::witness {

namespace {

using testing::ElementsAre;

constexpr llvm::StringLiteral kExemptingRule = R"(
- rule: test/operate
  authorizer: hook
  operation: { call: operate }
  objects: { file: arg0 }
  exempt:
    - { caller: sys_entry, why: trusted }
  why: because
)";

/// `function: verdict` of each operation.
std::vector<std::string> verdicts(llvm::StringRef functions, llvm::StringRef rule = infer::kRule) {
  std::vector<std::string> verdicts;
  infer::inferOver(
      functions, rule,
      [&](const ir::Program &program, infer::Inference &inference, const infer::RuleResult &result) {
        const Findings findings = explain(program, inference, result);
        for (const JudgedOperation &judged : judgeOperations(program, result, findings))
          verdicts.push_back(judged.record.function + ": " + spelling(judged.record.verdict));
      });
  return verdicts;
}

constexpr llvm::StringLiteral kUnchecked = R"(
b0:
  %f = call fget(3) : ptr
  call operate(%f) : int32
  return
)";

TEST(Operations, OneThatIsCheckedIsProved) {
  EXPECT_THAT(verdicts(R"(
b0:
  %f = call fget(3) : ptr
  %e = call hook(%f, 2) : int32
  branch %e ? out : go
go:
  call operate(%f) : int32
  return
out:
  return
)"),
              ElementsAre("sys_entry: proved"));
}

TEST(Operations, OneThatIsReachedUncheckedIsViolated) {
  EXPECT_THAT(verdicts(kUnchecked), ElementsAre("sys_entry: violated"));
}

TEST(Operations, OneThatARuleExcusesIsExempt) {
  EXPECT_THAT(verdicts(kUnchecked, kExemptingRule), ElementsAre("sys_entry: exempt"));
}

TEST(Operations, OneWithoutAnUncheckedPathIsRefuted) {
  EXPECT_THAT(verdicts(R"(
b0:
  %f = call fget(3) : ptr
  %a = call get_flags() : int32
  branch (eq (xor %a 1) 0) ? one : out
one:
  branch (eq %a 0) ? go : out
go:
  call operate(%f) : int32
  return
out:
  return
)"),
              ElementsAre("sys_entry: refuted"));
}

TEST(Operations, OneOfAParameterThatNobodyPassesIsAssumed) {
  EXPECT_THAT(verdicts(R"(
b0:
  return
function lonely
  parameter file : ptr
b0:
  call operate(%file) : int32
  return
)"),
              ElementsAre("lonely: assumed"));
}

TEST(SystemCallReach, CountsTheCallsInBetween) {
  infer::inferOver(R"(
b0:
  call near() : int32
  return
function near
b0:
  call far() : int32
  return
function far
b0:
  call near() : int32
  return
function apart
b0:
  return
)",
                   infer::kRule,
                   [](const ir::Program &program, infer::Inference &, const infer::RuleResult &) {
                     const ir::FunctionId far = program.find("far"), near = program.find("near");
                     const SystemCallReach reach(program, {far, near});
                     EXPECT_THAT(reach.systemCalls(), ElementsAre("entry"));
                     EXPECT_EQ(reach.callsBetween(0, near), 1u);
                     EXPECT_EQ(reach.callsBetween(0, far), 2u);
                     EXPECT_TRUE(reach.mayReach(far).test(0));
                     EXPECT_FALSE(reach.mayReach(program.find("apart")).test(0));
                   });
}

} // namespace
} // namespace hookqual::witness
