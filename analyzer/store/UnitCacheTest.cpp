// SPDX-License-Identifier: MIT
#include "analyzer/store/UnitCache.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include "gmock/gmock.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace hookqual::store {

namespace {

using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::SizeIs;

class UnitCacheTest : public testing::Test {
protected:
  UnitCacheTest() { EXPECT_FALSE(llvm::sys::fs::createUniqueDirectory("cache", directory_)); }
  ~UnitCacheTest() override { llvm::sys::fs::remove_directories(directory_); }

  std::string path() const { return (directory_ + "/units.db").str(); }
  UnitCache open() const { return llvm::cantFail(UnitCache::open(path())); }

  llvm::SmallString<128> directory_;
};

TEST_F(UnitCacheTest, KeepsUnitsAcrossOpenings) {
  {
    UnitCache cache = open();
    const auto files = llvm::cantFail(cache.numbersOf({"b.h", "a.c"}));
    llvm::cantFail(cache.put("request", {0, files, "closure"}, {std::string("by\0tes", 6), "reason"}));
  }
  UnitCache cache = open();
  const auto found = llvm::cantFail(cache.find("request"));
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].closure, "closure");
  EXPECT_EQ(cache.pathOf(found[0].dependencies.at(0)), "b.h");
  EXPECT_EQ(cache.pathOf(found[0].dependencies.at(1)), "a.c");
  const auto facts = llvm::cantFail(cache.facts(found[0].row));
  EXPECT_EQ(facts.bytes, std::string("by\0tes", 6));
  EXPECT_EQ(facts.parsedPlainly, "reason");
  EXPECT_THAT(llvm::cantFail(cache.find("other")), IsEmpty());
}

TEST_F(UnitCacheTest, KeepsSeveralVersionsOfAUnit) {
  UnitCache cache = open();
  llvm::cantFail(cache.put("request", {0, {}, "old"}, {"1", ""}));
  llvm::cantFail(cache.put("request", {0, {}, "new"}, {"2", ""}));
  llvm::cantFail(cache.put("request", {0, {}, "new"}, {"3", ""}));
  const auto found = llvm::cantFail(cache.find("request"));
  EXPECT_THAT(found, ElementsAre(Field(&CachedUnit::closure, "new"), Field(&CachedUnit::closure, "old")));
  EXPECT_EQ(llvm::cantFail(cache.facts(found[0].row)).bytes, "3");
}

TEST_F(UnitCacheTest, KnowsFiles) {
  CachedFile file;
  {
    UnitCache cache = open();
    file = {
        llvm::cantFail(cache.numbersOf({"a.h"})).at(0), "a.h", 3, 4, 5, "digest", {"CONFIG_A", "CONFIG_B"}};
    llvm::cantFail(cache.putFiles({file}));
  }
  UnitCache cache = open();
  EXPECT_THAT(llvm::cantFail(cache.files()), ElementsAre(file));
}

TEST_F(UnitCacheTest, PrunesWhatWasUsedLongestAgo) {
  {
    UnitCache cache = open();
    llvm::cantFail(cache.put("a", {0, {}, "x"}, {"1234", ""}));
    llvm::cantFail(cache.put("b", {0, {}, "x"}, {"1234", ""}));
  }
  UnitCache cache = open();
  llvm::cantFail(cache.touch({llvm::cantFail(cache.find("a")).at(0).row}));
  llvm::cantFail(cache.prune(5));
  EXPECT_THAT(llvm::cantFail(cache.find("a")), SizeIs(1));
  EXPECT_THAT(llvm::cantFail(cache.find("b")), IsEmpty());
}

TEST_F(UnitCacheTest, DoesNotGiveFactsThatAreNotAsTheyWerePut) {
  llvm::cantFail(open().put("a", {0, {}, "x"}, {"1234", "why"}));
  SQLite::Database(path(), SQLite::OPEN_READWRITE).exec("UPDATE units SET facts = x'31323335'");
  UnitCache cache = open();
  EXPECT_EQ(llvm::cantFail(cache.facts(llvm::cantFail(cache.find("a")).at(0).row)).bytes, "");
}

TEST_F(UnitCacheTest, TellsDamageFromOtherErrors) {
  llvm::cantFail(open().put("a", {0, {}, "x"}, {std::string(20000, 'x'), ""}));
  uint64_t size = 0;
  ASSERT_FALSE(llvm::sys::fs::file_size(path(), size));
  {
    std::error_code error;
    llvm::raw_fd_ostream out(path(), error, llvm::sys::fs::CD_OpenExisting, llvm::sys::fs::FA_Write,
                             llvm::sys::fs::OF_None);
    out.seek(4096);
    out << std::string(size - 4096, '?');
  }
  llvm::Expected<UnitCache> cache = UnitCache::open(path());
  llvm::Error error = cache ? cache->find("a").takeError() : cache.takeError();
  EXPECT_TRUE(error.isA<DamagedCache>());
  llvm::consumeError(std::move(error));
}

TEST_F(UnitCacheTest, BeginsAnewWithAForeignFile) {
  std::error_code error;
  llvm::raw_fd_ostream(path(), error) << "no database at all, but long enough to be taken for one";
  UnitCache cache = open();
  EXPECT_THAT(llvm::cantFail(cache.find("request")), IsEmpty());
}

} // namespace

} // namespace hookqual::store
