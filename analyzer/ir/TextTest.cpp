// SPDX-License-Identifier: MIT
#include "analyzer/ir/Text.h"
#include "analyzer/ir/Binary.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hookqual::ir {
namespace {

constexpr llvm::StringLiteral kUnlink = R"ir(unit fs/namei.c
depends fs/namei.c
depends include/linux/fs.h
note "asm: 1"
alias vfs_rm = vfs_unlink weak
record path in include/linux/path.h : 16 bytes
  field mnt +0 : ptr record vfsmount@include/linux/mount.h pointer "struct vfsmount *"
  field busy +8 bits 3 width 2 : uint32 "unsigned int"
  field open +16 : ptr "int (*)(struct inode *)"
    takes ptr record inode@include/linux/fs.h pointer "struct inode *"
prototype vfs_unlink in include/linux/fs.h : int32 "int"
  takes dir : ptr record inode@include/linux/fs.h pointer "struct inode *"
  takes : ptr "struct dentry *"
target none = start@fs/namei.c in __initcall_start@fs/namei.c
target inode_operations.unlink@include/linux/fs.h = vfs_unlink assigned
target inode_operations.unlink@include/linux/fs.h = vfs_unlink in ops@fs/a-b.c
function vfs_unlink fs/namei.c:4500-4560 -> int32 "int"
  parameter dir : ptr record inode@include/linux/fs.h "struct inode *"
  parameter dentry : ptr const "const struct dentry *"
  parameter flags : uint32 "unsigned int"
  parameter .3 : int32
  local path : 16 bytes record path@include/linux/path.h "struct path"
  local path.1 : 8 bytes
  local .2 : 8 bytes
b0:
  %0 error = call security_inode_unlink(%dir, %dentry) : int32 @4510:10-44
  branch %0 ? b1 : b2 @4511:6
b1:
  return %0 @4512:3
b2:
  %1 = load ptr %dentry+48 dentry.d_inode@include/linux/dcache.h @4513:2-4514:9 ~include/linux/err.h:20:5
  %2 = load volatile uint32 &path.1+4 bits 3
  %3 "unlink now" = load ptr %1+40 inode.i_op@include/linux/fs.h
  %4 = call through inode_operations.unlink@include/linux/fs.h %3(%dir, %dentry, null, "a \"b\"\n\x01", &other@fs/x-y.c, &"other@fs/x-y.c"+8) : int32
  call %3(5, 5:uint64, -1, %.3, (cast uint64 %flags))
  store int32 5 -> &path+8 path.mnt@include/linux/path.h
  store uint32 (or (and %flags 64) 1) -> &.2
  switch %flags { case 0, 3..5 -> b3; except 0 -> b4; else -> b5 }
b3:
  jump b6
b4:
  opaque b5, b6
b5:
  branch (lt %.3 0) ? none : b6
b6:
  %b6.0 = phi int64 b3: undefined.0:int64, b4: (shl %b6.0 2), b5: (neg (cast int64 %b6.1))
  %b6.1 flags = phi int32 b3: 0, b4: (add %b6.1 1), b5: unknown.0
  store int64 %b6.0 -> %dir[%flags * 8]+16
  unreachable
)ir";

UnitFacts parse(llvm::StringRef text) {
  return llvm::cantFail(parseText(text, "test.ir"));
}

std::string errorOf(llvm::StringRef text) {
  llvm::Expected<UnitFacts> facts = parseText(text, "test.ir");
  return facts ? "" : llvm::toString(facts.takeError());
}

TEST(Text, WritesExactlyWhatItRead) {
  EXPECT_EQ(toText(parse(kUnlink)), kUnlink.str());
}

TEST(Text, SurvivesTheBinaryForm) {
  UnitFacts facts = parse(kUnlink);
  for (Function &function : facts.functions)
    function = llvm::cantFail(readBinary(writeBinary(function)));
  for (Prototype &prototype : facts.prototypes)
    prototype = llvm::cantFail(readPrototype(writeBinary(prototype)));
  for (Record &record : facts.records)
    record = llvm::cantFail(readRecord(writeBinary(record)));
  EXPECT_EQ(toText(facts), kUnlink.str());
}

