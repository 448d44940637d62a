// SPDX-License-Identifier: MIT
#include "analyzer/infer/InferenceTesting.h"

namespace hookqual::infer {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Inference, UncheckedObjectOfAnEntryIsAnError) {
  EXPECT_THAT(errorsOf(R"(
b0:
  call operate(%regs) : int32
  return
)"),
              ElementsAre("sys_entry from sys_entry"));
}

TEST(Inference, AcceptedObjectIsChecked) {
  EXPECT_THAT(errorsOf(R"(
b0:
  %e = call hook(%regs, 2) : int32
  branch %e ? out : go
go:
  call operate(%regs) : int32
  jump out
out:
  return
)"),
              IsEmpty());
}

TEST(Inference, IgnoredResultChecksNothing) {
  EXPECT_THAT(errorsOf(R"(
b0:
  %e = call hook(%regs, 2) : int32
  call operate(%regs) : int32
  return
)"),
              ElementsAre("sys_entry from sys_entry"));
}

TEST(Inference, OnlyNegativeResultsRefuse) {
  EXPECT_THAT(errorsOf(R"(
b0:
  %e = call hook(%regs, 2) : int32
  branch (lt %e 0) ? out : go
go:
  call operate(%regs) : int32
  jump out
out:
  return
)"),
              IsEmpty());
}

TEST(Inference, ObligationTravelsToTheCaller) {
  const char *callee = R"(
b0:
  %f = call fget(%regs) : ptr
  call helper(%f)
  return
function helper
  parameter file : ptr
b0:
  call operate(%file) : int32
  return
)";
  EXPECT_THAT(errorsOf(callee), ElementsAre("helper from sys_entry"));
}

TEST(Inference, WrapperOfTheAuthorizerChecksItsParameter) {
  EXPECT_THAT(errorsOf(R"(
b0:
  %e = call may_write(%regs) : int32
  branch (eq %e 0) ? go : out
go:
  call operate(%regs) : int32
  jump out
out:
  return
function may_write -> int32
  parameter file : ptr
b0:
  branch (eq %file null) ? bad : ask
bad:
  return -22
ask:
  %e = call hook(%file, 2) : int32
  return %e
)"),
              IsEmpty());
}

TEST(Inference, WrapperThatSkipsTheCheckDoesNot) {
  EXPECT_THAT(errorsOf(R"(
b0:
  %e = call may_write(%regs, 0) : int32
  branch (eq %e 0) ? go : out
go:
  call operate(%regs) : int32
  jump out
out:
  return
function may_write -> int32
  parameter file : ptr
  parameter check : int32
b0:
  branch %check ? ask : skip
skip:
  return 0
ask:
  %e = call hook(%file, 2) : int32
  return %e
)"),
              ElementsAre("sys_entry from sys_entry"));
}

TEST(Inference, GuardOfAnOutcomeIsSubstitutedAtTheCall) {
  EXPECT_THAT(errorsOf(R"(
b0:
  %e = call may_write(%regs, 1) : int32
  branch (eq %e 0) ? go : out
go:
  call operate(%regs) : int32
  jump out
out:
  return
function may_write -> int32
  parameter file : ptr
  parameter check : int32
b0:
  branch %check ? ask : skip
skip:
  return 0
ask:
  %e = call hook(%file, 2) : int32
  return %e
)"),
              IsEmpty());
}

TEST(Inference, GuardOfAnObligationIsSubstitutedAtTheCall) {
  const char *body = R"(
  return
function helper
  parameter file : ptr
  parameter cmd : int32
b0:
  switch %cmd { case 1 -> set; else -> out }
set:
  call operate(%file) : int32
  jump out
out:
  return
)";
  EXPECT_THAT(errorsOf(std::string("b0:\n  call helper(%regs, 2)\n") + body), IsEmpty());
  EXPECT_THAT(errorsOf(std::string("b0:\n  call helper(%regs, 1)\n") + body),
              ElementsAre("helper from sys_entry"));
}

