// SPDX-License-Identifier: MIT
#include "analyzer/store/PackedUnit.h"
#include "analyzer/ir/Binary.h"
#include "analyzer/store/Blob.h"
#include "analyzer/store/PackedForm.h"
#include "analyzer/store/StoreTesting.h"

namespace hookqual::store {
namespace {

using testing::ElementsAre;

PackedUnit packed(llvm::StringRef text) {
  return llvm::cantFail(openPackedUnit(packUnit(unit(text))));
}

TEST(PackedUnit, SaysWhatTheWriterStores) {
  const PackedUnit unit = packed(kNamei);
  EXPECT_EQ(unit.unit, "fs/namei.c");
  EXPECT_THAT(unit.dependencies, ElementsAre("fs/namei.c", "include/linux/fs.h"));
  EXPECT_THAT(unit.notes, ElementsAre("asm: 2"));
  ASSERT_EQ(unit.functions.size(), 2u);
  const PackedUnit::Function &unlink = unit.functions[1];
  EXPECT_EQ(unit.strings[unlink.symbol], "vfs_unlink");
  EXPECT_EQ(unit.strings[unlink.file], "fs/namei.c");
  EXPECT_EQ(unlink.line, 10u);
  EXPECT_EQ(unlink.linkage, ir::Linkage::External);
  EXPECT_EQ(unlink.calls, 3u);
  EXPECT_EQ(unlink.valueCalls, 0u);
  EXPECT_EQ(unlink.hash, hashOf(unlink.body));
  EXPECT_EQ(unit.functions[0].linkage, ir::Linkage::Inline);
}

TEST(PackedUnit, NumbersWhatABodyMentions) {
  const PackedUnit unit = packed(kNamei);
  Mentions mentions;
  ASSERT_TRUE(decodeInto(mentions, unit.functions[1].mentions));
  std::vector<llvm::StringRef> callees, addresses;
  for (const int64_t callee : mentions.callees)
    callees.push_back(unit.strings[size_t(callee)]);
  for (const int64_t address : mentions.addressesTaken)
    addresses.push_back(unit.strings[size_t(address)]);
  EXPECT_THAT(callees,
              testing::UnorderedElementsAre("security_inode_unlink", "file_inode@include/linux/fs.h#00ff"));
  EXPECT_THAT(addresses, ElementsAre("handler"));
  ASSERT_EQ(mentions.memberCalls.size(), 1u);
  EXPECT_EQ(mentions.memberCalls[0].sites, 1u);
  EXPECT_EQ(unit.strings[unit.members[size_t(mentions.memberCalls[0].member)].field], "unlink");
  EXPECT_EQ(unit.strings[unit.members[size_t(mentions.memberStores.at(0))].field], "i_private");
}

TEST(PackedUnit, BodiesAndDeclarationsAreBinaryIr) {
  const PackedUnit unit = packed(kNamei);
  EXPECT_EQ(llvm::cantFail(ir::readBinary(unit.functions[1].body)).line, 10u);
  EXPECT_EQ(llvm::cantFail(ir::readPrototype(unit.prototypes.at(0).bytes)).name, "vfs_unlink");
  EXPECT_EQ(llvm::cantFail(ir::readRecord(unit.records.at(0).bytes)).bytes, 16u);
}

TEST(PackedUnit, EqualFactsHaveEqualBytes) {
  ir::UnitFacts twice = unit(kNamei);
  std::ranges::reverse(twice.functions);
  std::ranges::reverse(twice.memberTargets);
  twice.dependencies.push_back(twice.dependencies.front());
  EXPECT_EQ(packUnit(twice), packUnit(unit(kNamei)));
}

TEST(PackedUnit, ForeignBytesAreAnError) {
  for (const std::string &bytes : {std::string(), std::string("nonsense"), kPackedMagic.str() + "nonsense"})
    EXPECT_THAT(llvm::toString(openPackedUnit(bytes).takeError()), testing::Not(testing::IsEmpty()));
}

TEST(PackedUnit, CutBytesAreAnError) {
  const std::string bytes = packUnit(unit(kNamei));
  for (size_t length = 0; length < bytes.size(); ++length)
    EXPECT_TRUE(llvm::errorToBool(openPackedUnit(llvm::StringRef(bytes).take_front(length)).takeError()));
}

/// Damage below the compression: what is accepted must be safe to store.
TEST(PackedUnit, DamagedContentIsAnErrorOrStillWithinItsTables) {
  const llvm::StringRef bytes = llvm::StringRef(kPackedMagic);
  const std::string whole = packUnit(unit(kNamei));
  const std::string content = llvm::cantFail(unpack(llvm::StringRef(whole).drop_front(bytes.size())));
  for (size_t position = 0; position < content.size(); ++position)
    for (const char value : {'\0', '\1', '\x7f', '\xff'}) {
      std::string damaged = content;
      damaged[position] = value;
      llvm::Expected<PackedUnit> unit = openPackedUnit(kPackedMagic.str() + pack(damaged));
      if (!unit) {
        EXPECT_THAT(llvm::toString(unit.takeError()), testing::HasSubstr("damaged"));
        continue;
      }
      for (const PackedUnit::Function &function : unit->functions)
        EXPECT_LT(function.symbol, unit->strings.size());
      for (const PackedUnit::Target &target : unit->targets)
        EXPECT_LT(target.member.value_or(0), unit->members.size());
    }
}

} // namespace
} // namespace hookqual::store
