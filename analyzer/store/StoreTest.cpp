// SPDX-License-Identifier: MIT
#include "analyzer/ir/Canonical.h"
#include "analyzer/store/Blob.h"
#include "analyzer/store/Sql.h"
#include "analyzer/store/StoreTesting.h"

namespace hookqual::store {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

TEST_F(Store, ReturnsWhatWasStored) {
  const FactsReader reader = llvm::cantFail(FactsReader::open(capture("facts.db", {kNamei, kOpen})));
  EXPECT_THAT(llvm::cantFail(reader.units()), ElementsAre("fs/namei.c", "fs/open.c"));
  EXPECT_EQ(ir::toText(llvm::cantFail(reader.unitFacts("fs/namei.c"))), kNamei.str());
  EXPECT_EQ(ir::toText(llvm::cantFail(reader.unitFacts("fs/open.c"))), kOpen.str());
  EXPECT_THAT(llvm::cantFail(reader.unitDigests()), Contains(Pair("fs/open.c", "digest")));
  EXPECT_THAT(llvm::cantFail(reader.noteTotals()), ElementsAre(testing::Pair("asm", 2)));
}

TEST_F(Store, FilesAreKeptInTheVersionsThatUnitsRead) {
  const PackedUnit namei = llvm::cantFail(openPackedUnit(packUnit(unit(kNamei))));
  const PackedUnit open = llvm::cantFail(openPackedUnit(packUnit(unit(kOpen))));
  FactsWriter writer = llvm::cantFail(FactsWriter::create(path("facts.db")));
  llvm::cantFail(writer.addUnit(namei, "", {{"include/linux/fs.h", "new"}, {"fs/namei.c", ""}}));
  llvm::cantFail(writer.addUnit(open, "", {{"include/linux/fs.h", "old"}, {"include/linux/fs.h", "old"}}));
  llvm::cantFail(writer.finish());
  const FactsReader reader = llvm::cantFail(FactsReader::open(path("facts.db")));
  EXPECT_THAT(llvm::cantFail(reader.dependencies("fs/namei.c")),
              ElementsAre(testing::Pair("fs/namei.c", ""), testing::Pair("include/linux/fs.h", "new")));
  EXPECT_THAT(llvm::cantFail(reader.dependencies("fs/open.c")),
              ElementsAre(testing::Pair("include/linux/fs.h", "old")));
  EXPECT_THAT(llvm::cantFail(reader.dependencies("fs/exec.c")), IsEmpty());
}

TEST_F(Store, ChunksHoldMoreThanOneOfThem) {
  std::string text = "unit fs/many.c\n";
  for (int i = 0; i < 3000; ++i)
    text += "function f" + std::to_string(i) + " fs/many.c:" + std::to_string(i + 1) + "\nb0:\n  return\n";
  const FactsReader reader = llvm::cantFail(FactsReader::open(capture("facts.db", {text})));
  EXPECT_EQ(ir::toText(llvm::cantFail(reader.unitFacts("fs/many.c"))), ir::toText(ir::sorted(unit(text))));
  EXPECT_THAT(llvm::cantFail(reader.selfcheck()), IsEmpty());
}

TEST_F(Store, DumpDoesNotDependOnTheOrderOfCapture) {
  const std::string text = dump(capture("a.db", {kNamei, kOpen}));
  EXPECT_EQ(text, dump(capture("b.db", {kOpen, kNamei, kNamei})));
  EXPECT_THAT(text, HasSubstr("unit \"<headers>\"\nrecord path in include/linux/path.h"));
  EXPECT_TRUE(bool(ir::parseUnits(text, "dump"))) << "a dump can be read back";
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

TEST_F(Store, CaptureReplacesOnlyFacts) {
  std::ofstream(path("notes.txt")) << "of somebody else";
  EXPECT_EQ(llvm::toString(FactsWriter::create(path("notes.txt")).takeError()),
            path("notes.txt") + ": not a hookqual facts database, and not overwritten");

  std::ofstream(path("empty.db")).flush();
  EXPECT_EQ(dump(capture("empty.db", {kOpen})), dump(capture("facts.db", {kOpen})));
  std::filesystem::resize_file(path("facts.db"), 1000);
  EXPECT_EQ(dump(capture("facts.db", {kOpen})), dump(path("empty.db")));
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
  EXPECT_THAT(llvm::toString(FactsWriter::revise(path("other.db")).takeError()),
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
  SQLite::Database(path("facts.db"), SQLite::OPEN_READWRITE).exec("UPDATE chunks SET bytes = x'0102030405'");
  const FactsReader reader = llvm::cantFail(FactsReader::open(path("facts.db")));
  EXPECT_THAT(llvm::toString(reader.unitFacts("fs/open.c").takeError()), EndsWith("facts.db: damaged blob"));
}

TEST_F(Store, DamagedListIsAnError) {
  capture("facts.db", {kOpen});
  SQLite::Database(path("facts.db"), SQLite::OPEN_READWRITE)
      .exec("UPDATE units SET functions = x'ffffffffff'");
  const FactsReader reader = llvm::cantFail(FactsReader::open(path("facts.db")));
  EXPECT_THAT(llvm::toString(reader.unitFacts("fs/open.c").takeError()),
              EndsWith("facts.db: damaged facts database: a list of ids"));
}

TEST_F(Store, SelfcheckFindsWhatMustNotBe) {
  capture("facts.db", {kOpen});
  SQLite::Database sqlite(path("facts.db"), SQLite::OPEN_READWRITE);
  sqlite.exec("INSERT INTO skipped_units VALUES ('fs/open.c', 'r', '')");
  sqlite.exec("UPDATE units SET functions = x'', records = x'7f'");
  sqlite.exec("UPDATE chunks SET items = 7 WHERE id = 1");
  const FactsReader reader = llvm::cantFail(FactsReader::open(path("facts.db")));
  EXPECT_THAT(llvm::cantFail(reader.selfcheck()),
              ElementsAre("selfcheck_chunk_with_wrong_count: 1, first chunk 1",
                          "selfcheck_function_of_no_unit: 2, first file_inode@include/linux/fs.h#00ff",
                          "selfcheck_record_of_no_unit: 1, first path",
                          "selfcheck_record_without_row: 1, first 127",
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
