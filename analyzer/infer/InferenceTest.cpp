// SPDX-License-Identifier: MIT
#include "analyzer/infer/Inference.h"

#include "analyzer/ir/InMemoryProgram.h"
#include "analyzer/ir/Text.h"
#include "rules/Loader.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hookqual::infer {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Every program here has this much in common: a hook that takes a file and a mask, and an
// operation on a file.
constexpr llvm::StringLiteral kPrelude = R"ir(
record file in fs.h : 64 bytes
  field inode +16 : ptr record inode@fs.h pointer "struct inode *"
  field ops +24 : ptr record ops@fs.h pointer "struct ops *"
record ops in fs.h : 16 bytes
  field write +8 : ptr "int (*)(struct file *)"
    takes ptr record file@fs.h pointer "struct file *"
prototype hook in fs.h : int32 "int"
  takes file : ptr record file@fs.h pointer "struct file *"
  takes mask : int32 "int"
prototype operate in fs.h : int32 "int"
  takes file : ptr record file@fs.h pointer "struct file *"
function sys_entry
  parameter regs : ptr
)ir";

constexpr llvm::StringLiteral kRule = R"(
- rule: test/operate
  authorizer: hook
  operation: { call: operate }
  objects: { file: arg0 }
  why: because
)";

constexpr llvm::StringLiteral kModeRule = R"(
- rule: test/operate
  authorizer: hook
  mode: { parameter: mask, has: 2 }
  operation: { call: operate }
  objects: { file: arg0 }
  why: because
)";

/// One line a type error: where the operation is, and where the obligation ended.
std::vector<std::string> errorsOf(llvm::StringRef functions, llvm::StringRef ruleText = kRule) {
  std::string text = (llvm::Twine(kPrelude).concat(functions)).str();
  ir::InMemoryProgram program(
      llvm::cantFail(ir::parseUnits(text, "test.ir")),
      llvm::cantFail(ir::EntryRules::compile(
          {{.functionGlob = "sys_*", .display = "%1", .entryClass = ir::EntryClass::SystemCall}})));
  rules::RuleSet rules = llvm::cantFail(rules::loadRuleTexts({llvm::MemoryBufferRef(ruleText, "test.yaml")}));
  RuleResult result = Inference(program, rules).infer(rules.rules.front());
  for (const BindingMessage &message : result.messages)
    ADD_FAILURE() << message.text;
  std::vector<std::string> errors;
  for (const TypeError &error : result.errors)
    errors.push_back(program.function(error.obligation.function).symbol.name + " from " +
                     program.function(error.root).symbol.name);
  return errors;
}

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

// A callee that stores the file on success only, and one that finds another.
constexpr llvm::StringLiteral kStoring = R"(
function keep -> int32
  parameter slot : ptr
  parameter file : ptr
b0:
  branch (eq %file null) ? bad : good
bad:
  return -22
good:
  store ptr %file -> %slot
  return 0
)";

TEST(Inference, WhatACalleeStoresOnSuccessIsThereAfterSuccess) {
  auto program = [](llvm::StringRef onSuccess, llvm::StringRef onFailure) {
    return (llvm::Twine(R"(  local slot : 8 bytes
b0:
  %h = call hook(%regs, 2) : int32
  branch %h ? out : ask
ask:
  %e = call keep(&slot, %regs) : int32
  branch %e ? )") +
            onFailure + " : " + onSuccess + R"(
go:
  %f = load ptr &slot
  call operate(%f) : int32
  jump out
out:
  return
)" + kStoring)
        .str();
  };
  EXPECT_THAT(errorsOf(program("go", "out")), IsEmpty());
  EXPECT_THAT(errorsOf(program("out", "go")), ElementsAre("sys_entry from sys_entry"));
}

TEST(Inference, TwoPlacesThatOneCallFillsAreTwoObjects) {
  EXPECT_THAT(errorsOf(R"(  local left : 8 bytes
  local right : 8 bytes
b0:
  call find(&left, &right)
  %l = load ptr &left
  %e = call hook(%l, 2) : int32
  branch %e ? out : go
go:
  %r = load ptr &right
  call operate(%r) : int32
  jump out
out:
  return
function find
  parameter left : ptr
  parameter right : ptr
b0:
  %a = call fget(1) : ptr
  store ptr %a -> %left
  %b = call fget(2) : ptr
  store ptr %b -> %right
  return
)"),
              ElementsAre("sys_entry from sys_entry"));
}

TEST(Inference, WhatWasCheckedAndThenReplacedIsNotCheckedForTheCaller) {
  auto program = [](llvm::StringRef replace) {
    return (llvm::Twine(R"(b0:
  %e = call check(%regs) : int32
  branch %e ? out : go
go:
  %f = load ptr %regs
  call operate(%f) : int32
  jump out
out:
  return
function check -> int32
  parameter slot : ptr
b0:
  %f = load ptr %slot
  %e = call hook(%f, 2) : int32
)") + replace +
            "  return %e\n")
        .str();
  };
  EXPECT_THAT(errorsOf(program("")), IsEmpty());
  EXPECT_THAT(errorsOf(program("  %o = call fget(1) : ptr\n  store ptr %o -> %slot\n")),
              ElementsAre("sys_entry from sys_entry"));
}

TEST(Inference, RecursionThatChecksOnEveryWayChecks) {
  auto program = [](llvm::StringRef base) {
    return (llvm::Twine(R"(b0:
  %e = call check(%regs, %regs) : int32
  branch %e ? out : go
go:
  call operate(%regs) : int32
  jump out
out:
  return
function check -> int32
  parameter file : ptr
  parameter depth : int32
b0:
  branch %depth ? deeper : here
deeper:
  %d = call check(%file, (sub %depth 1)) : int32
  return %d
here:
)") + base)
        .str();
  };
  EXPECT_THAT(errorsOf(program("  %e = call hook(%file, 2) : int32\n  return %e\n")), IsEmpty());
  EXPECT_THAT(errorsOf(program("  return 0\n")), ElementsAre("sys_entry from sys_entry"));
}

} // namespace
} // namespace hookqual::infer