TEST(Text, HandwrittenFunctionNeedsNoPlacesTypesOrFiles) {
  const UnitFacts facts = parse(R"(
// what a test of inference looks like
function f -> int32
  parameter file : ptr
entry:
  %err = call security_file_permission(%file, 2) : int32
  %denied = (ne %err 0)
  branch %denied ? out : write
write:
  call do_write(%file)
  jump out
out:
  %p = phi int32 entry: %err, write: 0
  return %p
)");
  EXPECT_EQ(toText(facts), R"(unit test.ir
function f test.ir:3 -> int32
  parameter file : ptr
b0:
  %0 = call security_file_permission(%file, 2) : int32
  branch (ne %0 0) ? b2 : b1
b1:
  call do_write(%file)
  jump b2
b2:
  %b2.0 = phi int32 b0: %0, b1: 0
  return %b2.0
)");
}

TEST(Text, LongExpressionsGetNames) {
  const UnitFacts facts = parse(R"(function f -> int32
  parameter x : int32
b0:
  %a = (mul (add %x 1) (add %x 2))
  %b = (mul (sub %a %x) (add %a 1))
  %c = (mul (sub %b %x) (add %b 1))
  return (add %c %c)
)");
  const std::string text = toText(facts);
  EXPECT_THAT(text, testing::HasSubstr("%e.0 = "));
  EXPECT_EQ(toText(parse(text)), text);
  EXPECT_EQ(writeBinary(parse(text).functions.at(0)), writeBinary(facts.functions.at(0)));
}

TEST(Text, HexadecimalConstantsAreSignExtendedFromTheirWidth) {
  const UnitFacts facts = parse("function f -> uint32\nb:\n  return 0xffffffff\n");
  EXPECT_THAT(toText(facts), testing::HasSubstr("return -1\n"));
}

TEST(Text, VariablesAreForPeopleOnly) {
  const UnitFacts facts = parse(R"(function f -> int32
  parameter x : int32
entry:
  %new:uint32 error = call g(%x) : int32
  branch %x ? act : out
act:
  jump out
out:
  %p error = phi int32 entry: %new, act: -1
  return %p
)");
  const Function &function = facts.functions.front();
  ASSERT_EQ(function.names.size(), 2u);
  EXPECT_EQ(function.variableOf(function.blocks.back().returned), "error");
  EXPECT_EQ(function.variableOf(function.blocks.front().condition), "");
  EXPECT_THAT(toText(facts), testing::HasSubstr("  %0:uint32 error = call g(%x) : int32\n"));
  EXPECT_THAT(toText(facts), testing::HasSubstr("  %b2.0 error = phi int32 b0: %0, b1: -1\n"));
}

TEST(Text, SeveralUnits) {
  const auto units = llvm::cantFail(parseUnits("unit a.c\nfunction f\nb:\n return\nunit b.c\n", "t"));
  ASSERT_EQ(units.size(), 2u);
  EXPECT_EQ(units[0].functions.size(), 1u);
  EXPECT_EQ(units[1].unit, "b.c");
}