TEST(Inference, AccessorDissolves) {
  EXPECT_THAT(errorsOf(R"(
b0:
  %a = call file_inode(%regs) : ptr
  %e = call hook(%a, 2) : int32
  branch %e ? out : go
go:
  %b = load ptr %regs+16 file.inode@fs.h
  call operate(%b) : int32
  jump out
out:
  return
function file_inode -> ptr
  parameter file : ptr
b0:
  %i = load ptr %file+16 file.inode@fs.h
  return %i
)"),
              IsEmpty());
}

TEST(Inference, SecondLookupIsANewObject) {
  EXPECT_THAT(errorsOf(R"(
b0:
  %a = call fget(1) : ptr
  %e = call hook(%a, 2) : int32
  branch %e ? out : go
go:
  %b = call fget(1) : ptr
  call operate(%b) : int32
  jump out
out:
  return
)"),
              ElementsAre("sys_entry from sys_entry"));
}

TEST(Inference, LoopChecksEveryInstanceAnew) {
  EXPECT_THAT(errorsOf(R"(
b0:
  jump head
head:
  %last = phi ptr b0: null, go: %f
  %f = call next() : ptr
  branch %last ? old : ask
old:
  call operate(%f) : int32
  jump ask
ask:
  %e = call hook(%f, 2) : int32
  branch %e ? out : go
go:
  call operate(%f) : int32
  jump head
out:
  return
)"),
              ElementsAre("sys_entry from sys_entry"));
}

TEST(Inference, EqualityMakesOneObjectOfTwo) {
  const char *program = R"(
b0:
  %a = call fget(1) : ptr
  %b = call fget(1) : ptr
  %e = call hook(%a, 2) : int32
  branch %e ? out : same
same:
  branch (ne %a %b) ? out : go
go:
  call operate(%b) : int32
  jump out
out:
  return
)";
  EXPECT_THAT(errorsOf(program), IsEmpty());
}

TEST(Inference, ModeMustBeTheOneThatIsAsked) {
  auto program = [](llvm::StringRef mask) {
    return (llvm::Twine("b0:\n  %e = call hook(%regs, ") + mask + R"() : int32
  branch %e ? out : go
go:
  call operate(%regs) : int32
  jump out
out:
  return
)")
        .str();
  };
  EXPECT_THAT(errorsOf(program("6"), kModeRule), IsEmpty());
  EXPECT_THAT(errorsOf(program("4"), kModeRule), ElementsAre("sys_entry from sys_entry"));
}

TEST(Inference, ModeChosenByAParameterTravels) {
  auto program = [](llvm::StringRef direction) {
    return (llvm::Twine("b0:\n  %e = call verify(%regs, ") + direction + R"() : int32
  branch %e ? out : go
go:
  call operate(%regs) : int32
  jump out
out:
  return
function verify -> int32
  parameter file : ptr
  parameter direction : int32
b0:
  branch (eq %direction 0) ? read : write
read:
  jump ask
write:
  jump ask
ask:
  %m = phi int32 read: 4, write: 2
  %e = call hook(%file, %m) : int32
  return %e
)")
        .str();
  };
  EXPECT_THAT(errorsOf(program("1"), kModeRule), IsEmpty());
  EXPECT_THAT(errorsOf(program("0"), kModeRule), ElementsAre("sys_entry from sys_entry"));
}

