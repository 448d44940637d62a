// SPDX-License-Identifier: MIT
#include "analyzer/capture/FactsUpdate.h"

#include "analyzer/capture/TestDirectory.h"
#include "analyzer/ir/Text.h"
#include "analyzer/store/FactsReader.h"

#include <gtest/gtest.h>

namespace hookqual::capture {
namespace {

class FactsUpdateTest : public testing::Test {
protected:
  struct Wanted {
    std::map<std::string, std::string> units = {{"a.c", "digest of a"}, {"b.c", "digest of b"}};
    std::string reason = "does not parse";
    std::map<std::string, std::string> meta = {{"kernel_version", "6.12.1"}};
  };

  /// What capture does; true when the database changed.
  bool update(const Wanted &wanted) {
    FactsUpdate update(database_);
    size_t kept = 0;
    for (const auto &[unit, digest] : wanted.units)
      kept += update.has(unit, digest) ? 1 : 0;
    update.begin(wanted.units.size(), kept);
    for (const auto &[unit, digest] : wanted.units)
      if (update.revises() && update.has(unit, digest))
        update.keep(unit);
      else
        add(update, unit, digest);
    llvm::cantFail(update.addSkipped({"broken.c", wanted.reason, ""}));
    llvm::cantFail(update.finish({}, wanted.meta));
    return update.hasChanged();
  }

  std::string digest() const {
    const store::FactsReader reader = llvm::cantFail(store::FactsReader::open(database_));
    return llvm::cantFail(reader.meta(kFactsDigest)).value_or("absent");
  }

  std::string digestAfter(const Wanted &wanted) {
    update(wanted);
    return digest();
  }

private:
  static void add(FactsUpdate &update, const std::string &unit, const std::string &digest) {
    const std::string bytes =
        store::packUnit(llvm::cantFail(ir::parseText("unit " + unit + "\nfunction f\nb:\n return\n", unit)));
    llvm::cantFail(update.addUnit(llvm::cantFail(store::openPackedUnit(bytes)), {digest, {}}, ""));
  }

  const TestDirectory directory_;
  const std::string database_ = directory_.path() + "/facts.db";
};

TEST_F(FactsUpdateTest, LeavesEqualFactsAsTheyAre) {
  EXPECT_TRUE(update({}));
  const std::string before = digest();
  EXPECT_FALSE(before.empty());
  EXPECT_FALSE(update({}));
  EXPECT_EQ(digest(), before);
}

TEST_F(FactsUpdateTest, GivesEqualFactsTheSameDigestWhateverWasThereBefore) {
  const std::string before = digestAfter({});
  update({.units = {{"c.c", "digest of c"}}});
  EXPECT_EQ(digestAfter({}), before);
}

TEST_F(FactsUpdateTest, DigestTellsWhatDiffers) {
  const std::string before = digestAfter({});
  EXPECT_NE(digestAfter({.units = {{"a.c", "digest of a"}, {"b.c", "another"}}}), before);
  EXPECT_NE(digestAfter({.units = {{"a.c", "digest of a"}}}), before);
  EXPECT_NE(digestAfter({.reason = "the worker crashed"}), before);
  EXPECT_NE(digestAfter({.meta = {{"kernel_version", "6.12.2"}}}), before);
  EXPECT_EQ(digestAfter({}), before);
}

TEST_F(FactsUpdateTest, DigestIsUnknownWhenThatOfAUnitIs) {
  EXPECT_EQ(digestAfter({.units = {{"a.c", "digest of a"}, {"b.c", ""}}}), "");
}

} // namespace
} // namespace hookqual::capture
