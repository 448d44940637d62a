// SPDX-License-Identifier: MIT
// When a second capture records again, seen as the user sees it: by what is announced. The
// kernel is a makefile of a few lines that leaves behind what Kbuild would.
#include "analyzer/capture/FindUnits.h"

#include "analyzer/capture/TestDirectory.h"

#include <gmock/gmock.h>

#include <cstdlib>

namespace hookqual::capture {

namespace fs = std::filesystem;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

namespace {

constexpr const char *kMakefile = R"(
record = mkdir -p $(O)/$1; : >$(O)/$1/$2.o; \
  echo 'savedcmd_$1/$2.o := $(CC) -D__KERNEL__ -c -o $1/$2.o $(CURDIR)/$1/$2.c' >$(O)/$1/.$2.o.cmd

.PHONY: ipc/ fs/ broken/
defconfig olddefconfig:
	echo '# Linux/x86 6.12' >$(O)/.config
	echo 'include $(CURDIR)/Makefile' >$(O)/Makefile
prepare:
	mkdir -p $(O)/include/generated $(O)/kernel
	echo '#define NR_PAGEFLAGS 22' >$(O)/include/generated/bounds.h
	echo 'deps_kernel/bounds.s := $(CURDIR)/include/linux/page.h' >$(O)/kernel/.bounds.s.cmd
ipc/:
	$(call record,ipc,msg)
	$(call record,ipc,sem)
ipc/msg.o:
	$(call record,ipc,msg)
fs/:
	$(call record,fs,open)
broken/:
	$(call record,broken,fine)
	echo "make: *** No rule to make target 'broken/absent.h', needed by 'broken/lost.o'."; false
)";

/// A source tree, and a directory to record in beside it.
class RecordUnits : public testing::Test {
protected:
  RecordUnits() {
    add("Makefile", kMakefile);
    for (const char *file : {"Kbuild", "Kconfig", "kernel/Makefile", "ipc/Makefile", "ipc/msg.c", "ipc/sem.c",
                             "ipc/util.h", "fs/open.c", "broken/fine.c", "include/linux/page.h",
                             "include/linux/fs.h", "scripts/mkversion", "arch/x86/include/asm/Kbuild"})
      add(file, "one\n");
  }

  void add(const std::string &name, const std::string &text) const { directory_.add("linux/" + name, text); }
  std::string source(const std::string &name) const { return directory_.path() + "/linux/" + name; }
  std::string recording(const std::string &name) const { return directory_.path() + "/kbuild/" + name; }

  llvm::Expected<FoundUnits> tryCapture(std::vector<std::string> paths) {
    UnitQuery query;
    query.kernel = directory_.path() + "/linux";
    query.output = directory_.path() + output;
    query.config = config;
    query.toolVersion = toolVersion;
    query.paths = std::move(paths);
    announced.clear();
    return findUnits(query, [&](const std::string &line) { announced.push_back(line); });
  }

  /// The captured units, relative to the source tree; `announced` holds what was said.
  std::vector<std::string> capture(std::vector<std::string> paths = {"ipc"}) {
    llvm::Expected<FoundUnits> found = tryCapture(std::move(paths));
    if (!found)
      return {llvm::toString(found.takeError())};
    unrecorded.clear();
    for (const SkippedUnit &unit : found->unrecorded)
      unrecorded.push_back(unit.unit);
    std::vector<std::string> units;
    for (const CompileCommand &command : found->commands)
      units.push_back(fs::path(command.file).lexically_relative(found->sourceRoot));
    return units;
  }

  /// Whether a capture of ipc after another one runs make, and says so.
  void expectRecordedAgain(const std::string &because = "") {
    EXPECT_THAT(capture(), ElementsAre("ipc/msg.c", "ipc/sem.c"));
    EXPECT_THAT(announced, Contains("recording the units"));
    EXPECT_THAT(announced, Not(Contains(StartsWith("reusing"))));
    if (!because.empty())
      EXPECT_THAT(announced, Contains("recording again, since " + because + " changed"));
    expectReused(); // what was recorded again is kept again
  }

  void expectReused() {
    EXPECT_THAT(capture(), ElementsAre("ipc/msg.c", "ipc/sem.c"));
    EXPECT_THAT(announced, ElementsAre("reusing the recording in " + directory_.path() + "/kbuild"));
  }

  TestDirectory directory_;
  std::string config, toolVersion = "1", output = "/kbuild";
  std::vector<std::string> announced, unrecorded;
};

} // namespace

