// SPDX-License-Identifier: MIT
#include "analyzer/store/TablesFile.h"

#include "analyzer/store/Sql.h"

namespace hookqual::store {

namespace {

/// As an identifier of SQL.
std::string named(const std::string &name) {
  std::string quoted = "\"";
  for (char c : name)
    quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

std::string creationOf(const PublishedTable &table) {
  std::string sql = "CREATE TABLE " + named(table.name) + " (";
  for (size_t i = 0; i < table.columns.size(); ++i)
    sql += (i == 0 ? "" : ", ") + named(table.columns[i].name) +
           (table.columns[i].isNumber ? " NUMERIC" : " TEXT NOT NULL");
  return sql + ")";
}

std::string insertionInto(const std::string &name, size_t columns) {
  std::string sql = "INSERT INTO " + named(name) + " VALUES (";
  for (size_t i = 0; i < columns; ++i)
    sql += i == 0 ? "?" : ", ?";
  return sql + ")";
}

void bind(SQLite::Statement &statement, int index, const PublishedColumn &column, const std::string &cell) {
  if (column.isNumber && cell.empty())
    statement.bind(index);
  else
    statement.bind(index, cell); // numeric affinity makes a number of it
}

void writeTable(SQLite::Database &database, const PublishedTable &table) {
  database.exec(creationOf(table));
  SQLite::Statement insert(database, insertionInto(table.name, table.columns.size()));
  for (const std::vector<std::string> &row : table.rows) {
    insert.reset();
    for (size_t i = 0; i < row.size(); ++i)
      bind(insert, int(i) + 1, table.columns[i], row[i]);
    insert.exec();
  }
}

/// What the other tables say of themselves, as tables.
std::vector<PublishedTable> describe(const std::vector<std::pair<std::string, std::string>> &about,
                                     const std::vector<PublishedTable> &tables) {
  PublishedTable head{.name = "about", .columns = {{"key", ""}, {"value", ""}}};
  for (const auto &[key, value] : about)
    head.rows.push_back({key, value});
  PublishedTable named{.name = "about_tables", .columns = {{"name", ""}, {"title", ""}, {"note", ""}}};
  PublishedTable columns{.name = "about_columns",
                         .columns = {{"table", ""}, {"column", ""}, {"meaning", ""}}};
  for (const PublishedTable &table : tables) {
    named.rows.push_back({table.name, table.title, table.note});
    for (const PublishedColumn &column : table.columns)
      columns.rows.push_back({table.name, column.name, column.meaning});
  }
  return {std::move(head), std::move(named), std::move(columns)};
}

} // namespace

llvm::Error writeTablesFile(llvm::StringRef path,
                            const std::vector<std::pair<std::string, std::string>> &about,
                            const std::vector<PublishedTable> &tables) {
  return guarded(path, [&] {
    SQLite::Database database(path.str(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec("PRAGMA journal_mode = OFF");
    SQLite::Transaction transaction(database);
    for (const PublishedTable &table : describe(about, tables))
      writeTable(database, table);
    for (const PublishedTable &table : tables)
      writeTable(database, table);
    transaction.commit();
  });
}

} // namespace hookqual::store
