// SPDX-License-Identifier: MIT
#include "analyzer/store/UnitWriter.h"
#include "analyzer/ir/Binary.h"
#include "analyzer/ir/Canonical.h"
#include "analyzer/store/Blob.h"

namespace hookqual::store {

UnitWriter::UnitWriter(SQLite::Database &database)
    : database_(database), selectSymbol_(database, "SELECT id FROM symbols WHERE spelling = ?"),
      insertSymbol_(database, "INSERT INTO symbols (spelling) VALUES (?)"),
      selectMember_(database, "SELECT id FROM members WHERE record = ? AND field = ? AND file = ?"),
      insertMember_(database, "INSERT INTO members (record, field, file) VALUES (?, ?, ?)"),
      selectFile_(database, "SELECT id FROM files WHERE path = ?"),
      insertFile_(database, "INSERT INTO files (path) VALUES (?)"),
      selectUnit_(database, "SELECT id FROM units WHERE name = ?"),
      insertUnit_(database, "INSERT INTO units (name, digest) VALUES (?, ?)"),
      deleteUnit_(database, "DELETE FROM units WHERE id = ?"),
      deleteSkipped_(database, "DELETE FROM skipped_units WHERE unit = ?"),
      insertNote_(database, "INSERT INTO unit_notes (unit, position, note) VALUES (?, ?, ?)"),
      insertDependency_(database, "INSERT INTO unit_dependencies (unit, file, digest) VALUES (?, ?, '')"),
      insertUnitFunction_(database, "INSERT OR IGNORE INTO unit_functions (unit, function) VALUES (?, ?)"),
      insertUnitPrototype_(database, "INSERT OR IGNORE INTO unit_prototypes (unit, prototype) VALUES (?, ?)"),
      insertUnitRecord_(database, "INSERT OR IGNORE INTO unit_records (unit, record) VALUES (?, ?)"),
      selectFunction_(database, "SELECT id FROM functions WHERE symbol = ? AND hash = ?"),
      insertFunction_(
          database,
          "INSERT INTO functions (symbol, hash, linkage, is_weak, file, line, calls, value_calls, body) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      selectPrototype_(database, "SELECT id FROM prototypes WHERE hash = ?"),
      insertPrototype_(database, "INSERT INTO prototypes (hash, name, declaration) VALUES (?, ?, ?)"),
      selectRecord_(database, "SELECT id FROM records WHERE hash = ?"),
      insertRecord_(database, "INSERT INTO records (hash, name, definition) VALUES (?, ?, ?)"),
      insertCall_(database, "INSERT INTO calls (function, callee) VALUES (?, ?)"),
      insertMemberCall_(database, "INSERT INTO member_calls (function, member, sites) VALUES (?, ?, ?)"),
      insertMemberLoad_(database, "INSERT INTO member_loads (function, member) VALUES (?, ?)"),
      insertMemberStore_(database, "INSERT INTO member_stores (function, member) VALUES (?, ?)"),
      insertAddress_(database, "INSERT INTO addresses_taken (function, symbol) VALUES (?, ?)"),
      insertTarget_(database, "INSERT INTO member_targets (unit, member, target, holder, origin) "
                              "VALUES (?, ?, ?, ?, ?)"),
      insertAlias_(database,
                   "INSERT OR IGNORE INTO aliases (unit, name, target, is_weak) VALUES (?, ?, ?, ?)"),
      // What only the removed unit had; asked before the unit goes, deleted after.
      listOwned_(database, R"(
        INSERT INTO temp.owned (kind, id)
          SELECT 'f', function FROM unit_functions a WHERE unit = ?1 AND NOT EXISTS
            (SELECT 1 FROM unit_functions b WHERE b.function = a.function AND b.unit <> ?1)
          UNION ALL
          SELECT 'p', prototype FROM unit_prototypes a WHERE unit = ?1 AND NOT EXISTS
            (SELECT 1 FROM unit_prototypes b WHERE b.prototype = a.prototype AND b.unit <> ?1)
          UNION ALL
          SELECT 'r', record FROM unit_records a WHERE unit = ?1 AND NOT EXISTS
            (SELECT 1 FROM unit_records b WHERE b.record = a.record AND b.unit <> ?1))"),
      dropOwned_(database, "DELETE FROM temp.owned"),
      deleteFunctions_(database,
                       "DELETE FROM functions WHERE id IN (SELECT id FROM temp.owned WHERE kind = 'f')"),
      deletePrototypes_(database,
                        "DELETE FROM prototypes WHERE id IN (SELECT id FROM temp.owned WHERE kind = 'p')"),
      deleteRecords_(database,
                     "DELETE FROM records WHERE id IN (SELECT id FROM temp.owned WHERE kind = 'r')") {}

int64_t UnitWriter::selectRow(SQLite::Statement &select) {
  const int64_t row = select.executeStep() ? numberAt(select, 0) : 0;
  select.reset();
  return row;
}

int64_t UnitWriter::symbol(const std::string &spelling) {
  int64_t &row = symbols_[spelling];
  if (row != 0)
    return row;
  bindAll(selectSymbol_, spelling);
  row = selectRow(selectSymbol_);
  if (row == 0) {
    run(insertSymbol_, spelling);
    row = lastRow();
  }
  return row;
}

int64_t UnitWriter::member(const ir::Member &member) {
  int64_t &row = members_[member];
  if (row != 0)
    return row;
  bindAll(selectMember_, member.record, member.field, member.file);
  row = selectRow(selectMember_);
  if (row == 0) {
    run(insertMember_, member.record, member.field, member.file);
    row = lastRow();
  }
  return row;
}

int64_t UnitWriter::file(const std::string &path) {
  int64_t &row = files_[path];
  if (row != 0)
    return row;
  bindAll(selectFile_, path);
  row = selectRow(selectFile_);
  if (row == 0) {
    run(insertFile_, path);
    row = lastRow();
  }
  return row;
}

int64_t UnitWriter::function(const ir::Function &function) {
  const std::string bytes = ir::writeBinary(function);
  const std::string hash = hashOf(bytes);
  int64_t &row = functions_[hash];
  if (row != 0)
    return row;
  const int64_t symbolRow = symbol(toString(function.symbol));
  bindAll(selectFunction_, symbolRow, BlobBytes{hash});
  row = selectRow(selectFunction_);
  if (row == 0)
    row = insertFunction(function, symbolRow, hash, bytes);
  return row;
}

int64_t UnitWriter::insertFunction(const ir::Function &function, int64_t symbol, const std::string &hash,
                                   const std::string &bytes) {
  const std::string body = pack(bytes);
  // Of the canonical form, whose tables hold nothing that the body does not use.
  const ir::References references = ir::collectReferences(ir::canonical(function));
  run(insertFunction_, symbol, BlobBytes{hash}, int64_t(function.symbol.linkage), int64_t(function.isWeak),
      file(function.file), int64_t(function.line), int64_t(references.calls), int64_t(references.valueCalls),
      BlobBytes{body});
  const int64_t row = lastRow();
  writeReferences(row, references);
  return row;
}

int64_t UnitWriter::prototype(const ir::Prototype &prototype) {
  const std::string bytes = ir::writeBinary(prototype);
  const std::string hash = hashOf(bytes);
  int64_t &row = prototypes_[hash];
  if (row != 0)
    return row;
  bindAll(selectPrototype_, BlobBytes{hash});
  row = selectRow(selectPrototype_);
  if (row == 0) {
    const std::string declaration = pack(bytes);
    run(insertPrototype_, BlobBytes{hash}, prototype.name, BlobBytes{declaration});
    row = lastRow();
  }
  return row;
}

int64_t UnitWriter::record(const ir::Record &record) {
  const std::string bytes = ir::writeBinary(record);
  const std::string hash = hashOf(bytes);
  int64_t &row = records_[hash];
  if (row != 0)
    return row;
  bindAll(selectRecord_, BlobBytes{hash});
  row = selectRow(selectRecord_);
  if (row == 0) {
    const std::string definition = pack(bytes);
    run(insertRecord_, BlobBytes{hash}, record.name, BlobBytes{definition});
    row = lastRow();
  }
  return row;
}

void UnitWriter::writeReferences(int64_t function, const ir::References &references) {
  for (const std::string &callee : references.callees)
    run(insertCall_, function, symbol(callee));
  for (const auto &[called, sites] : references.memberCalls)
    run(insertMemberCall_, function, member(called), int64_t(sites));
  writeMentions(insertMemberLoad_, function, references.memberLoads);
  writeMentions(insertMemberStore_, function, references.memberStores);
  for (const std::string &address : references.addressesTaken)
    run(insertAddress_, function, symbol(address));
}

void UnitWriter::writeMentions(SQLite::Statement &insert, int64_t function,
                               const std::set<ir::Member> &members) {
  for (const ir::Member &mentioned : members)
    run(insert, function, member(mentioned));
}

void UnitWriter::writeTarget(int64_t unit, const ir::MemberTarget &target) {
  const bool isPlain = target.member == ir::Member{};
  run(insertTarget_, unit, RowOrNull{isPlain ? 0 : member(target.member)}, symbol(target.target),
      RowOrNull{target.holder.empty() ? 0 : symbol(target.holder)}, int64_t(target.origin));
}

void UnitWriter::write(const ir::UnitFacts &original, const std::string &digest) {
  const ir::UnitFacts facts = ir::sorted(original);
  remove(facts.unit);
  run(deleteSkipped_, facts.unit);
  run(insertUnit_, facts.unit, digest);
  const int64_t unit = lastRow();
  for (size_t i = 0; i < facts.notes.size(); ++i)
    run(insertNote_, unit, int64_t(i), facts.notes[i]);
  for (const std::string &dependency : facts.dependencies)
    run(insertDependency_, unit, file(dependency));
  for (const ir::Function &body : facts.functions)
    run(insertUnitFunction_, unit, function(body));
  for (const ir::Prototype &declared : facts.prototypes)
    run(insertUnitPrototype_, unit, prototype(declared));
  for (const ir::Record &defined : facts.records)
    run(insertUnitRecord_, unit, record(defined));
  for (const ir::MemberTarget &target : facts.memberTargets)
    writeTarget(unit, target);
  for (const ir::Alias &alias : facts.aliases)
    run(insertAlias_, unit, symbol(alias.name), symbol(alias.target), int64_t(alias.isWeak));
}

void UnitWriter::remove(const std::string &name) {
  bindAll(selectUnit_, name);
  const int64_t unit = selectRow(selectUnit_);
  if (unit == 0)
    return;
  run(dropOwned_);
  run(listOwned_, unit);
  run(deleteUnit_, unit);
  run(deleteFunctions_);
  run(deletePrototypes_);
  run(deleteRecords_);
  functions_.clear();
  prototypes_.clear();
  records_.clear();
}

void UnitWriter::forget() {
  for (llvm::StringMap<int64_t> *known : {&symbols_, &files_, &functions_, &prototypes_, &records_})
    known->clear();
  members_.clear();
}

} // namespace hookqual::store
