// SPDX-License-Identifier: MIT
#include "analyzer/capture/UnitPlan.h"

#include "analyzer/capture/TestDirectory.h"

#include <gmock/gmock.h>

namespace hookqual::capture {

using testing::ElementsAre;

static CompileCommand command(const std::string &file, const std::string &object = "") {
  return {"/obj", file, object, {"cc", file}};
}

static std::vector<std::string> namesIn(const UnitPlan &plan) {
  std::vector<std::string> names;
  for (const PlannedUnit &planned : plan.units)
    names.push_back(planned.unit);
  return names;
}

TEST(UnitPlan, NamesUnitsRelativeToTheSource) {
  UnitPlan plan =
      planUnits({command("/src/fs/a.c"), command("/obj/net/generated.c"), command("/else/b.c")}, "/src", {});
  EXPECT_THAT(namesIn(plan), ElementsAre("/else/b.c", "fs/a.c", "net/generated.c"));
}

TEST(UnitPlan, SelectsWantedPathsAndTellsEmptyOnes) {
  UnitPlan plan = planUnits({command("/src/fs/a.c"), command("/src/fsx/b.c"), command("/src/mm/c.c")}, "/src",
                            {"fs", "mm/c.c", "net"});
  EXPECT_THAT(namesIn(plan), ElementsAre("fs/a.c", "mm/c.c"));
  EXPECT_THAT(plan.emptyPaths, ElementsAre("net"));
}

TEST(UnitPlan, PutsLargeFilesFirst) {
  TestDirectory source;
  std::string small = source.add("a.c", "x"), large = source.add("z.c", std::string(100, 'x'));
  EXPECT_THAT(namesIn(planUnits({command(small), command(large)}, source.path(), {})),
              ElementsAre("z.c", "a.c"));
}

TEST(UnitPlan, SkipsASecondObjectOfOneSourceWithAReason) {
  UnitPlan plan = planUnits(
      {command("/src/a.c", "y.o"), command("/src/a.c", "x.o"), command("/src/a.c", "x.o")}, "/src", {});
  EXPECT_THAT(namesIn(plan), ElementsAre("a.c"));
  ASSERT_EQ(plan.skipped.size(), 1u);
  EXPECT_EQ(plan.skipped[0].unit, "a.c (as y.o)");
  EXPECT_EQ(plan.skipped[0].reason, "only its first object, x.o, is analysed");
}

} // namespace hookqual::capture
