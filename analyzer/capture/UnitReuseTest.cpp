// SPDX-License-Identifier: MIT
// When a unit is asked for again: which changes matter, and which do not.
#include "analyzer/capture/UnitReuse.h"

#include "analyzer/capture/TestDirectory.h"

#include <gmock/gmock.h>

#include <chrono>

namespace hookqual::capture {

namespace {

/// The unit fs/a.c of a tree, made from include/a.h, include/sub/b.h and the configuration.
class UnitReuseTest : public testing::Test {
protected:
  UnitReuseTest() {
    directory_.add("tree/fs/a.c", "#include <a.h>\nint a = CONFIG_USED;\n");
    directory_.add("tree/include/a.h", "#if IS_ENABLED(CONFIG_MODULAR)\n#endif\n");
    directory_.add("tree/include/uapi/b.h", "int b;\n");
    configure("#define CONFIG_USED 1\n#define CONFIG_OTHER 1\n");
    unit_ = {"fs/a.c",
             0,
             {tree(), tree() + "/fs/a.c", "fs/a.o", {"cc", "-Iinclude", "-Iinclude/uapi", "fs/a.c"}},
             ""};
    // What is younger than the capture is not trusted.
    const auto past = std::filesystem::file_time_type::clock::now() - std::chrono::hours(1);
    for (const auto &entry : std::filesystem::recursive_directory_iterator(directory_.path()))
      std::filesystem::last_write_time(entry.path(), past);
  }

  std::string tree() const { return directory_.path() + "/tree"; }

  void configure(const std::string &macros) { directory_.add("build/" + configurationRule().header, macros); }

  std::unique_ptr<UnitReuse> open(const std::string &tool = "tool") {
    return llvm::cantFail(
        UnitReuse::open({directory_.path() + "/units.db", tool, tree(), directory_.path() + "/build"}));
  }

  void keep() {
    ir::UnitFacts facts;
    facts.unit = "fs/a.c";
    facts.dependencies = {"fs/a.c", "include/a.h", "include/uapi/b.h", configurationRule().header};
    const std::string bytes = store::packUnit(facts);
    std::vector<store::PackedUnit> packed;
    packed.push_back(llvm::cantFail(store::openPackedUnit(bytes)));
    auto reuse = open();
    auto files = llvm::cantFail(reuse->lookAgain(packed));
    EXPECT_NE(llvm::cantFail(reuse->keep(unit_, files.at(0), {bytes, ""})).digest, "");
    llvm::cantFail(reuse->finish(uint64_t(1) << 20));
  }

  bool isKnown(const std::string &tool = "tool") {
    return llvm::cantFail(open(tool)->find(unit_)).has_value();
  }

  TestDirectory directory_;
  PlannedUnit unit_;
};

TEST_F(UnitReuseTest, KnowsAUnitWhoseFilesAreAsTheyWere) {
  EXPECT_FALSE(isKnown());
  keep();
  EXPECT_TRUE(isKnown());
}

TEST_F(UnitReuseTest, TouchingAFileChangesNothing) {
  keep();
  directory_.add("tree/include/a.h", "#if IS_ENABLED(CONFIG_MODULAR)\n#endif\n");
  EXPECT_TRUE(isKnown());
}

TEST_F(UnitReuseTest, AChangedFileMatters) {
  keep();
  directory_.add("tree/include/a.h", "int other;\n");
  EXPECT_FALSE(isKnown());
  directory_.add("tree/include/a.h", "#if IS_ENABLED(CONFIG_MODULAR)\n#endif\n");
  EXPECT_TRUE(isKnown()) << "the content is what counts, so changing back restores it";
}

TEST_F(UnitReuseTest, ARemovedFileMatters) {
  keep();
  std::filesystem::remove(tree() + "/include/a.h");
  EXPECT_FALSE(isKnown());
}

TEST_F(UnitReuseTest, OnlyOptionsThatTheFilesNameMatter) {
  keep();
  configure("#define CONFIG_USED 1\n");
  EXPECT_TRUE(isKnown());
  configure("#define CONFIG_USED 2\n#define CONFIG_OTHER 1\n");
  EXPECT_FALSE(isKnown());
  configure("#define CONFIG_USED 1\n#define CONFIG_MODULAR_MODULE 1\n");
  EXPECT_FALSE(isKnown()) << "IS_ENABLED(CONFIG_MODULAR) sees it";
}

TEST_F(UnitReuseTest, AHeaderThatHidesAnotherMatters) {
  keep();
  directory_.add("tree/include/b.h", "int before;\n");
  EXPECT_FALSE(isKnown());
  std::filesystem::remove(tree() + "/include/b.h");
  EXPECT_TRUE(isKnown());
}

TEST_F(UnitReuseTest, ArgumentsAndTheProgramMatter) {
  keep();
  EXPECT_FALSE(isKnown("another tool"));
  unit_.command.arguments.insert(unit_.command.arguments.begin() + 1, "-DX");
  EXPECT_FALSE(isKnown());
}

TEST_F(UnitReuseTest, WhatChangesDuringTheCaptureIsNotKept) {
  ir::UnitFacts facts;
  facts.unit = "fs/a.c";
  facts.dependencies = {"fs/a.c", "include/a.h"};
  const std::string bytes = store::packUnit(facts);
  std::vector<store::PackedUnit> packed;
  packed.push_back(llvm::cantFail(store::openPackedUnit(bytes)));
  auto reuse = open();
  EXPECT_FALSE(llvm::cantFail(reuse->find(unit_)).has_value());
  reuse->sources().distrustLaterChanges();
  directory_.add("tree/include/a.h", "int changed_while_it_was_read;\n");
  const auto files = llvm::cantFail(reuse->lookAgain(packed));
  EXPECT_EQ(llvm::cantFail(reuse->keep(unit_, files.at(0), {bytes, ""})).digest, "");
}

} // namespace

} // namespace hookqual::capture