TEST_F(RecordUnits, IsPaidOnce) {
  EXPECT_THAT(capture(), ElementsAre("ipc/msg.c", "ipc/sem.c"));
  EXPECT_THAT(announced, ElementsAre(StartsWith("configuring"), StartsWith("note: not kept"),
                                     "preparing generated headers", "recording the units"));
  EXPECT_THAT(capture(), ElementsAre("ipc/msg.c", "ipc/sem.c"));
  EXPECT_THAT(announced, ElementsAre(StartsWith("note: not kept"), StartsWith("reusing the recording in ")));
}

class KeptRecordUnits : public RecordUnits {
protected:
  KeptRecordUnits() {
    config = directory_.add("config", "# Linux/x86 6.12\n");
    capture();
  }
};

TEST_F(KeptRecordUnits, NeedNoMakeForSourcesAndOrdinaryHeaders) {
  add("ipc/msg.c", "two\n");
  add("ipc/new.c", "new\n");
  add("ipc/util.h", "two\n");
  add("include/linux/fs.h", "two\n");
  add("include/linux/new.h", "new\n");
  add("notes/todo.txt", "new\n");
  expectReused();
}

TEST_F(KeptRecordUnits, NeedNoMakeForFilesThatWereTouchedOnly) {
  for (const char *file : {"Makefile", "Kconfig", "include/linux/page.h"})
    fs::last_write_time(source(file), fs::file_time_type::clock::now() + std::chrono::hours(1));
  expectReused();
  expectReused();
}

TEST_F(KeptRecordUnits, ComeBackWithWhatWasChangedBack) {
  add("ipc/Makefile", "two\n");
  add("ipc/Makefile", "one\n");
  expectReused();
}

TEST_F(KeptRecordUnits, FollowMakefilesAndScripts) {
  for (const char *file : {"ipc/Makefile", "Kbuild", "Kconfig", "scripts/mkversion"}) {
    add(file, "two\n");
    expectRecordedAgain(source(file));
  }
}

TEST_F(KeptRecordUnits, FollowNewBuildFilesInOldAndNewDirectories) {
  add("ipc/Kconfig", "new\n");
  expectRecordedAgain(source("ipc"));
  add("ipc/more/Makefile", "new\n");
  expectRecordedAgain(source("ipc"));
  add("arch/x86/include/asm/new.h", "new\n");
  expectRecordedAgain(source("arch/x86/include/asm"));
}

TEST_F(KeptRecordUnits, FollowBuildFilesThatAreDeleted) {
  fs::remove(source("ipc/Makefile"));
  expectRecordedAgain(source("ipc"));
}

TEST_F(KeptRecordUnits, AreOnlyPreparedAgainAfterAHeaderThatWasPreparedFrom) {
  add("include/linux/page.h", "two\n");
  capture();
  EXPECT_THAT(announced, ElementsAre("recording again, since " + source("include/linux/page.h") + " changed",
                                     "preparing generated headers", "recording the units"));
  expectReused();
}

TEST_F(KeptRecordUnits, AreMadeFromNothingWhenMakeWouldNotSeeTheChange) {
  add("include/linux/page.h", "two\n");
  fs::last_write_time(source("include/linux/page.h"),
                      fs::file_time_type::clock::now() - std::chrono::hours(1));
  directory_.add("kbuild/object/stale.h", "old\n");
  expectRecordedAgain(source("include/linux/page.h"));
  EXPECT_FALSE(fs::exists(recording("object/stale.h")));
}

TEST_F(KeptRecordUnits, FollowTheConfiguration) {
  directory_.add("config", "# Linux/x86 6.12\nCONFIG_IPC=y\n");
  capture();
  EXPECT_THAT(announced, Contains(StartsWith("configuring")));
}

TEST_F(KeptRecordUnits, FollowTheVersionOfHookqual) {
  toolVersion = "2";
  expectRecordedAgain();
}

TEST_F(KeptRecordUnits, FollowTheEnvironment) {
  setenv("KCFLAGS", "-DMORE", 1);
  expectRecordedAgain("the configuration, the environment or hookqual");
  unsetenv("KCFLAGS");
}

TEST_F(KeptRecordUnits, DoNotDependOnWhereNoProgramIs) {
  const std::string path = getenv("PATH");
  setenv("PATH", ("/no/such/directory:" + path).c_str(), 1);
  expectReused();
  setenv("PATH", path.c_str(), 1);
}

