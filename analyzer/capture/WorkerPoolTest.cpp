// SPDX-License-Identifier: MIT
#include "analyzer/capture/WorkerPool.h"

#include "analyzer/capture/CollectRequest.h"
#include "analyzer/capture/TestDirectory.h"

#include <gmock/gmock.h>

#include <map>

namespace hookqual::capture {

using testing::HasSubstr;
using testing::StartsWith;

/// Runs `script` as the worker of the unit `fs/a.c`; $2 is the request, $4 the facts file.
class WorkerPoolTest : public testing::Test {
protected:
  std::map<std::string, CollectedUnit> collect(const std::string &script,
                                               const std::vector<std::string> &units) {
    WorkerOptions options;
    options.command = {directory_.addScript("worker", script)};
    options.sourceRoot = directory_.path();
    options.scratch = directory_.path() + "/scratch";
    options.jobs = 2;
    options.timeLimit = std::chrono::seconds(1);
    std::vector<PlannedUnit> planned;
    for (const std::string &unit : units)
      planned.push_back({unit, 0, {directory_.path(), unit, "", {"cc", "-Wall", "-DX=1", unit}}});
    std::map<std::string, CollectedUnit> collected;
    llvm::cantFail(collectUnits(options, planned, [&](CollectedUnit outcome) {
      auto *facts = std::get_if<store::PackedUnit>(&outcome);
      std::string unit = facts ? facts->unit.str() : std::get<SkippedUnit>(outcome).unit;
      EXPECT_FALSE(collected.contains(unit));
      collected[unit] = std::move(outcome);
      return llvm::Error::success();
    }));
    EXPECT_EQ(collected.size(), units.size());
    return collected;
  }

  SkippedUnit skippedBy(const std::string &script) {
    return std::get<SkippedUnit>(collect(script, {"fs/a.c"})["fs/a.c"]);
  }

  std::string factsFileOf(const std::string &unit) {
    ir::UnitFacts facts;
    facts.unit = unit;
    return directory_.add("facts", store::packUnit(facts));
  }

  TestDirectory directory_;
};

TEST_F(WorkerPoolTest, HandsOnWhatAWorkerFound) {
  auto collected = collect("cp " + factsFileOf("fs/a.c") + " \"$4\"", {"fs/a.c"});
  EXPECT_EQ(std::get<store::PackedUnit>(collected["fs/a.c"]).unit, "fs/a.c");
  EXPECT_FALSE(std::filesystem::exists(directory_.path() + "/scratch/fs/a.c.request.json"));
}

TEST_F(WorkerPoolTest, KeepsTheCompilersFirstErrorAndAWayToSeeItAgain) {
  SkippedUnit skipped =
      skippedBy("echo 'fs/a.c:1:2: warning: w' >&2\necho 'fs/a.c:3:4: error: e' >&2\nexit 1");
  EXPECT_EQ(skipped.reason, "fs/a.c:3:4: error: e");
  std::string request = directory_.path() + "/scratch/fs/a.c.request.json";
  EXPECT_EQ(skipped.reproducer, directory_.path() + "/worker --request " + request + " --out /dev/null");
  EXPECT_EQ(llvm::cantFail(readRequest(request)),
            (CollectRequest{"fs/a.c", directory_.path(), directory_.path(), {"-DX=1", "fs/a.c", "-w"}}));
}

TEST_F(WorkerPoolTest, SurvivesACrashingWorker) {
  EXPECT_EQ(skippedBy("echo 'x.cpp:1: f(): Assertion `p && \"no p\"' failed. >&2\nkill -SEGV $$").reason,
            "the worker crashed (Segmentation fault): Assertion `p && \"no p\" failed.");
}

TEST_F(WorkerPoolTest, EndsAWorkerThatTakesTooLong) {
  EXPECT_EQ(skippedBy("exec sleep 60").reason, "the worker ran longer than 1 s");
}

TEST_F(WorkerPoolTest, NamesTheStatusOfASilentFailure) {
  EXPECT_EQ(skippedBy("exit 7").reason, "the worker ended with status 7");
}

TEST_F(WorkerPoolTest, DoesNotBelieveNonsense) {
  EXPECT_THAT(skippedBy("echo nonsense >\"$4\"").reason, StartsWith("the worker wrote no valid facts: "));
  EXPECT_THAT(skippedBy("exit 0").reason, StartsWith("the worker wrote no facts: "));
  EXPECT_THAT(skippedBy("cp " + factsFileOf("fs/b.c") + " \"$4\"").reason, HasSubstr("another unit: fs/b.c"));
}

TEST_F(WorkerPoolTest, OneFailureCostsOneUnit) {
  auto collected = collect("grep -q fs/a.c \"$2\" && cp " + factsFileOf("fs/a.c") + " \"$4\"",
                           {"fs/c.c", "fs/a.c", "fs/b.c", "fs/d.c"});
  EXPECT_TRUE(std::holds_alternative<store::PackedUnit>(collected["fs/a.c"]));
  EXPECT_TRUE(std::holds_alternative<SkippedUnit>(collected["fs/b.c"]));
}

} // namespace hookqual::capture
