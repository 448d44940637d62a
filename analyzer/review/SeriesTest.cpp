// SPDX-License-Identifier: MIT
#include "analyzer/review/Series.h"
#include "analyzer/capture/Paths.h"
#include "analyzer/capture/TestDirectory.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hookqual::review {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

constexpr const char *kDiff = "diff --git a/f.c b/f.c\n--- a/f.c\n+++ b/f.c\n@@ -1 +1 @@\n-a\n+b\n";

std::string mail(const std::string &subject, const std::string &body) {
  return "From git@z Thu Jan  1 00:00:00 1970\nFrom: A Person <a@example.org>\n"
         "Date: Mon, 23 Nov 2026 10:00:00 +0000\nMessage-ID: <" +
         std::to_string(subject.size()) + "@example.org>\nSubject: " + subject + "\n\n" + body +
         "\n-- \n2.39\n\n";
}

class SeriesTest : public testing::Test {
protected:
  SeriesTest() { directory_.add("scratch/.keep", ""); }

  llvm::Expected<Series> mailbox(const std::string &text) {
    return SeriesReader(scratch()).readMailbox(directory_.add("box", text));
  }
  llvm::Expected<Series> file(const std::string &text) {
    return SeriesReader(scratch()).readFiles({directory_.add("one.patch", text)});
  }
  std::string scratch() const { return directory_.path() + "/scratch"; }

  capture::TestDirectory directory_;
};

TEST_F(SeriesTest, ReadsAMailboxWithACoverLetter) {
  const Series series =
      llvm::cantFail(mailbox(mail("[PATCH 0/2] cover", "about it\n\nbase-commit: 0123abc") +
                             mail("[PATCH 1/2] fs: first", std::string("why\n---\n") + kDiff) +
                             mail("[PATCH 2/2] fs: second", std::string("why\n---\n") + kDiff)));
  ASSERT_THAT(series.patches, SizeIs(2));
  EXPECT_EQ(series.patches[0].name, "fs: first");
  EXPECT_EQ(series.patches[1].name, "fs: second");
  EXPECT_EQ(series.baseCommit, "0123abc");
  EXPECT_THAT(series.patches[0].messageId, HasSubstr("@example.org"));
}

TEST_F(SeriesTest, DecodesQuotedPrintable) {
  const std::string text =
      "From git@z Thu Jan  1 00:00:00 1970\nFrom: A <a@example.org>\nSubject: [PATCH] x\n"
      "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
      "Content-Transfer-Encoding: quoted-printable\n\nwhy\n---\n"
      "diff --git a/f.c b/f.c\n--- a/f.c\n+++ b/f.c\n@@ -1 +1 @@\n-a\n+b =3D 1;\n";
  const Series series = llvm::cantFail(mailbox(text));
  ASSERT_THAT(series.patches, SizeIs(1));
  EXPECT_THAT(llvm::cantFail(capture::readFile(series.patches[0].file)), HasSubstr("+b = 1;"));
}

TEST_F(SeriesTest, ReadsABareDiff) {
  const Series series = llvm::cantFail(file(kDiff));
  ASSERT_THAT(series.patches, SizeIs(1));
  EXPECT_EQ(series.patches[0].name, "one.patch");
}

TEST_F(SeriesTest, RefusesWhatHasNoPatch) {
  const auto complaint = [](llvm::Expected<Series> series) { return llvm::toString(series.takeError()); };
  EXPECT_THAT(complaint(mailbox("hello\n")), HasSubstr("is no mailbox"));
  EXPECT_THAT(complaint(mailbox(mail("[PATCH 0/1] cover", "about it"))),
              HasSubstr("there is no patch in its mails"));
  EXPECT_THAT(complaint(file("hello\n")), HasSubstr("there is no patch in it"));
  EXPECT_THAT(complaint(file("\n")), HasSubstr("is empty"));
  EXPECT_THAT(complaint(SeriesReader(scratch()).readFiles({"/nonexistent.patch"})),
              HasSubstr("cannot be read"));
  EXPECT_THAT(complaint(SeriesReader(scratch()).readRange(directory_.path(), "A..B")),
              HasSubstr("not a git repository"));
  EXPECT_THAT(complaint(SeriesReader(scratch()).readRange(directory_.path(), "HEAD")),
              HasSubstr("the form A..B"));
}

} // namespace
} // namespace hookqual::review
