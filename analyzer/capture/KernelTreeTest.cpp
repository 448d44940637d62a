// SPDX-License-Identifier: MIT
#include "analyzer/capture/KernelTree.h"

#include "analyzer/capture/TestDirectory.h"

#include <gmock/gmock.h>

namespace hookqual::capture {

using testing::ElementsAre;

/// The least that passes for a kernel tree.
class KernelTreeTest : public testing::Test {
protected:
  KernelTreeTest() {
    kernel_.add("Makefile", "VERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 3\nEXTRAVERSION = -rc1\n");
    kernel_.add("Kbuild", "");
    kernel_.add("kernel/fork.c", "");
    kernel_.add("fs/Makefile", "");
    kernel_.add("arch/x86/Kconfig", "");
  }

  std::string resolveError(const std::string &path) {
    return llvm::toString(resolveWanted(kernel_.path(), {path}).takeError());
  }

  TestDirectory kernel_;
};

TEST_F(KernelTreeTest, RefusesWhatIsNoKernel) {
  EXPECT_EQ(llvm::toString(KernelTree::open("/nonexistent").takeError()), "/nonexistent: no such directory");
  EXPECT_EQ(llvm::toString(KernelTree::open(kernel_.path() + "/fs").takeError()),
            kernel_.path() + "/fs: not a kernel source tree: it has no Kbuild");
}

TEST_F(KernelTreeTest, KnowsWhenKbuildWouldRefuseTheTree) {
  EXPECT_EQ(llvm::cantFail(KernelTree::open(kernel_.path())).state, TreeState::Clean);
  kernel_.add("arch/x86/include/generated/asm.h", "");
  EXPECT_EQ(llvm::cantFail(KernelTree::open(kernel_.path())).state, TreeState::ConfiguredInPlace);
}

TEST_F(KernelTreeTest, ResolvesPaths) {
  EXPECT_THAT(llvm::cantFail(resolveWanted(kernel_.path(), {"kernel/", "./fs", "kernel/fork.c", "fs"})),
              ElementsAre("fs", "kernel", "kernel/fork.c"));
  EXPECT_EQ(resolveError("sf"), "sf: no such file or directory in " + kernel_.path());
  EXPECT_EQ(resolveError("../x"), "../x: no such file or directory in " + kernel_.path());
  EXPECT_EQ(resolveError("Kbuild"), "Kbuild: neither a directory nor a C file");
}

TEST_F(KernelTreeTest, IdentifiesTheConfiguration) {
  TestDirectory objects;
  EXPECT_EQ(identify(kernel_.path(), objects.path()).version, "6.12.3-rc1");
  objects.add("include/config/kernel.release", "6.12.3-custom\n");
  objects.add(".config",
              "#\n# Linux/x86 6.12.3 Kernel Configuration\n#\nCONFIG_CC_VERSION_TEXT=\"gcc 12\"\n");
  KernelIdentity identity = identify(kernel_.path(), objects.path());
  EXPECT_EQ(identity.version, "6.12.3-custom");
  EXPECT_EQ(identity.architecture, "x86");
  EXPECT_EQ(identity.configCompiler, "gcc 12");
  EXPECT_EQ(identity.configDigest.size(), 64u);
}

} // namespace hookqual::capture
