// SPDX-License-Identifier: MIT
#include "analyzer/capture/BuildFiles.h"

#include "analyzer/capture/TestDirectory.h"

#include <gmock/gmock.h>

namespace hookqual::capture {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

TEST(BuildFiles, AreKnownByTheirNames) {
  for (const char *file : {"/k/Makefile", "/k/fs/Kconfig.debug", "/k/a/Kbuild", "/k/scripts/Makefile.build",
                           "/k/scripts/dtc/dtc.c", "/k/a/syscalls/syscall_64.tbl",
                           "/k/arch/x86/configs/x86_64_defconfig", "/k/kernel/time/constants.bc"})
    EXPECT_TRUE(isBuildFile(file, "/k")) << file;
  for (const char *file : {"/k/fs/namei.c", "/k/include/linux/fs.h", "/k/fs/scripts/a.c"})
    EXPECT_FALSE(isBuildFile(file, "/k")) << file;
  EXPECT_FALSE(isBuildFile("/home/scripts/k/fs/namei.c", "/home/scripts/k"));
}

TEST(BuildFiles, AreFoundInTheSourceTree) {
  TestDirectory k;
  for (const char *file : {"Makefile", "fs/Makefile", "fs/namei.c", "fs/ext4/Kconfig", ".git/config",
                           "tools/Makefile", "scripts/a.c"})
    k.add(file, "");
  std::filesystem::create_directory_symlink(k.path() + "/fs", k.path() + "/scripts/link");
  EXPECT_THAT(findBuildFiles(k.path()).files,
              UnorderedElementsAre(k.path() + "/Makefile", k.path() + "/fs/Makefile",
                                   k.path() + "/fs/ext4/Kconfig", k.path() + "/scripts/a.c"));
}

TEST(BuildFiles, AreNamedInCmdFilesAndSoAreHeaders) {
  TestDirectory k;
  TestDirectory o;
  for (const char *file : {"include/a.h", "include/b.h", "fs/c.c", "fs/table.txt", "Kconfig"})
    k.add(file, "");
  o.add("include/generated/g.h", "made");
  o.add("kernel/.bounds.s.cmd", "source_kernel/bounds.s := " + k.path() + "/include/a.h\ndeps_x := \\\n  " +
                                    "include/b.h \\\n include/generated/g.h $(wildcard include/config/X)\n");
  o.add("fs/.table.h.cmd", "savedcmd_fs/table.h := sh gen <" + k.path() + "/fs/table.txt >fs/table.h\n");
  o.add("include/config/auto.conf.cmd", "deps_config := \\\n\tKconfig \\\n");
  o.add("fs/.c.o.cmd", "source_fs/c.o := " + k.path() + "/fs/c.c\n");
  o.add("fs/c.o", "");
  EXPECT_THAT(preparedFrom(o.path(), k.path()),
              ElementsAre(k.path() + "/Kconfig", k.path() + "/fs/table.txt", k.path() + "/include/a.h",
                          k.path() + "/include/b.h"));

  o.add("fs/c.o", "a real object");
  EXPECT_THAT(preparedFrom(o.path(), k.path()), testing::Contains(k.path() + "/fs/c.c"));
}

} // namespace hookqual::capture
