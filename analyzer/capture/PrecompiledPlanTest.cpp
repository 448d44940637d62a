// SPDX-License-Identifier: MIT
#include "analyzer/capture/PrecompiledPlan.h"

#include "analyzer/capture/TestDirectory.h"

#include <gmock/gmock.h>

namespace hookqual::capture {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

namespace {

/// `count` units fs/a.c, fs/b.c, ... of the same text, each with a macro of its own.
class PrecompiledPlanTest : public testing::Test {
protected:
  void addUnits(size_t count, const std::string &text, const std::vector<std::string> &arguments = {}) {
    for (size_t i = 0; i < count; ++i) {
      const std::string name = "fs/" + std::string(1, char('a' + units_.size())) + ".c";
      CompileCommand command;
      command.directory = directory_.path();
      command.file = directory_.add(name, text);
      command.arguments = {"cc", "-Iinclude", "-DCOMMON=1", "-DNAME=" + std::to_string(units_.size())};
      command.arguments.insert(command.arguments.end(), arguments.begin(), arguments.end());
      command.arguments.insert(command.arguments.end(), {"-c", name});
      units_.push_back({name, 0, std::move(command), ""});
    }
  }

  std::vector<PrecompiledGroup> groups() { return groupForPrecompiling(units_); }

  TestDirectory directory_;
  std::vector<PlannedUnit> units_;
};

TEST_F(PrecompiledPlanTest, OneGroupOfUnitsThatDifferInMacrosOfTheirOwn) {
  addUnits(10, "");
  const auto found = groups();
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].units, SizeIs(10));
  EXPECT_THAT(found[0].arguments, ElementsAre("-Iinclude", "-DCOMMON=1", "-DNAME=0", "-w"));
}

TEST_F(PrecompiledPlanTest, OtherOptionsMakeAnotherGroup) {
  addUnits(9, "");
  addUnits(9, "", {"-fshort-wchar"});
  EXPECT_THAT(groups(), SizeIs(2));
}

TEST_F(PrecompiledPlanTest, FewUnitsAreNotWorthIt) {
  addUnits(7, "");
  EXPECT_THAT(groups(), IsEmpty());
}

TEST_F(PrecompiledPlanTest, RareMacrosAndDirectoriesDoNotPartUnits) {
  addUnits(9, "");
  addUnits(1, "", {"-DDEBUG", "-Ifs"});
  const auto found = groups();
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].units, SizeIs(10));
  EXPECT_THAT(found[0].arguments, testing::Not(testing::Contains("-DDEBUG")));
}

TEST_F(PrecompiledPlanTest, ARareDirectoryBeforeCommonOnesCouldHideAHeader) {
  addUnits(9, "");
  addUnits(1, "");
  auto &arguments = units_.back().command.arguments;
  arguments.insert(arguments.begin() + 1, "-Ifirst");
  const auto found = groups();
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].units, SizeIs(9));
}

TEST_F(PrecompiledPlanTest, ChoosesTheHeadersThatManyInclude) {
  addUnits(9, "#include <often.h>\n  #  include <sub/dir.h> // why\n#include \"own.h\"\n");
  addUnits(3, "#include <often.h>\n#include <rare.h>\n");
  auto found = groups();
  ASSERT_THAT(found, SizeIs(1));
  chooseHeaders(found[0], units_);
  EXPECT_THAT(found[0].headers, ElementsAre("often.h", "sub/dir.h"));
}

} // namespace

} // namespace hookqual::capture
