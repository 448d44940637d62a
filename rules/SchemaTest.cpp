// SPDX-License-Identifier: MIT
#include "rules/Schema.h"
#include "rules/Loader.h"

#include "llvm/Support/MemoryBuffer.h"

#include <gtest/gtest.h>

using namespace hookqual::rules;

namespace {

TEST(Schema, CommittedPageIsThatOfTheTables) {
  auto page = llvm::MemoryBuffer::getFile(HOOKQUAL_SOURCE_DIR "/rules/schema.md");
  ASSERT_TRUE(bool(page)) << page.getError().message();
  EXPECT_EQ((*page)->getBuffer().str(), schemaMarkdown())
      << "print it anew: hookqual rules schema > rules/schema.md";
}

/// A whole item of the table that contains `example`; what it does not name, `defaults` adds.
std::string itemWith(const TableSchema &table, const KeySchema &example,
                     llvm::ArrayRef<std::pair<llvm::StringRef, llvm::StringRef>> defaults) {
  std::string text;
  for (auto [key, line] : defaults) {
    const KeySchema *other = table.find(key);
    bool isReplaced = key == example.name || (!example.group.empty() && other->group == example.group);
    text += isReplaced ? "" : "  " + line.str() + "\n";
  }
  text += "  " + example.example.str() + "\n";
  text[0] = '-';
  return "- constants: {MAY_WRITE: 2, IPC_SET: 1}\n" + text;
}

TEST(Schema, EveryExampleOfARuleLoads) {
  for (const KeySchema &key : ruleSchema().keys) {
    llvm::SmallVector<std::pair<llvm::StringRef, llvm::StringRef>> defaults = {
        {"rule", "rule: a/b"},
        {"authorizer", "authorizer: f"},
        {"operation", "operation: {call: g}"},
        {"why", "why: w"}};
    if (key.name != "object")
      defaults.push_back({"objects", key.name == "stored" ? "objects: {base: arg0}" : "objects: {p: arg0}"});
    std::string text = itemWith(ruleSchema(), key, defaults);
    llvm::Expected<RuleSet> set = loadRuleTexts({llvm::MemoryBufferRef(text, key.name)});
    EXPECT_TRUE(bool(set)) << text << llvm::toString(set.takeError());
  }
}

TEST(Schema, EveryExampleOfAnEntryLoads) {
  for (const KeySchema &key : entrySchema().keys) {
    std::string text =
        itemWith(entrySchema(), key, {{"entry", "entry: internal"}, {"function", "function: x_*"}});
    llvm::Expected<RuleSet> set = loadRuleTexts({llvm::MemoryBufferRef(text, key.name)});
    EXPECT_TRUE(bool(set)) << text << llvm::toString(set.takeError());
  }
}

TEST(Schema, EveryExampleBeginsWithItsKey) {
  for (const TableSchema *table :
       {&ruleSchema(), &alternativeSchema(), &operationSchema(), &modeSchema(), &exemptionSchema(),
        &conditionSchema(), &entrySchema(), &valueSchema(), &hookSchema(), &hookFamilySchema(),
        &lookupSchema(), &volatileSchema(), &pureSchema(), &subjectSchema(), &refusalSchema(),
        &refusalErrorSchema(), &constantsSchema()})
    for (const KeySchema &key : table->keys)
      EXPECT_TRUE(key.example.starts_with((key.name + ": ").str())) << key.example.str();
}

} // namespace
