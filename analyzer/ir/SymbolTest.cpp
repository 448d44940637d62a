// SPDX-License-Identifier: MIT
#include "analyzer/ir/Symbol.h"

#include "gtest/gtest.h"

namespace hookqual::ir {
namespace {

TEST(Symbol, CanonicalSpellingsAreReadBack) {
  for (const char *spelling :
       {"vfs_unlink", "may_delete@fs/namei.c", "load_elf_binary@fs/binfmt_elf.c!fs/compat_binfmt_elf.c",
        "file_inode@include/linux/fs.h#1f2e3d4c5b6a7988"}) {
    const std::optional<Symbol> symbol = parseSymbol(spelling);
    ASSERT_TRUE(symbol) << spelling;
    EXPECT_EQ(toString(*symbol), spelling);
  }
}

TEST(Symbol, LinkageFollowsFromTheSpelling) {
  EXPECT_EQ(parseSymbol("f")->linkage, Linkage::External);
  EXPECT_EQ(parseSymbol("f@a.c")->linkage, Linkage::Internal);
  EXPECT_EQ(parseSymbol("f@a.c!b.c")->unit, "b.c");
  EXPECT_EQ(parseSymbol("f@a.h#00ff")->bodyHash, "00ff");
  EXPECT_EQ(parseSymbol("f@a.h#00ff")->linkage, Linkage::Inline);
}

TEST(Symbol, OtherTextIsRefused) {
  for (const char *text : {"", "@a.c", "f@", "f@!b.c", "f@a.c!", "f@a.h#xyz", "f#00"})
    EXPECT_FALSE(parseSymbol(text)) << text;
}

TEST(Symbol, NameWithoutTheRest) {
  EXPECT_EQ(nameOf("may_delete@fs/namei.c"), "may_delete");
  EXPECT_EQ(nameOf("vfs_unlink"), "vfs_unlink");
}

TEST(Member, SpellingIsReadBack) {
  for (const char *spelling : {"inode.i_op@include/linux/fs.h", "<anonymous>.x@a.c", "file.f_op"}) {
    const std::optional<Member> member = parseMember(spelling);
    ASSERT_TRUE(member) << spelling;
    EXPECT_EQ(toString(*member), spelling);
  }
  EXPECT_FALSE(parseMember("inode"));
  EXPECT_FALSE(parseMember("inode."));
  EXPECT_FALSE(parseMember(".i_op@a.h"));
}

} // namespace
} // namespace hookqual::ir
