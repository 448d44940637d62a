// SPDX-License-Identifier: MIT
#include "analyzer/capture/ShellWords.h"

#include <gmock/gmock.h>

namespace hookqual::capture {

using testing::ElementsAre;
using testing::Optional;

TEST(ShellWords, ResolvesQuotes) {
  EXPECT_THAT(splitShellWords(R"(cc -DA='"x y"' "-DB=\"z\"" -DC=a\ b '' e"f"g)"),
              Optional(ElementsAre("cc", R"(-DA="x y")", R"(-DB="z")", "-DC=a b", "", "efg")));
}

TEST(ShellWords, StopsAtTheNextCommand) {
  EXPECT_THAT(splitShellWords("cc -c a.c ; objtool a.o"), Optional(ElementsAre("cc", "-c", "a.c")));
  EXPECT_THAT(splitShellWords("cc -DX='a;b' a.c && true"), Optional(ElementsAre("cc", "-DX=a;b", "a.c")));
}

TEST(ShellWords, RefusesAnUnclosedQuote) {
  EXPECT_EQ(splitShellWords("cc 'a"), std::nullopt);
  EXPECT_EQ(splitShellWords("cc \"a"), std::nullopt);
}

} // namespace hookqual::capture
