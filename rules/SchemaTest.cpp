// SPDX-License-Identifier: MIT
#include "rules/Schema.h"
#include "rules/Loader.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
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

std::vector<const TableSchema *> allTables() {
  return {&ruleSchema(),     &casesSchema(),   &caseSchema(),       &alternativeSchema(),  &operationSchema(),
          &acceptsSchema(),  &modeSchema(),    &exemptionSchema(),  &conditionSchema(),    &entrySchema(),
          &valueSchema(),    &hookSchema(),    &hookFamilySchema(), &lookupSchema(),       &volatileSchema(),
          &pureSchema(),     &subjectSchema(), &refusalSchema(),    &refusalErrorSchema(), &setSchema(),
          &constantsSchema()};
}

TEST(Schema, EveryExampleBeginsWithItsKey) {
  for (const TableSchema *table : allTables())
    for (const KeySchema &key : table->keys)
      EXPECT_TRUE(key.example.starts_with((key.name + ": ").str())) << key.example.str();
}

/// The text with every run of white space made one blank, and without comments.
std::string collapsed(llvm::StringRef text) {
  std::string result;
  llvm::SmallVector<llvm::StringRef> lines, words;
  text.split(lines, '\n');
  for (llvm::StringRef line : lines) {
    words.clear();
    line.split(" #").first.split(words, ' ', -1, /*KeepEmpty=*/false);
    for (llvm::StringRef word : words)
      result += " " + word.str();
  }
  return result;
}

std::string shippedPack() {
  std::string pack;
  std::error_code error;
  for (llvm::sys::fs::directory_iterator file(HOOKQUAL_SOURCE_DIR "/rules/linux", error), end; file != end;
       file.increment(error))
    if (llvm::StringRef(file->path()).ends_with(".yaml"))
      pack += llvm::cantFail(llvm::errorOrToExpected(llvm::MemoryBuffer::getFile(file->path())))
                  ->getBuffer()
                  .str();
  return collapsed(pack);
}

/// Elements of `[a, b]` or pairs of `{a: b}`; none of anything else.
std::vector<llvm::StringRef> partsOf(llvm::StringRef value) {
  std::vector<llvm::StringRef> parts;
  if (!value.starts_with("[") && !value.starts_with("{"))
    return parts;
  size_t depth = 0, begin = 1;
  for (size_t i = 1; i + 1 < value.size(); ++i) {
    depth += llvm::StringRef("[{").contains(value[i]);
    depth -= llvm::StringRef("]}").contains(value[i]);
    if (value[i] == ',' && depth == 0) {
      parts.push_back(value.slice(begin, i).trim());
      begin = i + 1;
    }
  }
  parts.push_back(value.slice(begin, value.size() - 1).trim());
  return parts;
}

/// Written there as it stands, or in parts over several lines.
bool isInPack(llvm::StringRef pack, llvm::StringRef text) {
  if (pack.contains(text))
    return true;
  const auto parts = partsOf(text);
  return !parts.empty() && llvm::all_of(parts, [&](llvm::StringRef part) { return isInPack(pack, part); });
}

TEST(Schema, ExamplesAreOfThePackWhereItUsesTheKey) {
  const std::string pack = shippedPack();
  ASSERT_GT(pack.size(), 50000u);
  for (const TableSchema *table : allTables())
    for (const KeySchema &key : table->keys) {
      const bool isUsed = pack.find(" " + key.name.str() + ": ") != std::string::npos;
      const llvm::StringRef value = key.example.substr(key.name.size() + 2);
      if (isUsed)
        EXPECT_TRUE(isInPack(pack, key.example) || isInPack(pack, value)) << key.example.str();
    }
}

} // namespace
