// SPDX-License-Identifier: MIT
#include "analyzer/capture/WorkerPool.h"

#include "analyzer/capture/TestDirectory.h"

#include <gmock/gmock.h>

#include <csignal>
#include <cstdlib>
#include <map>
#include <unistd.h>

namespace hookqual::capture {

using testing::StartsWith;

namespace {

llvm::Error failure(const std::string &text) {
  return llvm::createStringError(text);
}

class WorkerPoolTest : public testing::Test {
protected:
  std::map<std::string, CollectedUnit> collect(CollectFunction function,
                                               const std::vector<std::string> &units) {
    WorkerOptions options;
    options.collect = std::move(function);
    options.reproducer = {"hookqual", "collect-unit"};
    options.sourceRoot = directory_.path();
    options.scratch = directory_.path() + "/scratch";
    options.jobs = 2;
    options.limits = {std::chrono::seconds(seconds_), memoryBytes_};
    std::vector<PlannedUnit> planned;
    for (const std::string &unit : units)
      planned.push_back({unit, 0, {directory_.path(), unit, "", {"cc", "-Wall", "-DX=1", unit}}, ""});
    std::map<std::string, CollectedUnit> collected;
    llvm::cantFail(collectUnits(options, planned, [&](CollectedUnit outcome) {
      auto *facts = std::get_if<WorkerFacts>(&outcome);
      std::string unit = facts ? facts->unit : std::get<SkippedUnit>(outcome).unit;
      EXPECT_FALSE(collected.contains(unit));
      collected[unit] = std::move(outcome);
      return llvm::Error::success();
    }));
    EXPECT_EQ(collected.size(), units.size());
    return collected;
  }

  SkippedUnit skippedBy(CollectFunction function) {
    return std::get<SkippedUnit>(collect(std::move(function), {"fs/a.c"})["fs/a.c"]);
  }

  TestDirectory directory_;
  int seconds_ = 60;
  uint64_t memoryBytes_ = 0;
};

TEST_F(WorkerPoolTest, HandsOnWhatAWorkerFound) {
  const std::string bytes = std::string(1 << 20, 'x') + '\0';
  auto collected = collect(
      [&](const CollectRequest &request) -> llvm::Expected<WorkerFacts> {
        return WorkerFacts{request.unit, bytes, "a reason"};
      },
      {"fs/a.c"});
  const auto &facts = std::get<WorkerFacts>(collected["fs/a.c"]);
  EXPECT_EQ(facts.bytes, bytes);
  EXPECT_EQ(facts.parsedPlainly, "a reason");
  EXPECT_FALSE(std::filesystem::exists(directory_.path() + "/scratch"));
}

TEST_F(WorkerPoolTest, KeepsTheCompilersFirstErrorAndAWayToSeeItAgain) {
  SkippedUnit skipped = skippedBy([](const CollectRequest &) -> llvm::Expected<WorkerFacts> {
    write(STDERR_FILENO, "fs/a.c:1:2: warning: w\n", 23);
    return failure("fs/a.c:3:4: error: e");
  });
  EXPECT_EQ(skipped.reason, "fs/a.c:3:4: error: e");
  std::string request = directory_.path() + "/scratch/fs/a.c.request.json";
  EXPECT_EQ(skipped.reproducer, "hookqual collect-unit --request " + request + " --out /dev/null");
  CollectRequest expected;
  expected.unit = "fs/a.c";
  expected.sourceRoot = expected.directory = directory_.path();
  expected.arguments = {"-DX=1", "fs/a.c", "-w"};
  EXPECT_EQ(llvm::cantFail(readRequest(request)), expected);
}

TEST_F(WorkerPoolTest, SurvivesACrashingWorker) {
  EXPECT_EQ(skippedBy([](const CollectRequest &) -> llvm::Expected<WorkerFacts> {
              const char *text = "x.cpp:1: f(): Assertion `p && \"no p\"' failed.\n";
              write(STDERR_FILENO, text, strlen(text));
              signal(SIGSEGV, SIG_DFL); // a sanitizer's handler would exit instead
              raise(SIGSEGV);
              return failure("not reached");
            }).reason,
            "the worker crashed (Segmentation fault): Assertion `p && \"no p\"' failed.");
}

TEST_F(WorkerPoolTest, EndsAWorkerThatTakesTooLong) {
  seconds_ = 1;
  EXPECT_EQ(skippedBy([](const CollectRequest &) -> llvm::Expected<WorkerFacts> {
              sleep(60);
              return failure("not reached");
            }).reason,
            "the worker ran longer than 1 s");
}

TEST_F(WorkerPoolTest, EndsAWorkerThatEatsMemory) {
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
  GTEST_SKIP() << "the sanitizer reserves more address space than any limit allows";
#endif
#endif
  memoryBytes_ = uint64_t(1) << 28;
  EXPECT_THAT(skippedBy([](const CollectRequest &request) -> llvm::Expected<WorkerFacts> {
                std::vector<std::string> eaten;
                for (int i = 0; i < 4096; ++i)
                  eaten.emplace_back(size_t(1) << 20, 'x');
                return WorkerFacts{request.unit, eaten.back(), ""};
              }).reason,
              StartsWith("the worker crashed (Aborted): "));
}

TEST_F(WorkerPoolTest, NamesTheStatusOfASilentEnd) {
  EXPECT_EQ(skippedBy([](const CollectRequest &) -> llvm::Expected<WorkerFacts> { _exit(7); }).reason,
            "the worker ended with status 7");
}

TEST_F(WorkerPoolTest, DoesNotBelieveNonsense) {
  EXPECT_EQ(skippedBy([](const CollectRequest &) -> llvm::Expected<WorkerFacts> { _exit(0); }).reason,
            "the worker's answer is damaged");
}

TEST_F(WorkerPoolTest, OneFailureCostsOneUnit) {
  auto collected = collect(
      [](const CollectRequest &request) -> llvm::Expected<WorkerFacts> {
        if (request.unit == "fs/b.c")
          abort();
        return WorkerFacts{request.unit, "", ""};
      },
      {"fs/c.c", "fs/a.c", "fs/b.c", "fs/d.c"});
  EXPECT_TRUE(std::holds_alternative<WorkerFacts>(collected["fs/a.c"]));
  EXPECT_TRUE(std::holds_alternative<WorkerFacts>(collected["fs/d.c"]));
  EXPECT_TRUE(std::holds_alternative<SkippedUnit>(collected["fs/b.c"]));
}

} // namespace

} // namespace hookqual::capture
