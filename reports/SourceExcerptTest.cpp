// SPDX-License-Identifier: MIT
#include "reports/SourceExcerpt.h"

#include <gtest/gtest.h>

namespace hookqual::reports {
namespace {

TEST(SourceExcerpt, UnderlinesTheRangeAndDropsIndentation) {
  const Excerpt excerpt = excerptOf("\t\tif (error)", {"a.c", 7, 7, 7, 12}, 80);
  EXPECT_EQ(excerpt.line, "if (error)");
  EXPECT_EQ(excerpt.underline, "    ^~~~~");
}

TEST(SourceExcerpt, WhatGoesOnInTheNextLineIsUnderlinedToTheEnd) {
  EXPECT_EQ(excerptOf("x = f(a,", {"a.c", 7, 5, 8, 3}, 80).underline, "    ^~~~");
}

TEST(SourceExcerpt, TabsBecomeBlanks) {
  const Excerpt excerpt = excerptOf("a\tb", {"a.c", 7, 3, 7, 4}, 80);
  EXPECT_EQ(excerpt.line, "a       b");
  EXPECT_EQ(excerpt.underline, "        ^");
}

TEST(SourceExcerpt, CutsWhatIsTooWide) {
  const Excerpt excerpt = excerptOf("abcdefgh", {"a.c", 7, 7, 7, 9}, 4);
  EXPECT_EQ(excerpt.line, "abcd");
  EXPECT_EQ(excerpt.underline, "");
}

TEST(SourceExcerpt, BearsPlacesThatTheLineDoesNotHave) {
  EXPECT_EQ(excerptOf("", {"a.c", 7, 9, 7, 12}, 80).underline, "");
  EXPECT_EQ(excerptOf("ab", {"a.c", 7, 0, 7, 0}, 80).underline, "^~");
  EXPECT_EQ(excerptOf("  ab", {"a.c", 7, 1, 7, 1}, 80).underline, "^~");
}

} // namespace
} // namespace hookqual::reports