TEST(Text, ErrorsSayWhereAndWhat) {
  EXPECT_EQ(errorOf("functio f\n"), "test.ir:1:1: expected 'function' or another top-level word");
  EXPECT_EQ(errorOf("function f\nb:\n  return %x\n"), "test.ir:3:10: '%x' is not defined");
  EXPECT_EQ(errorOf("function f\nb:\n  jump c\n"), "test.ir:3:8: block 'c' is not defined");
  EXPECT_EQ(errorOf("function f\nb:\n  call g(\n"), "test.ir:3:10: expected a value");
  EXPECT_EQ(errorOf("function f\nb:\n  %x = (add %x 1)\n  return %x\n"),
            "test.ir:3:13: '%x' is defined by itself");
  EXPECT_EQ(errorOf("function f\nb:\n  %x = call g() : int31x\n"), "test.ir:3:19: unknown type 'int31x'");
  EXPECT_EQ(errorOf("function f\nb:\n  load int32 %a nomember\n"),
            "test.ir:3:17: 'nomember' is no member; write record.field@file");
  EXPECT_EQ(errorOf("function f\nb:\n  call g()\n"), "test.ir:2:1: block has no terminator");
  EXPECT_EQ(errorOf("function f\n"), "test.ir:1:10: function has no block");
  EXPECT_EQ(errorOf("function f\nb:\n  frob %x\n"), "test.ir:3:3: unknown instruction 'frob'");
  EXPECT_EQ(errorOf("function f\nb:\n  %x error = 5\n"),
            "test.ir:3:6: only a phi, a call or a load is named after a variable");
  EXPECT_EQ(errorOf("note \"open\n"), "test.ir:1:6: unterminated string");
  EXPECT_EQ(errorOf("function f\na:\n  jump b\nb:\n  %p = phi int32\n  return %p\n"),
            "test.ir:5:3: the phi has no value for one of its block's predecessors");
}

TEST(Text, EveryPrefixIsReadOrRefused) {
  for (size_t length = 0; length <= kUnlink.size(); ++length) {
    llvm::Expected<UnitFacts> facts = parseText(kUnlink.take_front(length), "cut.ir");
    if (!facts)
      EXPECT_THAT(llvm::toString(facts.takeError()), testing::StartsWith("cut.ir:"));
  }
}

/// How bytes are read that were written for an item of this kind; true for an error.
using Refuses = bool (*)(llvm::StringRef bytes);
template <auto Read> bool refuses(llvm::StringRef bytes) {
  auto item = Read(bytes);
  if (item)
    (void)toText(*item); // what was accepted can be used
  return llvm::errorToBool(item.takeError());
}

/// The items of a unit, as bytes.
std::vector<std::pair<std::string, Refuses>> itemsOf(const UnitFacts &facts) {
  std::vector<std::pair<std::string, Refuses>> items;
  for (const Function &function : facts.functions)
    items.emplace_back(writeBinary(function), refuses<readBinary>);
  for (const Prototype &prototype : facts.prototypes)
    items.emplace_back(writeBinary(prototype), refuses<readPrototype>);
  for (const Record &record : facts.records)
    items.emplace_back(writeBinary(record), refuses<readRecord>);
  return items;
}

TEST(Binary, EveryTruncationIsAnError) {
  for (const auto &[bytes, refused] : itemsOf(parse(kUnlink)))
    for (size_t length = 0; length < bytes.size(); ++length)
      EXPECT_TRUE(refused(llvm::StringRef(bytes).take_front(length)));
}

TEST(Binary, DamagedBytesNeverBreakTheReader) {
  for (const auto &[bytes, refused] : itemsOf(parse(kUnlink)))
    for (size_t at = 0; at < bytes.size(); ++at)
      for (const uint8_t flip : {0x01, 0x7f, 0x80, 0xff}) {
        std::string damaged = bytes;
        damaged[at] = char(uint8_t(damaged[at]) ^ flip);
        (void)refused(damaged);
      }
}

TEST(Binary, DoesNotDependOnHowTheFunctionWasBuilt) {
  Function function = parse(kUnlink).functions.front();
  const std::string bytes = writeBinary(function);
  function.files.insert(function.files.begin(), "unused.h");
  for (Location &location : function.locations) {
    ++location.expansionFile;
    ++location.spellingFile;
  }
  function.strings.push_back("unused");
  function.values.push_back(function.values.front());
  function.names.emplace_back(ValueId(uint32_t(function.values.size() - 1)), "unused");
  for (Block &block : function.blocks)
    for (Instruction &instruction : block.instructions)
      instruction.site += 100;
  for (Value &value : function.values)
    if (value.kind == ValueKind::CallResult || value.kind == ValueKind::Load)
      value.index += 100;
  EXPECT_EQ(writeBinary(function), bytes);
}

} // namespace
} // namespace hookqual::ir
