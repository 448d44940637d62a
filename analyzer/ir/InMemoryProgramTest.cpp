// SPDX-License-Identifier: MIT
#include "analyzer/ir/ProgramTesting.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hookqual::ir {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> spellings(const Program &program, std::span<const FunctionId> functions) {
  std::vector<std::string> result;
  for (const FunctionId function : functions)
    result.push_back(program.spelling(function));
  return result;
}

std::string entryOf(const Program &program, std::string_view spelling) {
  const Entry entry = program.entry(program.find(spelling));
  return std::string(toString(entry.entryClass)) + " " + entry.name;
}

TEST(InMemoryProgram, FunctionsAscendBySpelling) {
  const InMemoryProgram program = programOf("function z\nb:\n return\nfunction a@x.c\nb:\n return\n");
  ASSERT_EQ(program.functionCount(), 2u);
  EXPECT_EQ(program.spelling(FunctionId(0)), "a@x.c");
  EXPECT_EQ(program.spelling(FunctionId(1)), "z");
  EXPECT_THAT(spellings(program, program.functionsNamed("a")), ElementsAre("a@x.c"));
  EXPECT_FALSE(program.find("missing").valid());
}

TEST(InMemoryProgram, StrongDefinitionBeatsWeakOne) {
  const InMemoryProgram program =
      programOf("unit a.c\nfunction f a.c:1 weak\nb:\n return\nunit b.c\nfunction f b.c:1\nb:\n return\n");
  ASSERT_EQ(program.functionCount(), 1u);
  EXPECT_EQ(program.function(program.find("f")).file, "b.c");
  EXPECT_EQ(program.duplicateDefinitions(), 0u);
}

TEST(InMemoryProgram, FirstUnitWinsAmongStrongDefinitionsAndTheOthersAreCounted) {
  const InMemoryProgram program = programOf(
      "unit b.c\nfunction f b.c:1\nb:\n call g()\n return\nunit a.c\nfunction f a.c:1\nb:\n return\n");
  EXPECT_EQ(program.function(program.find("f")).file, "a.c");
  EXPECT_EQ(program.duplicateDefinitions(), 1u);
  EXPECT_THAT(program.functionsCalling("g"), IsEmpty()) << "the losing definition is not part of the program";
}

TEST(InMemoryProgram, AliasesStandForTheirTargets) {
  const InMemoryProgram program = programOf(R"(
alias sys_read = __se_sys_read@a.c
alias maybe = other weak
function __se_sys_read@a.c
b:
  return
function maybe
b:
  return
function caller
b:
  call sys_read()
  return
)");
  EXPECT_EQ(program.find("sys_read"), program.find("__se_sys_read@a.c"));
  EXPECT_EQ(program.spelling(program.find("maybe")), "maybe");
  EXPECT_THAT(spellings(program, program.callersOf(program.find("sys_read"))), ElementsAre("caller"));
}

TEST(InMemoryProgram, AliasesOfThemselvesEnd) {
  const InMemoryProgram program = programOf("alias a = b\nalias b = a\nfunction f\nb:\n return\n");
  EXPECT_FALSE(program.find("a").valid());
}

constexpr llvm::StringLiteral kUnlink = R"(
target inode_operations.unlink@fs.h = ext4_unlink@ext4.c in ext4_dir_ops@ext4.c
target inode_operations.unlink@fs.h = btrfs_unlink@btrfs.c assigned
target other.unlink@fs.h = stray
target none = held in __export_held
function ext4_unlink@ext4.c -> int32
b:
  return 0
function btrfs_unlink@btrfs.c -> int32
b:
  return 0
function stray
b:
  return
function held
b:
  return
function vfs_unlink -> int32
  parameter dir : ptr
b:
  %op = load ptr %dir+8 inode_operations.unlink@fs.h
  store int32 1 -> %dir inode.i_state@fs.h
  %r = call through inode_operations.unlink@fs.h %op(%dir) : int32
  return %r
function __x64_sys_unlink -> int32
b:
  %r = call vfs_unlink(null) : int32
  return %r
function recursive
b:
  call recursive()
  call __x64_sys_unlink()
  return
)";

TEST(InMemoryProgram, MemberCallsReachWhatTheMemberMayHold) {
  const InMemoryProgram program = programOf(kUnlink);
  EXPECT_THAT(spellings(program, program.targetsOf({"inode_operations", "unlink", "fs.h"})),
              ElementsAre("btrfs_unlink@btrfs.c", "ext4_unlink@ext4.c"));
  EXPECT_THAT(spellings(program, program.callersOf(program.find("ext4_unlink@ext4.c"))),
              ElementsAre("vfs_unlink"));
  EXPECT_THAT(spellings(program, program.functionsCallingMember("inode_operations.unlink")),
              ElementsAre("vfs_unlink"));
  EXPECT_THAT(spellings(program, program.functionsLoading("inode_operations.unlink")),
              ElementsAre("vfs_unlink"));
  EXPECT_THAT(spellings(program, program.functionsStoring("inode.i_state")), ElementsAre("vfs_unlink"));
  EXPECT_THAT(program.functionsStoring("inode.i_flags"), IsEmpty());
  EXPECT_EQ(program.addressesTakenOf(program.find("ext4_unlink@ext4.c"))[0].holder, "ext4_dir_ops@ext4.c");
}

TEST(InMemoryProgram, EntriesByRuleAndByDefault) {
  const InMemoryProgram program = programOf(
      kUnlink, {{.functionGlob = "__x64_sys_*", .display = "%1", .entryClass = EntryClass::SystemCall},
                {.holderGlob = "__export_*", .display = "exported %1!", .entryClass = EntryClass::Exported},
                {.functionGlob = "vfs_*", .entryClass = EntryClass::Internal}});
  EXPECT_EQ(entryOf(program, "__x64_sys_unlink"), "system-call unlink") << "although it has a caller";
  EXPECT_EQ(entryOf(program, "held"), "exported exported held!");
  EXPECT_EQ(entryOf(program, "vfs_unlink"), "none vfs_unlink") << "it has a caller";
  EXPECT_EQ(entryOf(program, "stray"), "op-table stray");
  EXPECT_EQ(entryOf(program, "ext4_unlink@ext4.c"), "none ext4_unlink");
  EXPECT_EQ(entryOf(program, "recursive"), "none recursive");
}

TEST(InMemoryProgram, EntryRulesByMember) {
  const InMemoryProgram program = programOf(
      kUnlink, {{.member = "other.unlink", .display = "hook %1", .entryClass = EntryClass::Internal}});
  EXPECT_EQ(entryOf(program, "stray"), "internal hook stray");
}

TEST(EntryRules, BadGlobsAreErrors) {
  EXPECT_THAT(llvm::toString(EntryRules::compile({{.functionGlob = "sys_["}}).takeError()),
              testing::StartsWith("bad glob 'sys_['"));
}

TEST(InMemoryProgram, PrototypesAndRecords) {
  const InMemoryProgram program = programOf(R"(unit a.c
record path in a.h : 16 bytes
record path in b.h : 8 bytes
prototype f in a.h : int32
  takes : int32
prototype f in z.h : int32
  takes x : int32
unit b.c
record path in b.h : 8 bytes
)");
  EXPECT_EQ(program.recordNamed("path")->file, "b.h");
  EXPECT_EQ(program.record("path@a.h")->bytes, 16u);
  EXPECT_EQ(program.recordNamed("inode"), nullptr);
  EXPECT_EQ(program.prototype("f")->parameters[0].name, "x");
  EXPECT_EQ(program.prototype("g"), nullptr);
}

} // namespace
} // namespace hookqual::ir
