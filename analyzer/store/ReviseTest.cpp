// SPDX-License-Identifier: MIT
// Databases that begin with what another one has, and writers that do not come to an end.
#include "analyzer/store/Sql.h"
#include "analyzer/store/StoreTesting.h"

#include <csignal>
#include <sys/resource.h>

namespace hookqual::store {
namespace {

class Revise : public Store {
protected:
  /// Rows of the tables that must shrink when units go.
  std::string rowCounts(const std::string &name) {
    SQLite::Database sqlite(path(name), SQLite::OPEN_READONLY);
    std::string counts;
    for (const char *table : {"units", "functions", "prototypes", "records", "files", "chunks",
                              "member_targets", "aliases", "unit_notes"})
      counts += std::string(table) + " " +
                sqlite.execAndGet(std::string("SELECT count(*) FROM ") + table).getString() + "\n";
    return counts;
  }
};

TEST_F(Revise, ReplacedUnitLeavesNothingBehind) {
  FactsWriter writer = llvm::cantFail(FactsWriter::create(path("facts.db")));
  llvm::cantFail(writer.addUnit(unit(kNamei), ""));
  llvm::cantFail(writer.addUnit(unit("unit fs/namei.c\nfunction other\nb:\n return\n"), ""));
  llvm::cantFail(writer.finish());
  EXPECT_EQ(dump(path("facts.db")),
            dump(capture("b.db", {"unit fs/namei.c\nfunction other t:2\nb:\n return\n"})));
  EXPECT_EQ(rowCounts("facts.db"), rowCounts("b.db"));
}

TEST_F(Revise, SharedInlineSurvivesTheRemovalOfOneUser) {
  capture("facts.db", {kNamei, kOpen});
  FactsWriter writer = llvm::cantFail(FactsWriter::revise(path("facts.db")));
  llvm::cantFail(writer.removeUnit("fs/namei.c"));
  llvm::cantFail(writer.finish());
  EXPECT_EQ(dump(path("facts.db")), dump(capture("b.db", {kOpen})));
  EXPECT_EQ(rowCounts("facts.db"), rowCounts("b.db"));
}

TEST_F(Revise, EqualsACaptureOfTheSameUnits) {
  constexpr llvm::StringLiteral kChanged = "unit fs/open.c\nfunction vfs_open fs/open.c:11\nb0:\n return\n";
  capture("facts.db", {kNamei, kOpen});
  FactsWriter writer = llvm::cantFail(FactsWriter::revise(path("facts.db")));
  llvm::cantFail(writer.addUnit(unit(kNamei), ""));
  llvm::cantFail(writer.addUnit(unit(kChanged), ""));
  llvm::cantFail(writer.finish());
  EXPECT_EQ(dump(path("facts.db")), dump(capture("b.db", {kNamei, kChanged})));
  EXPECT_EQ(rowCounts("facts.db"), rowCounts("b.db"));
}

TEST_F(Revise, NothingIsKnownOfARemovedUnit) {
  FactsWriter first = llvm::cantFail(FactsWriter::create(path("facts.db")));
  for (const char *name : {"fs/exec.c", "fs/open.c"})
    llvm::cantFail(first.addManifest({name, "/src", name, "", {}}));
  llvm::cantFail(first.addSkipped("fs/exec.c", "parse error", ""));
  llvm::cantFail(first.addUnit(unit(kOpen), ""));
  llvm::cantFail(first.finish());
  FactsWriter writer = llvm::cantFail(FactsWriter::revise(path("facts.db")));
  for (const char *name : {"fs/exec.c", "fs/open.c", "fs/never.c"})
    llvm::cantFail(writer.removeUnit(name));
  llvm::cantFail(writer.finish());
  const FactsReader reader = llvm::cantFail(FactsReader::open(path("facts.db")));
  EXPECT_TRUE(llvm::cantFail(reader.manifest()).empty());
  EXPECT_EQ(dump(path("facts.db")), dump(capture("b.db", {})));
}

TEST_F(Revise, OldVersionsOfFilesGo) {
  const PackedUnit open = llvm::cantFail(openPackedUnit(packUnit(unit(kOpen))));
  capture("facts.db", {kNamei});
  for (const char *digest : {"old", "new"}) {
    FactsWriter writer = llvm::cantFail(FactsWriter::revise(path("facts.db")));
    llvm::cantFail(writer.addUnit(open, digest, {{"fs/open.c", digest}, {"fs/namei.c", ""}}));
    llvm::cantFail(writer.finish());
  }
  SQLite::Database sqlite(path("facts.db"), SQLite::OPEN_READONLY);
  EXPECT_EQ(sqlite
                .execAndGet("SELECT group_concat(path || ' ' || digest, ';') FROM (SELECT * FROM files "
                            "ORDER BY path)")
                .getString(),
            "fs/namei.c ;fs/open.c new;include/linux/fs.h ");
}

TEST_F(Revise, NothingIsAnError) {
  EXPECT_THAT(llvm::toString(FactsWriter::revise(path("none.db")).takeError()),
              testing::EndsWith("none.db: No such file or directory"));
}

TEST_F(Revise, UnfinishedWriterLeavesTheOldDatabaseAlone) {
  capture("facts.db", {kOpen});
  const std::string before = dump(path("facts.db"));
  for (const bool isNew : {true, false}) {
    FactsWriter writer =
        llvm::cantFail(isNew ? FactsWriter::create(path("facts.db")) : FactsWriter::revise(path("facts.db")));
    llvm::cantFail(writer.addUnit(unit(kNamei), ""));
    EXPECT_EQ(dump(path("facts.db")), before);
  }
  EXPECT_EQ(dump(path("facts.db")), before);
  EXPECT_FALSE(std::filesystem::exists(path("facts.db.partial")));
  EXPECT_EQ(dump(capture("facts.db", {kNamei})), dump(capture("b.db", {kNamei})));
}

TEST_F(Revise, SecondWriterIsTold) {
  capture("facts.db", {kOpen});
  const FactsWriter first = llvm::cantFail(FactsWriter::revise(path("facts.db")));
  for (const auto begin : {&FactsWriter::create, &FactsWriter::revise})
    EXPECT_EQ(llvm::toString(begin(path("facts.db")).takeError()),
              path("facts.db") + ": another capture is writing it");
}

TEST_F(Revise, LeftOversOfAKilledWriterAreReplaced) {
  std::ofstream(path("facts.db.partial")) << "half of a database";
  EXPECT_EQ(dump(capture("facts.db", {kOpen})), dump(capture("b.db", {kOpen})));
}

/// No file grows beyond `bytes` meanwhile, as on a full disk.
class FullDisk {
public:
  explicit FullDisk(rlim_t bytes) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit = {bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    signal_ = ::signal(SIGXFSZ, SIG_IGN);
  }
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    ::signal(SIGXFSZ, signal_);
  }

private:
  rlimit before_ = {};
  sighandler_t signal_ = nullptr;
};

TEST_F(Revise, FullDiskLeavesTheOldDatabaseAndNothingElse) {
  capture("facts.db", {kOpen});
  const std::string before = dump(path("facts.db"));
  for (const rlim_t room : {rlim_t(4096), std::filesystem::file_size(path("facts.db"))})
    for (const auto begin : {&FactsWriter::create, &FactsWriter::revise}) {
      const FullDisk disk(room);
      llvm::Expected<FactsWriter> writer = begin(path("facts.db"));
      llvm::Error error = writer ? llvm::Error::success() : writer.takeError();
      for (int i = 0; i < 200 && !error; ++i)
        error = writer->setMeta("key" + std::to_string(i), std::string(1000, 'x'));
      if (!error)
        error = writer->finish();
      EXPECT_THAT(llvm::toString(std::move(error)), testing::HasSubstr(path("facts.db")));
      if (writer)
        EXPECT_TRUE(bool(error = writer->finish())) << "after a failure nothing is finished";
      llvm::consumeError(std::move(error));
    }
  EXPECT_FALSE(std::filesystem::exists(path("facts.db.partial")));
  EXPECT_EQ(dump(path("facts.db")), before);
}

} // namespace
} // namespace hookqual::store