TEST(Inference, ACheckForAnUndecidedModeLeavesTheRequirementUnderACondition) {
  auto program = [](llvm::StringRef mask) {
    return (llvm::Twine("b0:\n  call use(%regs, ") + mask + R"()
  return
function use
  parameter file : ptr
  parameter mask : int32
b0:
  %e = call hook(%file, %mask) : int32
  branch %e ? out : go
go:
  call operate(%file) : int32
  jump out
out:
  return
)")
        .str();
  };
  EXPECT_THAT(errorsOf(program("6"), kModeRule), IsEmpty());
  EXPECT_THAT(errorsOf(program("4"), kModeRule), ElementsAre("use from sys_entry"));
  EXPECT_THAT(errorsOf(program("(or %regs 2)"), kModeRule), IsEmpty());
  EXPECT_THAT(errorsOf(program("%regs"), kModeRule), ElementsAre("use from sys_entry"));
}

TEST(Inference, ATestedBitOfAModeIsKnown) {
  auto program = [](llvm::StringRef tested) {
    return (llvm::Twine("b0:\n  branch (and %regs ") + tested + R"() ? ask : out
ask:
  %e = call hook(%regs, %regs) : int32
  branch %e ? out : go
go:
  call operate(%regs) : int32
  jump out
out:
  return
)")
        .str();
  };
  EXPECT_THAT(errorsOf(program("2"), kModeRule), IsEmpty());
  EXPECT_THAT(errorsOf(program("4"), kModeRule), ElementsAre("sys_entry from sys_entry"));
  EXPECT_THAT(errorsOf(program("6"), kModeRule), ElementsAre("sys_entry from sys_entry"));
}

TEST(Inference, TheDefaultOfALargeSwitchIsStillPossible) {
  std::string cases;
  for (int value = 0; value < 40; ++value)
    cases += "case " + std::to_string(value * 10) + " -> out; ";
  EXPECT_THAT(errorsOf("b0:\n  call pick(%regs, 15)\n  return\nfunction pick\n  parameter file : ptr\n"
                       "  parameter cmd : int32\nb0:\n  switch %cmd { " +
                       cases +
                       "else -> go }\ngo:\n  call operate(%file) : int32\n  jump out\nout:\n  return\n"),
              ElementsAre("pick from sys_entry"));
}

constexpr llvm::StringLiteral kHandsOver = R"ir(
b:
  call apply(%regs, &operate:code)
  return
function operate
  parameter file : ptr
b:
  return
function apply
  parameter file : ptr
  parameter f : code
b:
  %0 = call hook(%file, 2) : int32
  call %f(%file)
  return
)ir";

TEST(Inference, AnOperationThatIsOnlyHandedOverDoesNotLeaveTheRuleSilent) {
  EXPECT_EQ(silenceOf(kHandsOver), "");
  EXPECT_THAT(errorsOf(kHandsOver), testing::ElementsAre("apply from sys_entry"));
}

TEST(Inference, ARuleWithoutAnOperationIsSilent) {
  EXPECT_EQ(silenceOf("b:\n  %0 = call hook(%regs, 2) : int32\n  return\n"),
            "no operation in the captured code");
}

TEST(Inference, ADeclarationWithoutNamesIsNotedAndBindsNothing) {
  const ir::InMemoryProgram program(
      llvm::cantFail(ir::parseUnits("prototype hook in fs.h : int32 \"int\"\n"
                                    "  takes : ptr \"struct file *\"\n"
                                    "  takes : int32 \"int\"\n"
                                    "prototype operate in fs.h : int32 \"int\"\n"
                                    "  takes file : ptr \"struct file *\"\n",
                                    "test.ir")),
      llvm::cantFail(ir::EntryRules::compile({})));
  const rules::RuleSet rules =
      llvm::cantFail(rules::loadRuleTexts({llvm::MemoryBufferRef(kRule, "test.yaml")}));
  const Binding binding = bindRule(program, rules.rules.front(), {});
  ASSERT_FALSE(binding.messages.empty());
  for (const BindingMessage &message : binding.messages) {
    EXPECT_FALSE(message.isError) << message.text;
    EXPECT_THAT(message.text, testing::HasSubstr("declared without names"));
  }
  EXPECT_TRUE(binding.rule.slots.empty());
}

} // namespace
} // namespace hookqual::infer
