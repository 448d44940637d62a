// SPDX-License-Identifier: MIT
// The keys of the rule language, as data: the loader checks files against these tables
// and rules/schema.md is printed from them, so that neither can go stale.
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <string>

namespace hookqual::rules {

enum class Need : uint8_t {
  Required,
  Optional,
  OneOf, // exactly one key of `group`
};

struct KeySchema {
  llvm::StringRef name;
  Need need;
  llvm::StringRef group;   // OneOf only
  llvm::StringRef takes;   // what the value is
  llvm::StringRef meaning; // one sentence
  llvm::StringRef example; // `key: value`
};

struct TableSchema {
  llvm::StringRef name; // as messages call it: `a rule`, `an operation`
  llvm::StringRef meaning;
  llvm::ArrayRef<KeySchema> keys;

  const KeySchema *find(llvm::StringRef key) const;
};

/// A word that a key takes, and what it means.
struct WordSchema {
  llvm::StringRef word;
  llvm::StringRef meaning;
};

const TableSchema &ruleSchema();
const TableSchema &casesSchema();
const TableSchema &caseSchema();
const TableSchema &alternativeSchema();
const TableSchema &operationSchema();
const TableSchema &acceptsSchema();
const TableSchema &modeSchema();
const TableSchema &exemptionSchema();
const TableSchema &conditionSchema(); // tests that compare with something
const TableSchema &entrySchema();
const TableSchema &valueSchema();
const TableSchema &lookupSchema();
const TableSchema &volatileSchema();
const TableSchema &pureSchema();
const TableSchema &subjectSchema();
const TableSchema &hookSchema();
const TableSchema &hookFamilySchema();
const TableSchema &refusalSchema();
const TableSchema &refusalErrorSchema();
const TableSchema &constantsSchema();
const TableSchema &setSchema();

llvm::ArrayRef<WordSchema> acceptsWords();
llvm::ArrayRef<WordSchema> confidenceWords();
llvm::ArrayRef<WordSchema> demandsWords();
llvm::ArrayRef<WordSchema> entryClassWords();
llvm::ArrayRef<WordSchema> linkageWords();
llvm::ArrayRef<WordSchema> bareTestWords(); // tests that compare with nothing
llvm::ArrayRef<WordSchema> hookNoteWords();
llvm::ArrayRef<WordSchema> knownValueWords();
llvm::ArrayRef<WordSchema> refusalPlaceWords();

/// The text of rules/schema.md.
std::string schemaMarkdown();

} // namespace hookqual::rules
