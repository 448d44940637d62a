// SPDX-License-Identifier: MIT
// Flows of function addresses, from bodies to the targets of calls.
#include "analyzer/ir/CodeFlow.h"
#include "analyzer/ir/ProgramTesting.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hookqual::ir {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Targets of the indirect calls of a function, call after call.
std::vector<std::string> targetsIn(const Program &program, std::string_view caller) {
  std::vector<std::string> targets;
  const FunctionId id = program.find(caller);
  for (const Block &block : program.function(id).blocks)
    for (const Instruction &instruction : block.instructions)
      if (instruction.kind == InstructionKind::Call && instruction.callee != CalleeKind::Direct)
        for (const FunctionId target : program.targetsOf(id, instruction))
          targets.push_back(program.spelling(target));
  return targets;
}

constexpr llvm::StringLiteral kTargets = "function one\nb:\n return\nfunction two\nb:\n return\n";

TEST(CodeFlow, ArgumentsReachCallsOfParameters) {
  const InMemoryProgram program = programOf((kTargets + R"(
function apply
  parameter f : code
b:
  call %f()
  return
function pass
  parameter f : code
b:
  call apply(%f)
  return
function user
b:
  call pass(&one:code)
  return
)")
                                                .str());
  EXPECT_THAT(targetsIn(program, "apply"), ElementsAre("one"));
  EXPECT_EQ(program.callCounts().unresolved, 0u);
  EXPECT_THAT(program.callersOf(program.find("one")), ElementsAre(program.find("apply")));
}

TEST(CodeFlow, WhatIsStoredInAMemberByAnotherFunctionIsItsTarget) {
  const InMemoryProgram program = programOf((kTargets + R"(
function register
  parameter object : ptr
  parameter f : code
b:
  store code %f -> %object+8 ops.run@h
  return
function init
  parameter object : ptr
b:
  call register(%object, &two:code)
  return
function run
  parameter object : ptr
b:
  %0 = load code %object+8 ops.run@h
  call through ops.run@h %0(%object)
  return
)")
                                                .str());
  EXPECT_THAT(targetsIn(program, "run"), ElementsAre("two"));
}

TEST(CodeFlow, APointerChosenBeforeIsAllItMayBe) {
  const InMemoryProgram program = programOf((kTargets + R"(
target ops.run@h = one in table@a.c
function run@a.c
  parameter object : ptr
  parameter f : code
b0:
  branch %f ? b1 : b2
b1:
  jump b3
b2:
  %0 = load code %object+8 ops.run@h
  jump b3
b3:
  %p = phi code b1: %f, b2: %0
  call %p(%object)
  return
function user@a.c
  parameter object : ptr
b:
  call run@a.c(%object, &two:code)
  return
)")
                                                .str());
  EXPECT_THAT(targetsIn(program, "run@a.c"), ElementsAre("one", "two"));
  EXPECT_THAT(program.functionsCallingMember("ops.run"), ElementsAre(program.find("run@a.c")));
}

TEST(CodeFlow, ACallThroughAVariableIsNarrowedToItsInitialiser) {
  const InMemoryProgram program = programOf((kTargets + R"(
target ops.run@h = one in table@a.c
target ops.run@h = two in other@a.c
function run@a.c
b:
  %0 = load code &table@a.c ops.run@h
  call through ops.run@h %0()
  return
)")
                                                .str());
  EXPECT_THAT(targetsIn(program, "run@a.c"), ElementsAre("one"));
}

TEST(CodeFlow, PlainVariablesAndResultsHoldFunctions) {
  const InMemoryProgram program = programOf((kTargets + R"(
target none = one in table@a.c
function choose@a.c -> code
b:
  return &two:code
function run@a.c
  parameter i : int64
b:
  %0 = load code &table@a.c[%i * 8]
  call %0()
  %1 = call choose@a.c() : code
  call %1()
  return
)")
                                                .str());
  EXPECT_THAT(targetsIn(program, "run@a.c"), ElementsAre("one", "two"));
}

