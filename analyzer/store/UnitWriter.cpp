// SPDX-License-Identifier: MIT
#include "analyzer/store/UnitWriter.h"

namespace hookqual::store {
namespace {

constexpr char kInsertFunction[] =
    "INSERT INTO functions (symbol, hash, linkage, is_weak, file, line, calls, value_calls, chunk, start, "
    "mentions) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

/// A column of ids as it lies in a row; a damaged one refers to nothing.
Ids idsAt(SQLite::Statement &row, int column) {
  return decodeIds(bytesAt(row, column)).value_or(Ids());
}

void append(Ids &to, const Ids &ids) {
  to.insert(to.end(), ids.begin(), ids.end());
}

} // namespace

UnitWriter::UnitWriter(SQLite::Database &database, Beginning beginning)
    : database_(database), beginning_(beginning), dictionary_(database, beginning), chunks_(database),
      inlines_(database, "SELECT id FROM functions WHERE hash = ? AND linkage = 2", kInsertFunction),
      prototypes_(database, "SELECT id FROM prototypes WHERE hash = ?",
                  "INSERT INTO prototypes (hash, name, chunk, start) VALUES (?, ?, ?, ?)"),
      records_(database, "SELECT id FROM records WHERE hash = ?",
               "INSERT INTO records (hash, name, chunk, start) VALUES (?, ?, ?, ?)"),
      selectUnit_(database,
                  "SELECT id, functions, prototypes, records, dependencies FROM units WHERE name = ?"),
      insertUnit_(database,
                  "INSERT INTO units (name, digest, parsed_plainly, functions, prototypes, records, "
                  "dependencies) VALUES (?, ?, ?, ?, ?, ?, ?)"),
      deleteUnit_(database, "DELETE FROM units WHERE id = ?"),
      deleteSkipped_(database, "DELETE FROM skipped_units WHERE unit = ?"),
      insertNote_(database, "INSERT INTO unit_notes (unit, position, note) VALUES (?, ?, ?)"),
      insertTarget_(database, "INSERT INTO member_targets (unit, position, member, target, holder, origin) "
                              "VALUES (?, ?, ?, ?, ?, ?)"),
      insertAlias_(database,
                   "INSERT OR IGNORE INTO aliases (unit, name, target, is_weak) VALUES (?, ?, ?, ?)") {}

Ids UnitWriter::functions(const PackedUnit &unit, UnitRows &rows) {
  Ids ids;
  for (const PackedUnit::Function &function : unit.functions)
    ids.push_back(function.linkage == ir::Linkage::Inline
                      ? inlineFunction(function, rows)
                      : insertFunction(function, rows, ownBodies_.add(function.body)));
  ownBodies_.flush();
  return ids;
}

int64_t UnitWriter::inlineFunction(const PackedUnit::Function &function, UnitRows &rows) {
  int64_t &row = inlines_.rows[function.hash];
  if (row == 0 && beginning_ == Beginning::Filled)
    row = findRow(inlines_.selectRow, BlobBytes{function.hash});
  if (row == 0)
    row = insertFunction(function, rows, inlineBodies_.add(function.body));
  return row;
}

int64_t UnitWriter::insertFunction(const PackedUnit::Function &function, UnitRows &rows, Place body) {
  Mentions mentions;
  (void)decodeInto(mentions, function.mentions); // openPackedUnit has seen that it can be
  mentions.renumber([&](int64_t number) { return rows.string(size_t(number)); },
                    [&](int64_t number) { return rows.member(size_t(number)); });
  const std::string mentioned = encode(mentions);
  run(inlines_.insertRow, rows.string(function.symbol), BlobBytes{function.hash}, int64_t(function.linkage),
      int64_t(function.isWeak), rows.string(function.file), int64_t(function.line), int64_t(function.calls),
      int64_t(function.valueCalls), body.chunk, body.start, BlobBytes{mentioned});
  return database_.getLastInsertRowid();
}

Ids UnitWriter::declarations(Shared &table, const std::vector<PackedUnit::Declaration> &items,
                             UnitRows &rows) {
  Ids ids;
  for (const PackedUnit::Declaration &item : items)
    ids.push_back(declaration(table, item, rows));
  return ids;
}

int64_t UnitWriter::declaration(Shared &table, const PackedUnit::Declaration &item, UnitRows &rows) {
  int64_t &row = table.rows[item.hash];
  if (row == 0 && beginning_ == Beginning::Filled)
    row = findRow(table.selectRow, BlobBytes{item.hash});
  if (row == 0) {
    const Place place = declarations_.add(item.bytes);
    run(table.insertRow, BlobBytes{item.hash}, rows.string(item.name), place.chunk, place.start);
    row = database_.getLastInsertRowid();
  }
  return row;
}

Ids UnitWriter::files(llvm::ArrayRef<Dependency> dependencies) {
  Ids ids;
  for (const Dependency &dependency : dependencies)
    ids.push_back(dictionary_.file(dependency.path, dependency.digest));
  return ids;
}

void UnitWriter::write(const PackedUnit &unit, const std::string &digest,
                       llvm::ArrayRef<Dependency> dependencies, const std::string &parsedPlainly) {
  const std::string name = unit.unit.str();
  remove(name);
  run(deleteSkipped_, name);
  UnitRows rows(dictionary_, unit);
  const std::string functionIds = encodeIds(functions(unit, rows));
  const std::string prototypeIds = encodeIds(declarations(prototypes_, unit.prototypes, rows));
  const std::string recordIds = encodeIds(declarations(records_, unit.records, rows));
  const std::string fileIds = encodeIds(files(dependencies));
  run(insertUnit_, name, digest, parsedPlainly, BlobBytes{functionIds}, BlobBytes{prototypeIds},
      BlobBytes{recordIds}, BlobBytes{fileIds});
  writeLinks(database_.getLastInsertRowid(), unit, rows);
}

void UnitWriter::writeLinks(int64_t unit, const PackedUnit &packed, UnitRows &rows) {
  int64_t position = 0;
  for (const llvm::StringRef note : packed.notes)
    run(insertNote_, unit, position++, note.str());
  position = 0;
  for (const PackedUnit::Target &target : packed.targets)
    run(insertTarget_, unit, position++, RowOrNull{target.member ? rows.member(*target.member) : 0},
        rows.string(target.target), RowOrNull{target.holder ? rows.string(*target.holder) : 0},
        int64_t(target.origin));
  for (const PackedUnit::Alias &alias : packed.aliases)
    run(insertAlias_, unit, rows.string(alias.name), rows.string(alias.target), int64_t(alias.isWeak));
}

void UnitWriter::remove(const std::string &name) {
  bindAll(selectUnit_, name);
  if (!selectUnit_.executeStep())
    return;
  const int64_t unit = numberAt(selectUnit_, 0);
  append(released_.functions, idsAt(selectUnit_, 1));
  append(released_.prototypes, idsAt(selectUnit_, 2));
  append(released_.records, idsAt(selectUnit_, 3));
  append(released_.files, idsAt(selectUnit_, 4));
  selectUnit_.reset();
  run(deleteUnit_, unit);
}

void UnitWriter::finish() {
  for (ChunkWriter *chunk : {&ownBodies_, &inlineBodies_, &declarations_})
    chunk->flush();
  sweep(database_, chunks_, std::exchange(released_, {}));
  // Rows may have gone.
  for (Shared *table : {&inlines_, &prototypes_, &records_})
    table->rows.clear();
  dictionary_.forgetFiles();
}

} // namespace hookqual::store
