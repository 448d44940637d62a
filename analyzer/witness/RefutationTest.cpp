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

Findings explained(llvm::StringRef functions) {
  Findings findings;
  infer::inferOver(functions, kRule,
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

} // namespace

} // namespace hookqual::witness
