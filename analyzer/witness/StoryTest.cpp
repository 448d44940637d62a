// SPDX-License-Identifier: MIT
// Findings over IR text: the steps of their paths, their sentences and what to do.
#include "analyzer/witness/Findings.h"

#include "analyzer/infer/InferenceTesting.h"

namespace hookqual::witness {
namespace {

using infer::kModeRule;
using infer::kRule;
using reports::Importance;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// The only finding there is.
reports::Finding findingIn(llvm::StringRef functions, llvm::StringRef rule = kRule) {
  std::vector<reports::Finding> findings;
  infer::inferOver(
      functions, rule,
      [&](const ir::Program &program, infer::Inference &inference, const infer::RuleResult &result) {
        findings = explain(program, inference, result).findings;
      });
  EXPECT_EQ(findings.size(), 1u);
  return findings.empty() ? reports::Finding() : findings.front();
}

/// The events of the finding; those that a screen does not show in parentheses.
std::vector<std::string> eventsOf(const reports::Finding &finding) {
  std::vector<std::string> events;
  for (const reports::PathStep &step : finding.path)
    events.push_back(step.importance == Importance::Unimportant ? "(" + step.event + ")" : step.event);
  return events;
}

constexpr llvm::StringLiteral kMissing = R"(
b0:
  %f = call fget(3) : ptr @fs/a.c:10:5
  branch (eq %f null) ? out : go
go:
  branch (eq %regs 7) ? odd : even
odd:
  call trace() : int32
  jump join
even:
  jump join
join:
  call inner(%f, 2) : int32 @fs/a.c:12:2
  return
out:
  return
function inner fs/b.c:5 -> int32 "int"
  parameter file : ptr record file@fs.h "struct file *"
  parameter cmd : int32 "int"
b0:
  branch (eq %cmd 2) ? go : out
go:
  %o = call operate(%file) : int32 @fs/b.c:9:3-9:16
  return %o
out:
  return 0
)";

TEST(Story, TellsWhereTheObjectComesFromAndWhatIsWanted) {
  EXPECT_THAT(eventsOf(findingIn(kMissing)),
              ElementsAre("enters system call entry", "object looked up here by fget",
                          "branch taken: fget() != 0", testing::_, "calls inner", "(enters inner)",
                          "branch taken: cmd == 2", "operation: operate"));
}

TEST(Story, ABranchThatDecidesNothingIsUnimportant) {
  const reports::Finding finding = findingIn(kMissing);
  EXPECT_EQ(finding.path[3].kind, reports::StepKind::Branch);
  EXPECT_EQ(finding.path[3].importance, Importance::Unimportant);
}

TEST(Story, TheObjectHasNoStateBeforeItIsThere) {
  const reports::Finding finding = findingIn(kMissing);
  EXPECT_TRUE(finding.path[0].state.empty());
  ASSERT_EQ(finding.path[1].state.size(), 1u);
  EXPECT_EQ(finding.path[1].state[0].second, "unchecked");
}

TEST(Story, SaysThatNobodyAsks) {
  EXPECT_EQ(findingIn(kMissing).message,
            "`operate` on `file` is reached unchecked: no call of `hook` on any way to it");
}

TEST(Story, WrappersOfOneDefinitionAreOneStep) {
  const std::string text = R"(
b0:
  return
function sys_use fs/a.c:7
  parameter regs : ptr
b0:
  call wrapper(7) : int32
  return
function wrapper fs/a.c:7 -> int32 "int"
  parameter fd : int32
b0:
  %f = call fget(%fd) : ptr
  %o = call operate(%f) : int32
  return %o
)";
  EXPECT_THAT(eventsOf(findingIn(text)),
              ElementsAre("enters system call use", "object looked up here by fget", "operation: operate"));
}

constexpr llvm::StringLiteral kBypass = R"(
b0:
  %f = call fget(3) : ptr
  %flags = call get_flags() : int32
  branch (and %flags 1) ? ask : go @fs/a.c:6:5
ask:
  %e = call hook(%f, 2) : int32 @fs/a.c:7:8
  branch %e ? out : go
go:
  call operate(%f) : int32
  return
out:
  return
)";

TEST(Story, NamesTheCheckThatIsAvoidedAndItsCondition) {
  const reports::Finding finding = findingIn(kBypass);
  EXPECT_EQ(finding.kind, "bypass");
  EXPECT_THAT(eventsOf(finding),
              Contains("not checked: `hook` at fs/a.c:7 runs only if (get_flags() & 1) != 0"));
  EXPECT_THAT(finding.message,
              HasSubstr("`hook` is called at fs/a.c:7, but only if `(get_flags() & 1) != 0`"));
}

TEST(Story, NamesTheConditionUnderWhichACalleeAsks) {
  const reports::Finding finding = findingIn(R"(
b0:
  %f = call fget(3) : ptr
  %how = call get_flags() : int32
  %e = call may_use(%f, %how) : int32 @fs/a.c:7:8
  branch %e ? out : go
go:
  call operate(%f) : int32
  return
out:
  return
function may_use -> int32 "int"
  parameter file : ptr record file@fs.h "struct file *"
  parameter how : int32 "int"
b0:
  branch (eq %how 4) ? ask : skip
ask:
  %e = call hook(%file, 2) : int32
  return %e
skip:
  return 0
)");
  EXPECT_THAT(eventsOf(finding), Contains("not checked: `may_use` asks only if get_flags() == 4"));
  EXPECT_EQ(finding.authorizer, "hook");
}