TEST_F(KeptRecordUnits, AreMadeAgainWhenTheirObjectTreeWasDamaged) {
  fs::remove(recording("object/include/generated/bounds.h"));
  expectRecordedAgain(recording("object/include/generated/bounds.h"));
  directory_.add("kbuild/object/.config", "CONFIG_OTHER=y\n");
  expectRecordedAgain(recording("object/.config"));
  fs::remove(recording("object/ipc/.msg.o.cmd"));
  expectRecordedAgain(recording("object/ipc/.msg.o.cmd"));
  fs::remove_all(recording("object"));
  expectRecordedAgain();
}

TEST_F(KeptRecordUnits, AreMadeAgainWhenTheCacheIsDamagedOrOfAnotherForm) {
  for (const char *text : {"", "{", "[]", "{\"form\": 1}", "{\"form\": 999999}"}) {
    directory_.add("kbuild/recording.json", text);
    expectRecordedAgain();
  }
}

TEST_F(KeptRecordUnits, RecordOtherPathsBesideThem) {
  EXPECT_THAT(capture({"fs", "ipc"}), ElementsAre("fs/open.c", "ipc/msg.c", "ipc/sem.c"));
  EXPECT_THAT(announced, ElementsAre(StartsWith("reusing"), "recording the units"));
  EXPECT_THAT(capture({"fs"}), ElementsAre("fs/open.c"));
  EXPECT_THAT(announced, ElementsAre(StartsWith("reusing")));
  expectReused();
}

TEST_F(KeptRecordUnits, ServeThePathsBelowThem) {
  EXPECT_THAT(capture({"ipc/msg.c"}), ElementsAre("ipc/msg.c"));
  EXPECT_THAT(announced, ElementsAre(StartsWith("reusing")));
}

TEST_F(KeptRecordUnits, NameAUnitWhoseSourceVanished) {
  fs::remove(source("ipc/sem.c"));
  expectReused(); // its worker will say that it cannot be read
}

TEST_F(KeptRecordUnits, KeepWhatCouldNotBeRecordedUntilItCan) {
  EXPECT_THAT(capture({"broken"}), ElementsAre("broken/fine.c"));
  EXPECT_THAT(unrecorded, ElementsAre("broken/lost.c"));
  EXPECT_THAT(capture({"broken"}), ElementsAre("broken/fine.c"));
  EXPECT_THAT(unrecorded, ElementsAre("broken/lost.c"));
  EXPECT_THAT(announced, ElementsAre(StartsWith("reusing")));
  expectReused();
  EXPECT_THAT(unrecorded, IsEmpty());

  add("broken/absent.h", "new\n");
  capture({"broken"});
  EXPECT_THAT(announced, Contains("recording the units"));
}

TEST_F(RecordUnits, AreKeptInsideTheSourceTreeToo) {
  config = directory_.add("config", "# Linux/x86 6.12\n");
  output = "/linux/kbuild";
  capture();
  add("facts.db", "beside it");
  capture();
  EXPECT_THAT(announced, ElementsAre("reusing the recording in " + source("kbuild")));
}

TEST_F(RecordUnits, AreNotKeptWhenMakeFails) {
  config = directory_.add("config", "# Linux/x86 6.12\n");
  add("Makefile", "all:\n");
  EXPECT_THAT(capture(), ElementsAre(HasSubstr("make olddefconfig failed")));
  add("Makefile", kMakefile);
  expectRecordedAgain();
}

TEST_F(RecordUnits, AreRefusedWhileAnotherCaptureIsRunning) {
  llvm::Expected<FoundUnits> first = tryCapture({"ipc"});
  ASSERT_TRUE(bool(first));
  EXPECT_THAT(capture(),
              ElementsAre(StartsWith(directory_.path() + "/kbuild: another capture is running there")));
}

TEST_F(KeptRecordUnits, AreDeletedForAnotherSourceTree) {
  fs::rename(source(""), directory_.path() + "/other");
  fs::create_directory_symlink(directory_.path() + "/other", directory_.path() + "/linux");
  EXPECT_THAT(capture(), ElementsAre("ipc/msg.c", "ipc/sem.c"));
  EXPECT_THAT(announced, Contains(StartsWith("configuring")));
  expectReused();
}

TEST_F(RecordUnits, LeaveDirectoriesOfOthersAlone) {
  directory_.add("kbuild/thesis.txt", "precious");
  EXPECT_THAT(capture(), ElementsAre(HasSubstr("exists and is not a recording of hookqual")));
  EXPECT_FALSE(fs::exists(recording("hookqual-lock")));
}

} // namespace hookqual::capture
