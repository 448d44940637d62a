// SPDX-License-Identifier: MIT
#include "analyzer/hooks/Exports.h"

#include "analyzer/hooks/TreeTesting.h"

#include <gmock/gmock.h>

namespace hookqual::hooks {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> exportsOf(const std::string &text) {
  TestTree tree;
  tree.add("fs/open.c", text);
  std::vector<std::string> found;
  for (const ExportedSymbol &each : readExports(tree.root(), shippedConventions(), 1))
    found.push_back(each.name + " " + each.audience + " " + each.nameSpace + " " +
                    std::to_string(each.where.line));
  return found;
}

TEST(Exports, SayToWhom) {
  EXPECT_THAT(exportsOf("EXPORT_SYMBOL(a);\nEXPORT_SYMBOL_GPL(b);\nEXPORT_SYMBOL_NS_GPL(c, FS);\n"),
              ElementsAre("a any  1", "b gpl  2", "c gpl FS 3"));
}

TEST(Exports, AreNoCommentsNorDefinitionsOfTheMacros) {
  EXPECT_THAT(exportsOf("/* EXPORT_SYMBOL(a); */\n#define EXPORT_SYMBOL(sym) __EXPORT(sym)\n"
                        "int export_symbol(int a);\n"),
              IsEmpty());
}

} // namespace
} // namespace hookqual::hooks
