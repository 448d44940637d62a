// SPDX-License-Identifier: MIT
// The store audits itself: the views of selfcheck.sql, and here what lies in lists of ids.
#include "analyzer/store/FactsDatabase.h"

#include <map>
#include <set>

namespace hookqual::store {
namespace {

/// Found so far, by what is wrong.
class Complaints {
public:
  void add(const std::string &wrong, const std::string &where) { examples_[wrong].insert(where); }

  std::vector<std::string> take() const {
    std::vector<std::string> lines;
    for (const auto &[wrong, where] : examples_)
      lines.push_back(wrong + ": " + std::to_string(where.size()) + ", first " + *where.begin());
    return lines;
  }

private:
  std::map<std::string, std::set<std::string>> examples_;
};

using Complain = llvm::function_ref<void(const std::string &wrong, const std::string &where)>;

/// The rows of one table, and which of them some unit lists.
struct Listed {
  const char *what, *rows; // SELECT id, name
  Ids UnitLists::*list;
  std::map<int64_t, std::string> names = {};
  std::set<int64_t> listed = {};

  void compare(Complain complain) const {
    for (const auto &[id, name] : names)
      if (!listed.contains(id))
        complain(what + std::string("_of_no_unit"), name);
    for (const int64_t id : listed)
      if (!names.contains(id))
        complain(what + std::string("_without_row"), std::to_string(id));
  }
};

/// Two bodies of one function within one unit: an identity is missing something.
void findTwins(const Listed &functions, const Ids &unit, Complain complain) {
  std::set<std::string> seen;
  for (const int64_t id : unit)
    if (const auto function = functions.names.find(id);
        function != functions.names.end() && !seen.insert(function->second).second)
      complain("two_bodies_in_one_unit", function->second);
}

} // namespace

llvm::Expected<std::vector<std::string>> FactsReader::selfcheck() const {
  Complaints complaints;
  std::vector<std::string> views;
  llvm::Error error = database_->forEach(
      path_, "SELECT name FROM sqlite_schema WHERE type = 'view' AND name LIKE 'selfcheck%'",
      [&](auto &row) { views.push_back(textAt(row, 0)); });
  for (size_t i = 0; i < views.size() && !error; ++i)
    error = database_->forEach(path_, "SELECT what FROM " + views[i],
                               [&](auto &row) { complaints.add(views[i], textAt(row, 0)); });
  if (!error)
    error = checkLists([&](const std::string &wrong, const std::string &where) {
      complaints.add("selfcheck_" + wrong, where);
    });
  if (error)
    return std::move(error);
  return complaints.take();
}

llvm::Error FactsReader::checkLists(Complain complain) const {
  Listed tables[] = {
      {"function", "SELECT functions.id, text FROM functions JOIN strings ON strings.id = symbol",
       &UnitLists::functions},
      {"prototype", "SELECT prototypes.id, text FROM prototypes JOIN strings ON strings.id = name",
       &UnitLists::prototypes},
      {"record", "SELECT records.id, text FROM records JOIN strings ON strings.id = name",
       &UnitLists::records},
      {"file", "SELECT id, path FROM files", &UnitLists::dependencies},
  };
  llvm::Error error = llvm::Error::success();
  for (Listed &table : tables)
    if (!error)
      error = database_->forEach(path_, table.rows,
                                 [&](auto &row) { table.names[numberAt(row, 0)] = textAt(row, 1); });
  if (!error)
    error = database_->forEachUnit(path_, [&](const UnitLists &lists) {
      findTwins(tables[0], lists.functions, complain);
      for (Listed &table : tables)
        table.listed.insert((lists.*table.list).begin(), (lists.*table.list).end());
    });
  if (error)
    return error;
  for (const Listed &table : tables)
    table.compare(complain);
  return llvm::Error::success();
}

} // namespace hookqual::store