TEST(Story, NamesBothObjects) {
  const reports::Finding finding = findingIn(R"(
b0:
  %src src = call fget(3) : ptr
  %dst dst = call fget(4) : ptr
  %e = call hook(%src, 2) : int32
  branch %e ? out : go
go:
  call operate(%dst) : int32
  return
out:
  return
)");
  EXPECT_EQ(finding.kind, "wrong-object");
  EXPECT_THAT(finding.message, HasSubstr("`hook` is called on `src`, the operation uses `dst`"));
  EXPECT_THAT(eventsOf(finding), Contains("checked here by hook: src"));
  EXPECT_THAT(finding.path.back().state,
              Contains(std::pair<std::string, std::string>("src", "checked(hook)")));
}

TEST(Story, SaysThatTheCheckComesLate) {
  const reports::Finding finding = findingIn(R"(
b0:
  %f = call fget(3) : ptr
  call operate(%f) : int32
  %e = call hook(%f, 2) : int32 @fs/a.c:20:8
  return
)");
  EXPECT_EQ(finding.kind, "late");
  EXPECT_THAT(finding.message, HasSubstr("`hook` is called after the operation, at fs/a.c:20"));
}

TEST(Story, SaysThatNobodyTestsTheResult) {
  const reports::Finding finding = findingIn(R"(
b0:
  %f = call fget(3) : ptr
  %e = call hook(%f, 2) : int32 @fs/a.c:30:8
  call operate(%f) : int32
  return
)");
  EXPECT_EQ(finding.kind, "ignored-result");
  EXPECT_THAT(finding.message, HasSubstr("the result of `hook` at fs/a.c:30 is not tested"));
}

TEST(Story, SaysThatItGoesOnThoughItWasRefused) {
  const reports::Finding finding = findingIn(R"(
b0:
  %f = call fget(3) : ptr
  %e = call hook(%f, 2) : int32 @fs/a.c:30:8
  branch (eq %e -13) ? out : go
go:
  call operate(%f) : int32
  return
out:
  return
)");
  EXPECT_THAT(finding.message, HasSubstr("`hook` at fs/a.c:30 refused, and the path goes on"));
}

TEST(Story, NamesTheRightThatWasAskedFor) {
  const reports::Finding finding = findingIn(R"(
b0:
  %f = call fget(3) : ptr
  %e = call hook(%f, 4) : int32 @fs/a.c:30:8
  branch %e ? out : go
go:
  call operate(%f) : int32
  return
out:
  return
)",
                                             kModeRule);
  EXPECT_EQ(finding.kind, "wrong-mode");
  EXPECT_THAT(finding.message,
              HasSubstr("`hook` at fs/a.c:30 was asked for `4`, the operation needs `mask has 2`"));
  EXPECT_THAT(eventsOf(finding), Contains("not checked: `hook` is asked for another right"));
}

TEST(Story, OfSeveralAuthorizersItNamesTheOneThatIsNear) {
  const reports::Finding finding = findingIn(R"(
b0:
  %f = call fget(3) : ptr
  call operate(%f) : int32
  %e = call other_hook(%f) : int32
  return
prototype other_hook in fs.h : int32 "int"
  takes it : ptr record file@fs.h pointer "struct file *"
)",
                                             R"(
- rule: test/operate
  any-of: [{authorizer: hook, objects: {file: arg0}}, {authorizer: other_hook, objects: {it: arg0}}]
  operation: { call: operate }
  why: because
)");
  EXPECT_EQ(finding.authorizer, "other_hook");
}

TEST(Story, SaysWhatToDo) {
  const reports::Advice advice = findingIn(kMissing, kModeRule).advice;
  EXPECT_EQ(advice.rule.file, "test.yaml");
  EXPECT_EQ(advice.discharge, "call `hook` on `file` with `mask has 2` before fs/b.c:9, and go on only if "
                              "it returns 0");
  EXPECT_THAT(advice.exemption, HasSubstr("- caller: inner\n  file: fs/b.c\n"));
}

TEST(Story, FitsAScreenHoweverDeep) {
  std::string text = "b0:\n  call f0(%regs) : int32\n  return\n";
  for (int i = 0; i < 40; ++i)
    text += "function f" + std::to_string(i) + " -> int32 \"int\"\n  parameter p : ptr\nb0:\n  %r = call f" +
            std::to_string(i + 1) + "(%p) : int32\n  return %r\n";
  text += R"(function f40 -> int32 "int"
  parameter p : ptr
b0:
  %f = call fget(3) : ptr
  call operate(%f) : int32
  return 0
)";
  const reports::Finding finding = findingIn(text);
  const size_t shown = size_t(std::count_if(finding.path.begin(), finding.path.end(), [](const auto &step) {
    return step.importance != Importance::Unimportant;
  }));
  EXPECT_LE(shown, 22u);
  EXPECT_EQ(finding.path.front().importance, Importance::Essential);
  EXPECT_EQ(finding.path.back().importance, Importance::Essential);
  EXPECT_EQ(finding.path[finding.path.size() - 4].event, "calls f40");
}

} // namespace
} // namespace hookqual::witness
