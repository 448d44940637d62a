// SPDX-License-Identifier: MIT
#include "rules/Schema.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace hookqual::rules {

static constexpr llvm::StringRef kIntroduction = R"(# The rule language

This file is printed from the loader's own tables (`rules/Schema.cpp`); a test compares them.

A rule file is a YAML list. Each item is a map whose first key says what it is: `rule`,
`entry`, `value`, `hook` or another heading below. Where a list is taken, one element may stand
alone.

```yaml
- rule: vfs/unlink
  authorizer: security_inode_unlink
  operation: {call: inode_operations.unlink}
  objects: {dir: arg0, dentry: arg1}
  why: removing a name is decided per directory and per victim
```

## Expressions

The left side of `objects` starts from a parameter of the authorizer, by its name in the
hook's definition, or is `NULL` or `current`. The right side starts from an operand of the
operation. Quote expressions that contain `->`, `&` or `,`.

| expression | means |
|---|---|
| `arg0`, `arg1`, … | an argument of the call; of `returns`, a parameter |
| `result` | the result of the call |
| `base` | the record whose field is stored or loaded |
| `value` | what a store writes, a load yields or a function returns |
| `NULL`, `current` | no object; the running task |
| `name` | right side: a parameter of the enclosing function (needs `within`) |
| `e->field`, `e.field` | a field of what e points to, of e itself |
| `&e->field` | the field's address |
| `&name` | the address of a global variable or function |
| `up(e, struct T, member)` | the T whose `member` e points to (container_of) |

A constant is a number (`-1`, `0x80`, `0100` octal) or a name from a `constants` item. A
list of constants after `has` or `any-bit` is the union of their bits.
)";

static void printTable(llvm::raw_ostream &out, const TableSchema &table) {
  out << "\n## " << char(llvm::toUpper(table.name.front())) << table.name.drop_front() << "\n\n"
      << table.meaning << "\n\n| key | needed | takes | meaning |\n|---|---|---|---|\n";
  for (const KeySchema &key : table.keys) {
    llvm::StringRef need = key.need == Need::Required ? "yes" : key.need == Need::Optional ? "no" : "one of";
    out << "| `" << key.name << "` | " << need;
    if (key.need == Need::OneOf)
      for (const KeySchema &other : table.keys)
        if (other.group == key.group)
          out << " `" << other.name << "`";
    out << " | " << key.takes << " | " << key.meaning << " |\n";
  }
  out << "\n```yaml\n";
  for (const KeySchema &key : table.keys)
    out << key.example << "\n";
  out << "```\n";
}

static void printWords(llvm::raw_ostream &out, llvm::StringRef title, llvm::ArrayRef<WordSchema> words) {
  out << "\n" << title << ":\n\n";
  for (const WordSchema &word : words)
    out << "* `" << word.word << "`: " << word.meaning << "\n";
}

std::string schemaMarkdown() {
  std::string text;
  llvm::raw_string_ostream out(text);
  out << kIntroduction;
  printTable(out, ruleSchema());
  printWords(out, "`accepts` takes", acceptsWords());
  printWords(out, "`confidence` takes", confidenceWords());
  printWords(out, "`demands` takes", demandsWords());
  printTable(out, casesSchema());
  printTable(out, caseSchema());
  printTable(out, alternativeSchema());
  printTable(out, acceptsSchema());
  printTable(out, modeSchema());
  printTable(out, operationSchema());
  printTable(out, conditionSchema());
  printWords(out, "A test that compares with nothing is a word (`when: {value: not-null}`)", bareTestWords());
  printTable(out, exemptionSchema());
  printTable(out, entrySchema());
  printWords(out, "`entry` takes", entryClassWords());
  printWords(out, "`linkage` takes", linkageWords());
  printTable(out, valueSchema());
  printWords(out, "`value` takes", knownValueWords());
  printTable(out, lookupSchema());
  printTable(out, volatileSchema());
  printTable(out, pureSchema());
  printTable(out, subjectSchema());
  printTable(out, hookSchema());
  printWords(out, "`none` takes", hookNoteWords());
  printTable(out, hookFamilySchema());
  printTable(out, refusalSchema());
  printTable(out, refusalErrorSchema());
  printTable(out, constantsSchema());
  printTable(out, setSchema());
  return text;
}

} // namespace hookqual::rules
