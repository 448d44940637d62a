// SPDX-License-Identifier: MIT
#include "analyzer/review/Overlay.h"
#include "analyzer/capture/Paths.h"
#include "analyzer/capture/TestDirectory.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hookqual::review {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char *kSource = "int a;\nint b;\nint c;\nint d;\nint e;\n";

std::string diffOf(const std::string &from, const std::string &to, const std::string &hunk) {
  return "--- " + from + "\n+++ " + to + "\n" + hunk;
}

constexpr const char *kHunk = "@@ -1,5 +1,5 @@\n int a;\n int b;\n-int c;\n+long c;\n int d;\n int e;\n";

class OverlayTest : public testing::Test {
protected:
  OverlayTest() {
    directory_.add("tree/fs/file.c", kSource);
    directory_.add("scratch/.keep", "");
  }

  std::string root(const std::string &name) const { return directory_.path() + "/" + name; }
  Patch patch(const std::string &text) { return {"the patch", directory_.add("p.patch", text), ""}; }
  std::string complaint(const std::string &text) { return llvm::toString(overlay_.apply(patch(text))); }

  capture::TestDirectory directory_;
  Overlay overlay_{root("tree"), root("scratch")};
};

TEST_F(OverlayTest, AppliesAndLeavesTheTreeAlone) {
  ASSERT_THAT(complaint(diffOf("a/fs/file.c", "b/fs/file.c", kHunk)), IsEmpty());
  EXPECT_THAT(overlay_.changed(), ElementsAre("fs/file.c"));
  EXPECT_THAT(llvm::cantFail(overlay_.read("fs/file.c")), HasSubstr("long c;"));
  EXPECT_EQ(llvm::cantFail(capture::readFile(root("tree/fs/file.c"))), kSource);
}

TEST_F(OverlayTest, AppliesOnePatchOntoAnother) {
  const std::string forth = diffOf("a/fs/file.c", "b/fs/file.c", kHunk);
  const std::string back = diffOf("a/fs/file.c", "b/fs/file.c",
                                  "@@ -1,5 +1,5 @@\n int a;\n int b;\n-long c;\n+int c;\n int d;\n int e;\n");
  ASSERT_THAT(complaint(forth), IsEmpty());
  ASSERT_THAT(complaint(back), IsEmpty());
  EXPECT_THAT(overlay_.lastChanged(), ElementsAre("fs/file.c"));
  EXPECT_THAT(overlay_.changed(), IsEmpty());
}

TEST_F(OverlayTest, SaysWhichHunkDoesNotApply) {
  const std::string wrong = "@@ -2,2 +2,2 @@\n int b;\n-int z;\n+int y;\n";
  const std::string text = complaint(diffOf("a/fs/file.c", "b/fs/file.c", wrong));
  EXPECT_THAT(text, HasSubstr("the patch: does not apply"));
  EXPECT_THAT(text, HasSubstr("fs/file.c:2: hunk 1 (@@ -2,2 +2,2 @@) does not apply"));
}

TEST_F(OverlayTest, RefusesPathsOutsideTheTree) {
  const std::string made = "@@ -0,0 +1 @@\n+x\n";
  EXPECT_THAT(complaint(diffOf("/dev/null", "b/../../out.c", made)),
              HasSubstr("lies outside the kernel tree"));
  EXPECT_THAT(complaint(diffOf("/dev/null", "/etc/out.c", made)), HasSubstr("lies outside the kernel tree"));
  EXPECT_FALSE(std::filesystem::exists(root("out.c")));
}

TEST_F(OverlayTest, TakesALineForALine) {
  const std::string hunk = "@@ -1,2 +1,3 @@\n int a;\n+++ ../b;\n int b;\n";
  EXPECT_THAT(complaint(diffOf("a/fs/file.c", "b/fs/file.c", hunk)), IsEmpty());
}

TEST_F(OverlayTest, RefusesBinaryChanges) {
  EXPECT_THAT(complaint("diff --git a/x.bin b/x.bin\nindex 1111111..2222222 100644\n"
                        "Binary files a/x.bin and b/x.bin differ\n"),
              HasSubstr("x.bin: a binary change cannot be reviewed"));
}

TEST_F(OverlayTest, RefusesSymbolicLinks) {
  std::filesystem::create_directory_symlink(root("scratch"), root("tree/link"));
  directory_.add("scratch/file.c", kSource);
  EXPECT_THAT(complaint(diffOf("a/link/file.c", "b/link/file.c", kHunk)), HasSubstr("symbolic link"));
  EXPECT_THAT(
      complaint("diff --git a/l b/l\nnew file mode 120000\nindex 0000000..2222222\n--- /dev/null\n+++ b/l\n"
                "@@ -0,0 +1 @@\n+/etc\n\\ No newline at end of file\n"),
      HasSubstr("symbolic link"));
}

TEST_F(OverlayTest, KnowsRemovedAndAddedFiles) {
  ASSERT_THAT(complaint("diff --git a/fs/file.c b/fs/other.c\nsimilarity index 100%\n"
                        "rename from fs/file.c\nrename to fs/other.c\n"),
              IsEmpty());
  EXPECT_TRUE(overlay_.isRemoved("fs/file.c"));
  EXPECT_FALSE(overlay_.isRemoved("fs/other.c"));
  EXPECT_THAT(overlay_.lastChanged(), ElementsAre("fs/file.c", "fs/other.c"));
}

} // namespace
} // namespace hookqual::review
