// SPDX-License-Identifier: MIT
#include "analyzer/capture/ArgumentAdjuster.h"

#include "analyzer/capture/ShellWords.h"

#include <gmock/gmock.h>

namespace hookqual::capture {

using testing::ElementsAre;

static std::vector<std::string> adjust(std::string_view command) {
  return adjustArguments(*splitShellWords(command));
}

TEST(ArgumentAdjuster, KeepsWhatTheSyntaxTreeDependsOn) {
  EXPECT_THAT(adjust("clang -nostdinc -Iinclude -include linux/kconfig.h -D__KERNEL__ -UDEBUG -std=gnu11 "
                     "-funsigned-char -fno-builtin -O2 -m64 -mno-sse --target=x86_64-linux-gnu fs/a.c"),
              ElementsAre("-nostdinc", "-Iinclude", "-include", "linux/kconfig.h", "-D__KERNEL__", "-UDEBUG",
                          "-std=gnu11", "-funsigned-char", "-fno-builtin", "-O2", "-m64", "-mno-sse",
                          "--target=x86_64-linux-gnu", "fs/a.c", "-w"));
}

TEST(ArgumentAdjuster, WritesAnIncludeDirectoryAsOneWord) {
  EXPECT_THAT(adjust("clang -I ./fs -I/k/include a.c"), ElementsAre("-I./fs", "-I/k/include", "a.c", "-w"));
}

TEST(ArgumentAdjuster, NeverWritesTheUsersDependencyFilesOrObjects) {
  EXPECT_THAT(adjust("gcc -Wp,-MMD,fs/.a.o.d -MD -MF a.d -MT a.o -c -o fs/a.o fs/a.c"),
              ElementsAre("fs/a.c", "-w"));
}

TEST(ArgumentAdjuster, KeepsMacrosThatTravelInPreprocessorOptions) {
  EXPECT_THAT(adjust("gcc -Wp,-DX=1,-MMD,d,-UY a.c"), ElementsAre("-DX=1", "-UY", "a.c", "-w"));
}

TEST(ArgumentAdjuster, DropsWarningsAndWhatOnlyGccKnows) {
  EXPECT_THAT(
      adjust(
          "gcc -Wall -Werror=return-type -mpreferred-stack-boundary=3 -mindirect-branch=thunk-extern "
          "-mindirect-branch-register -fno-allow-store-data-races -fconserve-stack -falign-jumps=1 "
          "--param=allow-store-data-races=0 --param x=1 -fplugin=./p.so -fplugin-arg-p-x -g -gdwarf-5 a.c"),
      ElementsAre("a.c", "-w"));
}

TEST(ArgumentAdjuster, TakesTheTargetFromACrossCompilersName) {
  EXPECT_THAT(adjust("/usr/bin/aarch64-linux-gnu-gcc-12 a.c"),
              ElementsAre("--target=aarch64-linux-gnu", "a.c", "-w"));
  EXPECT_THAT(adjust("gcc-12 a.c"), ElementsAre("a.c", "-w"));
  EXPECT_THAT(adjust("arm-linux-gnueabi-gcc --target=x a.c"), ElementsAre("--target=x", "a.c", "-w"));
}

} // namespace hookqual::capture
