// SPDX-License-Identifier: MIT
#include "analyzer/ir/Text.h"
#include "analyzer/store/Blob.h"
#include "analyzer/store/Dump.h"
#include "analyzer/store/FactsReader.h"
#include "analyzer/store/FactsWriter.h"
#include "analyzer/store/Sql.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace hookqual::store {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr llvm::StringLiteral kNamei = R"(unit fs/namei.c
depends fs/namei.c
depends include/linux/fs.h
note "asm: 2"
alias vfs_rm = vfs_unlink
record path in include/linux/path.h : 16 bytes
  field mnt +0 : ptr
prototype vfs_unlink in include/linux/fs.h : int32
  takes dir : ptr
target none = init@fs/namei.c in __initcall_init@fs/namei.c
target inode_operations.unlink@include/linux/fs.h = vfs_unlink assigned
function file_inode@include/linux/fs.h#00ff include/linux/fs.h:1 -> ptr
  parameter f : ptr
b0:
  %0 = load ptr %f+32 file.f_inode@include/linux/fs.h
  return %0
function vfs_unlink fs/namei.c:10 -> int32
  parameter dir : ptr
b0:
  %0 = call security_inode_unlink(%dir, &handler) : int32 @11:2
  %1 = call file_inode@include/linux/fs.h#00ff(%dir) : ptr
  store ptr %1 -> %dir+8 inode.i_private@include/linux/fs.h
  call through inode_operations.unlink@include/linux/fs.h %1(%dir)
  return %0
)";

constexpr llvm::StringLiteral kOpen = R"(unit fs/open.c
record path in include/linux/path.h : 16 bytes
  field mnt +0 : ptr
function file_inode@include/linux/fs.h#00ff include/linux/fs.h:1 -> ptr
  parameter f : ptr
b0:
  %0 = load ptr %f+32 file.f_inode@include/linux/fs.h
  return %0
function vfs_open fs/open.c:10 -> int32
b0:
  return 0
)";

ir::UnitFacts unit(llvm::StringRef text) {
  return llvm::cantFail(ir::parseText(text, "t"));
}

class Store : public testing::Test {
protected:
  void SetUp() override { std::filesystem::create_directories(directory_); }
  void TearDown() override { std::filesystem::remove_all(directory_); }

  std::string path(const std::string &name) const { return (directory_ / name).string(); }

  std::string capture(const std::string &name, const std::vector<llvm::StringRef> &units) {
    FactsWriter writer = llvm::cantFail(FactsWriter::create(path(name)));
    for (const llvm::StringRef text : units)
      llvm::cantFail(writer.addUnit(unit(text), "digest"));
    llvm::cantFail(writer.finish());
    return path(name);
  }

  static std::string dump(const std::string &path) {
    const FactsReader reader = llvm::cantFail(FactsReader::open(path));
    EXPECT_THAT(llvm::cantFail(reader.selfcheck()), IsEmpty());
    std::string text;
    llvm::raw_string_ostream out(text);
    llvm::cantFail(dumpFacts(reader, out));
    return text;
  }

  std::string errorOfOpening(const std::string &content) {
    std::ofstream(path("facts.db"), std::ios::binary) << content;
    return llvm::toString(FactsReader::open(path("facts.db")).takeError());
  }

