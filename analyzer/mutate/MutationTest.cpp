// SPDX-License-Identifier: MIT
#include "analyzer/mutate/Mutation.h"

#include "analyzer/mutate/MutationTesting.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hookqual::mutate {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<reports::Mutant> mutantsOf(llvm::StringRef functions, std::vector<std::string> hooks = {}) {
  const ir::InMemoryProgram program = programOf(functions);
  const rules::RuleSet rules = testRules();
  return mutate(program, rules, {.hooks = std::move(hooks)});
}

constexpr llvm::StringLiteral kChecked = R"(
function sys_use
  parameter file : ptr
b0:
  call security_told(%file)
  %o = call security_other(%file) : int32
  %e = call security_use(%file) : int32
  branch %e ? out : go
go:
  call operate(%file) : int32
  jump out
out:
  return
)";

TEST(Mutation, ADroppedCheckIsNoticedAndNamesTheHook) {
  const std::vector<reports::Mutant> mutants = mutantsOf(kChecked, {"security_use"});
  ASSERT_EQ(mutants.size(), 1u);
  EXPECT_TRUE(mutants[0].isNoticed);
  EXPECT_EQ(mutants[0].function, "sys_use");
  EXPECT_THAT(mutants[0].rules, ElementsAre("test/use"));
  ASSERT_EQ(mutants[0].citations.size(), 1u);
  EXPECT_EQ(mutants[0].citations[0].authorizer, "security_use");
  EXPECT_EQ(mutants[0].citations[0].operation, "operate");
}

TEST(Mutation, CountsEveryCallThatReturnsAValueAndSaysWhyNobodyLooks) {
  const std::vector<reports::Mutant> mutants = mutantsOf(kChecked);
  ASSERT_EQ(mutants.size(), 2u); // by hook; security_told returns nothing
  EXPECT_EQ(mutants[0].authorizer, "security_other");
  EXPECT_FALSE(mutants[0].isNoticed);
  EXPECT_EQ(mutants[0].why, "no rule, selects: it chooses");
}

TEST(Mutation, ASecondCheckHidesTheLossOfTheFirst) {
  const std::vector<reports::Mutant> mutants = mutantsOf(R"(
function sys_use
  parameter file : ptr
b0:
  %e = call security_use(%file) : int32
  branch %e ? out : again
again:
  %f = call security_use(%file) : int32
  branch %f ? out : go
go:
  call operate(%file) : int32
  jump out
out:
  return
)");
  ASSERT_EQ(mutants.size(), 2u);
  EXPECT_FALSE(mutants[0].isNoticed);
  EXPECT_FALSE(mutants[1].isNoticed);
  EXPECT_THAT(mutants[0].why, HasSubstr("another call"));
}

TEST(Mutation, AnOperationThatWasUncheckedBeforeIsNoNews) {
  const std::vector<reports::Mutant> mutants = mutantsOf(R"(
function sys_use
  parameter file : ptr
b0:
  %e = call security_use(%file) : int32
  call operate(%file) : int32
  return
)");
  ASSERT_EQ(mutants.size(), 1u);
  EXPECT_FALSE(mutants[0].isNoticed);
}

constexpr llvm::StringLiteral kRightAsked = R"(
prototype security_right in fs.h : int32 "int"
  takes file : ptr "struct file *"
  takes mask : int32 "int"
function sys_use
  parameter file : ptr
  parameter other : ptr
b0:
  %e = call security_right(%file, 2) : int32
  branch %e ? out : go
go:
  call operate(%file) : int32
  jump out
out:
  return
)";

constexpr llvm::StringLiteral kRightRule = R"(
- hooks: "security_*"
- rule: test/right
  authorizer: security_right
  mode: { parameter: mask, has: 2 }
  operation: { call: operate }
  objects: { file: arg0 }
  why: because
)";

struct KindOfWeakening {
  Weakening weakening;
  const char *kind;
};

class Weakenings : public testing::TestWithParam<KindOfWeakening> {};

TEST_P(Weakenings, AreNoticedForWhatTheyAre) {
  const std::string text = (llvm::Twine(kPrelude).concat(kRightAsked)).str();
  const ir::InMemoryProgram program(
      llvm::cantFail(ir::parseUnits(text, "test.ir")),
      llvm::cantFail(ir::EntryRules::compile(
          {{.functionGlob = "sys_*", .display = "%1", .entryClass = ir::EntryClass::SystemCall}})));
  const rules::RuleSet rules =
      llvm::cantFail(rules::loadRuleTexts({llvm::MemoryBufferRef(kRightRule, "test.yaml")}));
  const std::vector<reports::Mutant> mutants = mutate(program, rules, {.weakenings = {GetParam().weakening}});
  ASSERT_EQ(mutants.size(), 1u);
  EXPECT_TRUE(mutants[0].isApplicable) << mutants[0].why;
  EXPECT_EQ(mutants[0].weakening, toString(GetParam().weakening));
  ASSERT_EQ(mutants[0].citations.size(), 1u) << mutants[0].why;
  EXPECT_EQ(mutants[0].citations[0].kind, GetParam().kind);
}

INSTANTIATE_TEST_SUITE_P(Kinds, Weakenings,
                         testing::Values(KindOfWeakening{Weakening::Dropped, "missing"},
                                         KindOfWeakening{Weakening::ResultIgnored, "ignored-result"},
                                         KindOfWeakening{Weakening::MovedAfter, "late"},
                                         KindOfWeakening{Weakening::OtherObject, "wrong-object"},
                                         KindOfWeakening{Weakening::OtherMode, "wrong-mode"}),
                         [](const auto &tested) {
                           std::string name(toString(tested.param.weakening));
                           std::erase(name, '-');
                           return name;
                         });

TEST(Mutation, SaysWhatACallHasNotThatCouldBeOther) {
  const std::string text = (llvm::Twine(kPrelude).concat(kChecked)).str();
  const ir::InMemoryProgram program(llvm::cantFail(ir::parseUnits(text, "test.ir")),
                                    llvm::cantFail(ir::EntryRules::compile({})));
  const rules::RuleSet rules =
      llvm::cantFail(rules::loadRuleTexts({llvm::MemoryBufferRef(kRules, "test.yaml")}));
  const std::vector<reports::Mutant> mutants =
      mutate(program, rules, {.hooks = {"security_use"}, .weakenings = {Weakening::OtherMode}});
  ASSERT_EQ(mutants.size(), 1u);
  EXPECT_FALSE(mutants[0].isApplicable);
  EXPECT_EQ(mutants[0].why, "no rule asks for a right");
}

} // namespace
} // namespace hookqual::mutate