TEST(CodeFlow, DeferredCallsAreNotOnTheCallersBehalf) {
  EntryRule rule;
  rule.member = "work.func";
  rule.entryClass = EntryClass::Internal;
  const InMemoryProgram program = programOf((kTargets + R"(
target work.func@h = one in table@a.c
function worker
  parameter work : ptr
b:
  %0 = load code %work+8 work.func@h
  call through work.func@h %0(%work)
  return
)")
                                                .str(),
                                            {rule});
  EXPECT_THAT(targetsIn(program, "worker"), IsEmpty());
  EXPECT_THAT(program.callersOf(program.find("one")), IsEmpty());
  EXPECT_EQ(program.entry(program.find("one")).entryClass, EntryClass::Internal);
  EXPECT_EQ(program.callCounts().unresolved, 0u) << "it is known where it leads";
}

TEST(CodeFlow, WhatIsHandedToACalledParameterReachesIt) {
  const InMemoryProgram program = programOf((kTargets + R"(
function apply
  parameter f : code
b:
  call %f()
  return
function pass
  parameter outer : code
  parameter inner : code
b:
  call %outer(%inner)
  return
function user
b:
  call pass(&apply:code, &one:code)
  return
)")
                                                .str());
  EXPECT_THAT(targetsIn(program, "apply"), ElementsAre("one"));
}

constexpr llvm::StringLiteral kTables = R"(
target ops.run@h = one in table@a.c
target ops.run@h = two in other@a.c
function run@a.c
  parameter ops : ptr
b:
  %0 = load code %ops ops.run@h
  call through ops.run@h %0()
  return
)";

TEST(CodeFlow, ATableThatIsHandedDownIsTheOneCalled) {
  const InMemoryProgram program = programOf((kTargets + kTables + R"(
function user@a.c
b:
  call run@a.c(&table@a.c)
  return
)")
                                                .str());
  EXPECT_THAT(targetsIn(program, "run@a.c"), ElementsAre("one"));
  EXPECT_THAT(program.callersOf(program.find("two")), IsEmpty());
}

TEST(CodeFlow, ATableFromSomewhereUnknownMayBeAny) {
  const InMemoryProgram program = programOf((kTargets + kTables + R"(
function user@a.c
  parameter where : ptr
b:
  %0 = load ptr %where
  call run@a.c(&table@a.c)
  call run@a.c(%0)
  return
)")
                                                .str());
  EXPECT_THAT(targetsIn(program, "run@a.c"), ElementsAre("one", "two"));
}

TEST(CodeFlow, ATableThatIsStoredOutOfSightMayBeAnywhere) {
  const InMemoryProgram program = programOf((kTargets + kTables + R"(
function user@a.c
  parameter where : ptr
b:
  store ptr &other@a.c -> %where
  call run@a.c(&table@a.c)
  return
)")
                                                .str());
  EXPECT_THAT(targetsIn(program, "run@a.c"), ElementsAre("one", "two"));
}

TEST(CodeFlow, FunctionsTravelAsDataButNotThroughResultsThatAreData) {
  const InMemoryProgram program = programOf((kTargets + R"(
function keep -> ptr
  parameter data : ptr
b:
  return %data
function apply
  parameter data : ptr
b:
  call %data()
  %1 = call keep(%data) : ptr
  call %1()
  return
function user
b:
  call apply(&one:code)
  return
)")
                                                .str());
  EXPECT_THAT(targetsIn(program, "apply"), ElementsAre("one")) << "of the first call only";
}

TEST(CodeFlow, ACycleThatNobodyElseCallsIsAnEntry) {
  const InMemoryProgram program = programOf(R"(
target ops.run@h = first in table
function first
b:
  call second()
  return
function second
b:
  call first()
  return
function third
b:
  call third()
  return
)");
  EXPECT_EQ(program.entry(program.find("first")).entryClass, EntryClass::OpTable);
  EXPECT_EQ(program.entry(program.find("second")).entryClass, EntryClass::None);
  EXPECT_EQ(program.entry(program.find("third")).entryClass, EntryClass::None);
}

} // namespace
} // namespace hookqual::ir
