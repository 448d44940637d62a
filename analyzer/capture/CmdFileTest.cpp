// SPDX-License-Identifier: MIT
#include "analyzer/capture/CmdFile.h"

#include "analyzer/capture/TestDirectory.h"

#include <gmock/gmock.h>

namespace hookqual::capture {

using testing::ElementsAre;

TEST(CmdFile, ReadsACompileCommandOfTheKernel) {
  std::optional<CompileCommand> command = parseCmdFile(
      "savedcmd_fs/a.o := gcc -Wp,-MMD,fs/.a.o.d -D__KERNEL__ -DKBUILD_MODNAME='\"a\"' -DHASH=\\# "
      "-DP=$(pound) -DD=$$x -c -o fs/a.o ../src/fs/a.c ; ./tools/objtool/objtool fs/a.o\n"
      "\nsource_fs/a.o := ../src/fs/a.c\n",
      "/k/obj");
  ASSERT_TRUE(command);
  EXPECT_EQ(command->file, "/k/src/fs/a.c");
  EXPECT_EQ(command->object, "fs/a.o");
  EXPECT_EQ(command->directory, "/k/obj");
  EXPECT_THAT(command->arguments,
              ElementsAre("gcc", "-Wp,-MMD,fs/.a.o.d", "-D__KERNEL__", "-DKBUILD_MODNAME=\"a\"", "-DHASH=#",
                          "-DP=#", "-DD=$x", "-c", "-o", "fs/a.o", "../src/fs/a.c"));
}

TEST(CmdFile, ReadsTheFormatBeforeLinux62) {
  EXPECT_TRUE(parseCmdFile("cmd_fs/a.o := gcc -D__KERNEL__ -c -o fs/a.o fs/a.c\n", "/k"));
}

TEST(CmdFile, LeavesOutWhatIsNoKernelC) {
  EXPECT_FALSE(parseCmdFile("savedcmd_a.o := ld -r -o a.o b.o c.o\n", "/k"));
  EXPECT_FALSE(parseCmdFile("savedcmd_a.o := gcc -D__KERNEL__ -D__ASSEMBLY__ -c -o a.o a.S\n", "/k"));
  EXPECT_FALSE(parseCmdFile("savedcmd_scripts/a.o := gcc -c -o scripts/a.o scripts/a.c\n", "/k"));
  EXPECT_FALSE(parseCmdFile("deps_a.o := \n", "/k"));
  EXPECT_FALSE(parseCmdFile("", "/k"));
}

TEST(CmdFile, FindsDirectoriesAndSingleFiles) {
  TestDirectory tree;
  auto add = [&](const std::string &object) {
    tree.add(object.substr(0, object.rfind('/') + 1) + "." + object.substr(object.rfind('/') + 1) + ".cmd",
             "savedcmd_" + object + " := gcc -D__KERNEL__ -c -o " + object + " " +
                 object.substr(0, object.size() - 1) + "c\n");
  };
  for (const char *object : {"fs/b.o", "fs/a.o", "fs/ext4/c.o", "mm/d.o"})
    add(object);

  auto objectsOf = [&](const std::string &wanted) {
    std::vector<std::string> objects;
    for (const CompileCommand &command : llvm::cantFail(readCmdFiles(tree.path(), wanted)))
      objects.push_back(command.object);
    return objects;
  };
  EXPECT_THAT(objectsOf("fs"), ElementsAre("fs/a.o", "fs/b.o", "fs/ext4/c.o"));
  EXPECT_THAT(objectsOf("fs/ext4"), ElementsAre("fs/ext4/c.o"));
  EXPECT_THAT(objectsOf("fs/a.c"), ElementsAre("fs/a.o"));
  EXPECT_THAT(objectsOf("net"), ElementsAre());
  removeCmdFiles(tree.path(), "fs");
  EXPECT_THAT(objectsOf(""), ElementsAre("mm/d.o"));
}

} // namespace hookqual::capture