  const std::filesystem::path directory_ = std::filesystem::temp_directory_path() /
                                           ("hookqual-store-" + std::to_string(::getpid()) +
                                            testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(Store, ReturnsWhatWasStored) {
  const FactsReader reader = llvm::cantFail(FactsReader::open(capture("facts.db", {kNamei, kOpen})));
  EXPECT_THAT(llvm::cantFail(reader.units()), ElementsAre("fs/namei.c", "fs/open.c"));
  EXPECT_EQ(ir::toText(llvm::cantFail(reader.unitFacts("fs/namei.c"))), kNamei.str());
  EXPECT_EQ(ir::toText(llvm::cantFail(reader.unitFacts("fs/open.c"))), kOpen.str());
  EXPECT_EQ(llvm::cantFail(reader.unitDigest("fs/open.c")), "digest");
  EXPECT_EQ(llvm::cantFail(reader.unitDigest("fs/exec.c")), std::nullopt);
  EXPECT_THAT(llvm::cantFail(reader.noteTotals()), ElementsAre(testing::Pair("asm", 2)));
}

TEST_F(Store, DumpDoesNotDependOnTheOrderOfCapture) {
  const std::string text = dump(capture("a.db", {kNamei, kOpen}));
  EXPECT_EQ(text, dump(capture("b.db", {kOpen, kNamei, kNamei})));
  EXPECT_THAT(text, HasSubstr("unit \"<headers>\"\nrecord path in include/linux/path.h"));
  EXPECT_TRUE(bool(ir::parseUnits(text, "dump"))) << "a dump can be read back";
}

TEST_F(Store, ReplacedUnitLeavesNothingBehind) {
  FactsWriter writer = llvm::cantFail(FactsWriter::create(path("facts.db")));
  llvm::cantFail(writer.addUnit(unit(kNamei), ""));
  llvm::cantFail(writer.addUnit(unit("unit fs/namei.c\nfunction other\nb:\n return\n"), ""));
  llvm::cantFail(writer.finish());
  EXPECT_EQ(dump(path("facts.db")),
            dump(capture("b.db", {"unit fs/namei.c\nfunction other t:2\nb:\n return\n"})));
}

TEST_F(Store, SharedInlineSurvivesTheRemovalOfOneUser) {
  capture("facts.db", {kNamei, kOpen});
  FactsWriter writer = llvm::cantFail(FactsWriter::open(path("facts.db")));
  llvm::cantFail(writer.removeUnit("fs/namei.c"));
  llvm::cantFail(writer.finish());
  EXPECT_EQ(dump(path("facts.db")), dump(capture("b.db", {kOpen})));
}

TEST_F(Store, SkippedUnitsKeepTheirReason) {
  FactsWriter writer = llvm::cantFail(FactsWriter::create(path("facts.db")));
  llvm::cantFail(writer.addUnit(unit(kOpen), ""));
  llvm::cantFail(writer.addSkipped("fs/open.c", "parse error", "clang fs/open.c"));
  llvm::cantFail(writer.addSkipped("fs/namei.c", "killed", ""));
  llvm::cantFail(writer.addUnit(unit(kNamei), ""));
  llvm::cantFail(writer.finish());
  const FactsReader reader = llvm::cantFail(FactsReader::open(path("facts.db")));
  EXPECT_THAT(llvm::cantFail(reader.units()), ElementsAre("fs/namei.c"));
  EXPECT_THAT(llvm::cantFail(reader.skippedUnits()),
              ElementsAre(SkippedRow{"fs/open.c", "parse error", "clang fs/open.c"}));
  EXPECT_THAT(dump(path("facts.db")), testing::StartsWith("// skipped fs/open.c: parse error\n"));
}

TEST_F(Store, MetaAndManifest) {
  const ManifestRow row = {"fs/open.c", "/src", "fs/open.c", "fs/open.o", {"clang", "-DX=\"a b\"", "-c"}};
  FactsWriter writer = llvm::cantFail(FactsWriter::create(path("facts.db")));
  llvm::cantFail(writer.setMeta("kernel_version", "6.1"));
  llvm::cantFail(writer.setMeta("kernel_version", "6.12"));
  llvm::cantFail(writer.addManifest(row));
  llvm::cantFail(writer.finish());
  const FactsReader reader = llvm::cantFail(FactsReader::open(path("facts.db")));
  EXPECT_EQ(llvm::cantFail(reader.meta("kernel_version")), "6.12");
  EXPECT_EQ(llvm::cantFail(reader.meta("missing")), std::nullopt);
  EXPECT_THAT(llvm::cantFail(reader.manifest()), ElementsAre(row));
}

TEST_F(Store, UnfinishedCaptureLeavesTheOldDatabaseAlone) {
  capture("facts.db", {kOpen});
  const std::string before = dump(path("facts.db"));
  {
    FactsWriter writer = llvm::cantFail(FactsWriter::create(path("facts.db")));
    llvm::cantFail(writer.addUnit(unit(kNamei), ""));
    EXPECT_EQ(dump(path("facts.db")), before);
  }
  EXPECT_EQ(dump(path("facts.db")), before);
  EXPECT_FALSE(std::filesystem::exists(path("facts.db.partial")));
  EXPECT_EQ(dump(capture("facts.db", {kNamei})), dump(capture("b.db", {kNamei})));
}

TEST_F(Store, CaptureReplacesOnlyFacts) {
  std::ofstream(path("notes.txt")) << "of somebody else";
  EXPECT_EQ(llvm::toString(FactsWriter::create(path("notes.txt")).takeError()),
            path("notes.txt") + ": not a hookqual facts database, and not overwritten");

  std::ofstream(path("empty.db")).flush();
  EXPECT_EQ(dump(capture("empty.db", {kOpen})), dump(capture("facts.db", {kOpen})));
  std::filesystem::resize_file(path("facts.db"), 1000);
  EXPECT_EQ(dump(capture("facts.db", {kOpen})), dump(path("empty.db")));
}

TEST_F(Store, SecondWriterIsTold) {
  FactsWriter writer = llvm::cantFail(FactsWriter::create(path("facts.db")));
  llvm::cantFail(writer.finish());
  FactsWriter first = llvm::cantFail(FactsWriter::open(path("facts.db")));
  EXPECT_EQ(llvm::toString(FactsWriter::open(path("facts.db")).takeError()),
            path("facts.db") + ": database is locked");
}

TEST_F(Store, UnusableDirectoryIsAnError) {
  EXPECT_THAT(llvm::toString(FactsWriter::create("/nonexistent/facts.db").takeError()),
              testing::StartsWith("/nonexistent/facts.db: "));
}

TEST_F(Store, ForeignFilesAreNamedForWhatTheyAre) {
  EXPECT_THAT(llvm::toString(FactsReader::open(path("none.db")).takeError()),
              EndsWith("none.db: No such file or directory"));
  EXPECT_THAT(errorOfOpening(""), EndsWith("facts.db: empty file, not a hookqual facts database"));
  EXPECT_THAT(errorOfOpening("int main(void);"), EndsWith("facts.db: not a hookqual facts database"));
  EXPECT_THAT(errorOfOpening(std::string("SQLite format 3\0", 16)),
              EndsWith("facts.db: truncated facts database"));
}

TEST_F(Store, ForeignSqliteDatabaseIsRefused) {
  SQLite::Database(path("other.db"), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec("CREATE TABLE t (x)");
  EXPECT_THAT(llvm::toString(FactsReader::open(path("other.db")).takeError()),
              EndsWith("other.db: not a hookqual facts database"));
  EXPECT_THAT(llvm::toString(FactsWriter::open(path("other.db")).takeError()),
              EndsWith("other.db: not a hookqual facts database"));
}

TEST_F(Store, OtherSchemaVersionIsRefused) {
  capture("facts.db", {});
  SQLite::Database(path("facts.db"), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 99");
  EXPECT_THAT(llvm::toString(FactsReader::open(path("facts.db")).takeError()),
              EndsWith("facts.db: facts of schema version 99, this is version " +
                       std::to_string(kSchemaVersion) + "; capture again"));
}

TEST_F(Store, TruncatedDatabaseIsRefused) {
  capture("facts.db", {kNamei});
  const uint64_t size = std::filesystem::file_size(path("facts.db"));
  for (const uint64_t cut : {size - 1, size / 2, uint64_t(100)}) {
    std::filesystem::resize_file(path("facts.db"), cut);
    EXPECT_THAT(llvm::toString(FactsReader::open(path("facts.db")).takeError()),
                EndsWith("facts.db: truncated facts database"));
  }
}

TEST_F(Store, DamagedBodyIsAnError) {
  capture("facts.db", {kOpen});
  SQLite::Database(path("facts.db"), SQLite::OPEN_READWRITE)
      .exec("UPDATE functions SET body = x'0102030405'");
  const FactsReader reader = llvm::cantFail(FactsReader::open(path("facts.db")));
  EXPECT_THAT(llvm::toString(reader.unitFacts("fs/open.c").takeError()), EndsWith("facts.db: damaged blob"));
}

TEST_F(Store, SelfcheckFindsWhatMustNotBe) {
  capture("facts.db", {kOpen});
  SQLite::Database sqlite(path("facts.db"), SQLite::OPEN_READWRITE);
  sqlite.exec("INSERT INTO skipped_units VALUES ('fs/open.c', 'r', '')");
  sqlite.exec("DELETE FROM unit_functions");
  const FactsReader reader = llvm::cantFail(FactsReader::open(path("facts.db")));
  EXPECT_THAT(llvm::cantFail(reader.selfcheck()),
              ElementsAre("selfcheck_function_of_no_unit: 2, first file_inode@include/linux/fs.h#00ff",
                          "selfcheck_unit_both_stored_and_skipped: 1, first fs/open.c"));
}

TEST(Blob, ComesBackAndRefusesDamage) {
  for (const std::string &bytes : {std::string(), std::string("abc"), std::string(5000, 'x')}) {
    const std::string blob = pack(bytes);
    EXPECT_EQ(llvm::cantFail(unpack(blob)), bytes);
    for (size_t length = 0; length < blob.size(); ++length)
      EXPECT_EQ(llvm::toString(unpack(llvm::StringRef(blob).take_front(length)).takeError()), "damaged blob");
  }
}

} // namespace
} // namespace hookqual::store
