// SPDX-License-Identifier: MIT
#include "rules/Selection.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hookqual::rules {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Rule ruleFor(const std::string &range) {
  Rule rule;
  rule.id = "test/rule";
  rule.where = {"r.yaml", 3, 1};
  rule.forKernels = range;
  return rule;
}

TEST(Selection, RangeBoundsAreComparedAsVersions) {
  EXPECT_TRUE(isForKernel(ruleFor(""), "6.12.117"));
  EXPECT_TRUE(isForKernel(ruleFor(">=6.9"), "6.12.117"));
  EXPECT_FALSE(isForKernel(ruleFor(">=6.9 <6.12"), "6.12.117"));
  EXPECT_TRUE(isForKernel(ruleFor("<6.12"), "6.1.0-rc3"));
  EXPECT_FALSE(isForKernel(ruleFor("<=6.1"), "6.12"));
}

TEST(Selection, UnknownVersionKeepsEveryRule) {
  EXPECT_TRUE(isForKernel(ruleFor("<5.0"), ""));
}

TEST(Selection, RulesOfOtherKernelsAreNamed) {
  RuleSet rules;
  rules.rules = {ruleFor("<6.0"), ruleFor(">=6.0")};
  EXPECT_THAT(selectForRun(rules, "6.12.1", "2026-11-21"),
              ElementsAre("r.yaml:3:1: note: test/rule is for kernels <6.0"));
  EXPECT_EQ(rules.rules.size(), 1u);
}

TEST(Selection, ExemptionHoldsOnItsLastDayAndNotAfter) {
  RuleSet rules;
  rules.rules = {ruleFor("")};
  rules.rules[0].exemptions.push_back({.where = {"r.yaml", 9, 7}, .why = "w", .until = "2026-11-21"});
  EXPECT_THAT(selectForRun(rules, "6.12", "2026-11-21"), IsEmpty());
  EXPECT_EQ(rules.rules[0].exemptions.size(), 1u);
  EXPECT_THAT(selectForRun(rules, "6.12", "2026-11-22"),
              ElementsAre("r.yaml:9:7: note: test/rule: exemption ran out on 2026-11-21"));
  EXPECT_TRUE(rules.rules[0].exemptions.empty());
}

} // namespace
} // namespace hookqual::rules
