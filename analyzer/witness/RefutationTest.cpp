// SPDX-License-Identifier: MIT
// What the solver sees and inference does not: here exclusive or, of which inference knows
// nothing.
#include "analyzer/infer/InferenceTesting.h"
#include "analyzer/witness/Findings.h"

#include <gmock/gmock.h>

namespace hookqual::witness {

namespace {

using infer::kRule;
using testing::ElementsAre;

constexpr llvm::StringLiteral kAbleRule = R"(
- rule: test/operate
  any-of:
    - {authorizer: hook, objects: {file: arg0}}
    - {authorizer: able, accepts: nonzero, objects: {NULL: NULL}}
  operation: { call: operate }
  why: because
)";

Findings explained(llvm::StringRef functions, llvm::StringRef rule = kRule) {
  Findings findings;
  infer::inferOver(functions, rule,
                   [&](const ir::Program &program, infer::Inference &inference,
                       const infer::RuleResult &result) { findings = explain(program, inference, result); });
  return findings;
}

std::vector<std::string> reasonsOf(const Findings &findings) {
  std::vector<std::string> reasons;
  for (const reports::Refutation &refutation : findings.refutations)
    for (const reports::Contradiction &each : refutation.because)
      reasons.push_back(std::to_string(each.where.line) + ": " + each.event);
  return reasons;
}

TEST(Refutation, SaysWhatCannotHoldTogether) {
  const Findings findings = explained(R"(
b0:
  %f = call fget(3) : ptr
  %a = call get_flags() : int32
  branch (lt %a 9) ? small : out @fs/a.c:5:5
small:
  branch (eq (xor %a 1) 0) ? one : out @fs/a.c:6:5
one:
  branch (eq %a 0) ? go : out @fs/a.c:7:5
go:
  call operate(%f) : int32 @fs/a.c:8:3
  return
out:
  return
)");
  EXPECT_TRUE(findings.findings.empty());
  EXPECT_EQ(findings.refuted, 1u);
  EXPECT_THAT(reasonsOf(findings),
              ElementsAre("6: branch taken: (get_flags() ^ 1) == 0", "7: branch taken: get_flags() == 0"));
}

TEST(Refutation, AFieldKeepsItsValueUntilItIsStored) {
  const std::string before = R"(
b0:
  %f = call fget(3) : ptr
  %a = load int32 %f+8
  branch (eq (xor %a 1) 0) ? one : out
one:
)";
  const std::string after = R"(
  %b = load int32 %f+8
  branch (eq (xor %b 3) 0) ? go : out
go:
  call operate(%f) : int32
  return
out:
  return
)";
  EXPECT_EQ(explained(before + after).findings.size(), 0u);
  EXPECT_EQ(explained(before + "  store int32 3 -> %f+8\n" + after).findings.size(), 1u);
  EXPECT_EQ(explained(before + "  store int32 5 -> %f+8\n" + after).findings.size(), 0u);
}

TEST(Refutation, WhoPassedAnotherAlternativeIsNoWitness) {
  const std::string text = R"(
b0:
  %f = call fget(3) : ptr
  %able = call able(28) : int32
  %a = call get_flags() : int32
  branch (eq (xor %a 1) 0) ? odd : ask
odd:
  branch %able ? join : checked
checked:
  %e = call hook(%f, 2) : int32
  branch %e ? out : join
ask:
  branch %able ? join : out
join:
  call operate(%f) : int32
  return
out:
  return
)";
  EXPECT_TRUE(explained(text, kAbleRule).findings.empty());
  std::string unasked = text;
  unasked.replace(unasked.find("branch %e ? out : join"), 22, "branch %a ? join : out");
  const Findings findings = explained(unasked, kAbleRule);
  ASSERT_EQ(findings.findings.size(), 1u);
  for (const reports::PathStep &step : findings.findings.front().path)
    EXPECT_THAT(step.event, testing::Not(testing::HasSubstr("able() != 0")));
}

} // namespace

} // namespace hookqual::witness
