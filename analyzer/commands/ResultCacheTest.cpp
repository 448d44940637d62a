// SPDX-License-Identifier: MIT
#include "analyzer/commands/ResultCache.h"

#include "analyzer/capture/TestDirectory.h"
#include "reports/SampleReport.h"
#include "reports/TextReport.h"
#include "rules/Loader.h"

#include <gtest/gtest.h>

#include <fstream>

namespace hookqual::commands {
namespace {

namespace fs = std::filesystem;

CheckResult sampleResult() {
  return {reports::sampleReport(), {"a note", "another"}};
}

std::string render(const CheckResult &result) {
  std::string text;
  llvm::raw_string_ostream out(text);
  for (const std::string &note : result.notes)
    out << note << '\n';
  reports::writeText(result.report, out);
  return text;
}

class ResultCacheTest : public testing::Test {
protected:
  size_t count() const { return std::distance(fs::directory_iterator(directory_), fs::directory_iterator()); }

  const capture::TestDirectory parent_;
  const std::string directory_ = parent_.path() + "/facts.db.cache/results";
  const ResultCache cache_{directory_};
};

TEST_F(ResultCacheTest, GivesBackWhatWasKept) {
  EXPECT_FALSE(cache_.find("a"));
  cache_.keep("a", sampleResult());
  const std::optional<CheckResult> found = cache_.find("a");
  ASSERT_TRUE(found);
  EXPECT_EQ(render(*found), render(sampleResult()));
  EXPECT_FALSE(cache_.find("b"));
  EXPECT_EQ(count(), 1);
}

TEST_F(ResultCacheTest, ForgetsADamagedResult) {
  cache_.keep("a", sampleResult());
  const std::string path = directory_ + "/a";
  const uint64_t size = fs::file_size(path);
  std::fstream(path, std::ios::in | std::ios::out).seekp(int64_t(size / 2)).put('\xff');
  EXPECT_FALSE(cache_.find("a"));
  cache_.keep("a", sampleResult());
  EXPECT_TRUE(cache_.find("a"));
  for (const uint64_t shorter : {size - 1, size / 2, uint64_t(10), uint64_t(0)}) {
    fs::resize_file(path, shorter);
    EXPECT_FALSE(cache_.find("a")) << shorter;
  }
}

TEST_F(ResultCacheTest, KeepsTheNewest) {
  using namespace std::chrono_literals;
  const auto now = fs::file_time_type::clock::now();
  for (size_t i = 0; i < ResultCache::kMostResults; ++i) {
    cache_.keep(std::to_string(i), sampleResult());
    fs::last_write_time(directory_ + "/" + std::to_string(i), now - 1h + 1s * i);
  }
  EXPECT_TRUE(cache_.find("0"));
  cache_.keep("new", sampleResult());
  EXPECT_EQ(count(), ResultCache::kMostResults);
  EXPECT_FALSE(cache_.find("0"));
  EXPECT_TRUE(cache_.find("1"));
  EXPECT_TRUE(cache_.find("new"));
}

TEST_F(ResultCacheTest, IsSilentWhereNothingCanBeKept) {
  parent_.add("facts.db.cache", "a file");
  cache_.keep("a", sampleResult());
  EXPECT_FALSE(cache_.find("a"));
}

class ResultKey : public testing::Test {
protected:
  static rules::RuleSet rulesOf(const std::string &text, const std::string &file = "r.yaml") {
    return llvm::cantFail(rules::loadRuleTexts({llvm::MemoryBufferRef(text, file)}));
  }
  std::optional<std::string> key() const { return keyOf({program_, solver_, facts_, rules_, notes_, ids_}); }

  static constexpr const char *kRule = "- rule: vfs/unlink\n  authorizer: security_inode_unlink\n"
                                       "  operation: {call: inode_operations.unlink}\n"
                                       "  objects: {dentry: arg1}\n  why: a test\n";
  std::string program_ = "p", solver_ = "s";
  FactsDescription facts_{.kernelVersion = "6.12.1", .factsDigest = "f"};
  rules::RuleSet rules_ = rulesOf(kRule);
  std::vector<std::string> notes_, ids_;
};

TEST_F(ResultKey, IsUnknownWhenTheFactsAre) {
  facts_.factsDigest.clear();
  EXPECT_FALSE(key());
}

TEST_F(ResultKey, TellsWhatDecidesAResult) {
  const std::optional<std::string> before = key();
  ASSERT_TRUE(before);
  EXPECT_EQ(key(), before);
  for (std::string *text : {&program_, &solver_, &facts_.factsDigest, &facts_.kernelVersion}) {
    text->push_back('2');
    EXPECT_NE(key(), before);
    text->pop_back();
  }
  facts_.parsedPlainly = 1;
  EXPECT_NE(key(), before);
  facts_.parsedPlainly = 0;
  notes_ = {"note: an exemption ran out"};
  EXPECT_NE(key(), before);
  notes_.clear();
  EXPECT_EQ(key(), before);
}

TEST_F(ResultKey, TellsRulesByTextAndPlace) {
  const std::optional<std::string> before = key();
  rules_ = rulesOf(std::string(kRule) + "  confidence: low\n");
  EXPECT_NE(key(), before);
  rules_ = rulesOf(kRule, "other.yaml"); // which messages about it would name
  EXPECT_NE(key(), before);
  rules_ = rulesOf(kRule);
  EXPECT_EQ(key(), before);
}

TEST_F(ResultKey, KnowsTheRulesAskedForAsASet) {
  const std::optional<std::string> all = key();
  ids_ = {"a/b", "c/d"};
  const std::optional<std::string> two = key();
  EXPECT_NE(two, all);
  ids_ = {"c/d", "a/b", "c/d"};
  EXPECT_EQ(key(), two);
  ids_ = {"a/b"};
  EXPECT_NE(key(), two);
}

} // namespace
} // namespace hookqual::commands
