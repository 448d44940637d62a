// SPDX-License-Identifier: MIT
#include "analyzer/commands/AuditTables.h"

#include "analyzer/commands/Matrices.h"
#include "analyzer/commands/TypeErrorTable.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace hookqual::commands {

namespace {

using reports::Column;
using reports::Mediation;
using reports::OperationRecord;
using reports::Report;
using reports::Table;
using reports::Verdict;

using Row = std::vector<std::string>;
using Counts = std::array<uint64_t, std::size(reports::kVerdicts)>; // by verdict

std::string text(uint64_t count) {
  return std::to_string(count);
}

Column textColumn(std::string name, std::string title, std::string meaning) {
  return {std::move(name), std::move(title), std::move(meaning), false};
}

Column number(std::string name, std::string title, std::string meaning) {
  return {std::move(name), std::move(title), std::move(meaning), true};
}

void addVerdictColumns(std::vector<Column> &columns) {
  for (Verdict verdict : reports::kVerdicts)
    columns.push_back(number(spelling(verdict), spelling(verdict), "operations: " + meaning(verdict)));
}

uint64_t sumOf(const Counts &counts) {
  uint64_t sum = 0;
  for (uint64_t count : counts)
    sum += count;
  return sum;
}

void addCounts(Row &row, const Counts &counts) {
  for (uint64_t count : counts)
    row.push_back(text(count));
}

/// Rules by id, and what is looked up of them for each operation.
class RulesById {
public:
  explicit RulesById(const Mediation &mediation) {
    for (const reports::RuleRecord &rule : mediation.rules)
      rules_[rule.id] = &rule;
  }
  const reports::RuleRecord &of(const OperationRecord &operation) const { return *rules_.at(operation.rule); }

private:
  std::map<std::string, const reports::RuleRecord *> rules_;
};

struct Subsystem {
  std::set<std::string> types, operations, authorizers;
  Counts counts{};

  void add(const OperationRecord &operation, const reports::RuleRecord &rule) {
    types.insert(rule.types.begin(), rule.types.end());
    operations.insert(operation.operation);
    authorizers.insert(rule.authorizers.begin(), rule.authorizers.end());
    ++counts[size_t(operation.verdict)];
  }
};

Row rowOf(const std::string &name, const Subsystem &subsystem, size_t entries) {
  Row row{name,
          text(subsystem.types.size()),
          text(subsystem.operations.size()),
          text(sumOf(subsystem.counts)),
          text(entries),
          text(subsystem.authorizers.size())};
  addCounts(row, subsystem.counts);
  return row;
}

Table subsystemTable(const Mediation &mediation) {
  Table table{
      .name = "subsystems",
      .title = "Controlled operations by subsystem",
      .note = "An operation at one place under one rule counts once, with the worst verdict of its routes.",
      .columns = {textColumn("subsystem", "subsystem", "directory at the top of the source tree"),
                  number("types", "types", "controlled types"),
                  number("operation_kinds", "kinds", "distinct operations"),
                  number("operations", "operations", "places of operations under rules"),
                  number("entries", "entries", "system calls that may lead to one of them"),
                  number("authorizers", "authorizers", "functions that rules ask for there")}};
  addVerdictColumns(table.columns);
  const RulesById rules(mediation);
  std::map<std::string, Subsystem> subsystems;
  Subsystem all;
  for (const OperationRecord &operation : mediation.operations) {
    subsystems[subsystemOf(operation.where)].add(operation, rules.of(operation));
    all.add(operation, rules.of(operation));
  }
  std::set<uint32_t> entries;
  for (const reports::SubsystemReach &reach : mediation.subsystems) {
    table.rows.push_back(rowOf(reach.subsystem, subsystems[reach.subsystem], reach.entries.size()));
    entries.insert(reach.entries.begin(), reach.entries.end());
  }
  table.rows.push_back(rowOf("all", all, entries.size()));
  return table;
}

/// Verdicts by what `namesOf` says of a rule.
template <typename NamesOf>
std::map<std::string, Counts> countsBy(const Mediation &mediation, NamesOf namesOf) {
  const RulesById rules(mediation);
  std::map<std::string, Counts> counts;
  for (const OperationRecord &operation : mediation.operations)
    for (const std::string &name : namesOf(rules.of(operation)))
      ++counts[name][size_t(operation.verdict)];
  return counts;
}

Table typeTable(const Mediation &mediation) {
  Table table{.name = "types",
              .title = "Controlled types",
              .note = "An operation on objects of several types counts for each.",
              .columns = {textColumn("type", "type", "of the object that the authorizer judges"),
                          number("operations", "operations", "places of operations under rules")}};
  addVerdictColumns(table.columns);
  for (const auto &[type, counts] :
       countsBy(mediation, [](const reports::RuleRecord &rule) { return rule.types; })) {
    Row row{type, text(sumOf(counts))};
    addCounts(row, counts);
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table hookTable(const Mediation &mediation) {
  Table table{.name = "hooks",
              .title = "Authorizers",
              .note = "Operations count for every authorizer that would serve.",
              .columns = {textColumn("authorizer", "authorizer", "function that rules ask for"),
                          number("rules", "rules", "that ask for it"),
                          number("calls", "calls", "direct calls in the captured code"),
                          number("operations", "operations", "places that it guards")}};
  addVerdictColumns(table.columns);
  std::map<std::string, uint64_t> rules, calls;
  for (const reports::RuleRecord &rule : mediation.rules)
    for (const std::string &authorizer : rule.authorizers)
      ++rules[authorizer];
  for (const reports::AuthorizerCall &call : mediation.calls)
    ++calls[call.authorizer];
  auto counts = countsBy(mediation, [](const reports::RuleRecord &rule) { return rule.authorizers; });
  for (const auto &[authorizer, number] : rules) {
    Row row{authorizer, text(number), text(calls[authorizer]), text(sumOf(counts[authorizer]))};
    addCounts(row, counts[authorizer]);
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table matrixTable(Table table, const reports::Matrix &matrix) {
  const bool hasCalls = table.columns.size() > 1;
  table.columns.push_back(textColumn("hook", "hook", "that rules ask for first"));
  table.columns.push_back(number("mediated", "mediated", "operations that are checked, or exempt"));
  table.columns.push_back(
      number("unknown", "unknown", "not decided, or left to callers that were not captured"));
  table.columns.push_back(number("violated", "violated", "reached unchecked on a feasible path"));
  for (const reports::MatrixCell &cell : matrix.cells) {
    Row &row = table.rows.emplace_back(Row{matrix.rows[cell.row]});
    if (hasCalls)
      row.push_back(text(cell.calls));
    row.insert(row.end(),
               {matrix.columns[cell.column], text(cell.mediated), text(cell.unknown), text(cell.violated)});
  }
  return table;
}

Table inconsistencyTable(const Mediation &mediation) {
  Table table{.name = "inconsistencies",
              .title = "Operations that are mediated in one place and not in another",
              .note =
                  "Most placements are right, so the exception is worth a look (Jaeger, Edwards and Zhang).",
              .columns = {textColumn("rule", "rule", "under which"),
                          textColumn("operation", "operation", "of the rule"),
                          number("mediated", "mediated", "places where it is checked"),
                          number("violated", "violated", "places where it is reached unchecked"),
                          textColumn("functions", "unchecked in", "functions that hold those places")}};
  struct Places {
    uint64_t mediated = 0, violated = 0;
    std::set<std::string> functions;
  };
  std::map<std::pair<std::string, std::string>, Places> all;
  for (const OperationRecord &operation : mediation.operations) {
    Places &places = all[{operation.rule, operation.operation}];
    places.mediated += operation.verdict == Verdict::Proved || operation.verdict == Verdict::Refuted;
    places.violated += operation.verdict == Verdict::Violated;
    if (operation.verdict == Verdict::Violated)
      places.functions.insert(operation.function);
  }
  for (const auto &[key, places] : all) {
    if (places.mediated == 0 || places.violated == 0)
      continue;
    std::string functions;
    for (const std::string &function : places.functions)
      functions += (functions.empty() ? "" : " ") + function;
    table.rows.push_back({key.first, key.second, text(places.mediated), text(places.violated), functions});
  }
  return table;
}

Table operationTable(const Mediation &mediation) {
  Table table{.name = "operations",
              .title = "Every operation",
              .note = "What all counts are made of.",
              .columns = {textColumn("id", "id", "as of a finding"), textColumn("rule", "rule", "its id"),
                          textColumn("operation", "operation", "call, or field that is read or written"),
                          textColumn("file", "file", "relative to the source tree"),
                          number("line", "line", "in the file"),
                          textColumn("function", "function", "around it"),
                          textColumn("object", "object", "as written"),
                          textColumn("verdict", "verdict", "the worst of all routes"),
                          textColumn("reason", "reason", "why it is unknown or assumed")},
              .isForPaper = false};
  for (const OperationRecord &each : mediation.operations)
    table.rows.push_back({each.fingerprint, each.rule, each.operation, each.where.file, text(each.where.line),
                          each.function, each.object, spelling(each.verdict), each.reason});
  return table;
}

Table findingTable(const Report &report) {
  Table table{
      .name = "findings",
      .title = "Findings",
      .note = "Each is explained by `hookqual explain ID`.",
      .columns = {textColumn("id", "id", "stable while lines move"), textColumn("rule", "rule", "its id"),
                  textColumn("kind", "kind", "what happened to the authorizer"),
                  textColumn("file", "file", "relative to the source tree"),
                  number("line", "line", "in the file"), textColumn("function", "function", "around it"),
                  textColumn("operation", "operation", "that is reached"),
                  textColumn("object", "object", "that is unchecked"),
                  textColumn("authorizer", "authorizer", "nearest to the path"),
                  textColumn("feasibility", "feasibility", "feasible, or unknown"),
                  number("routes", "routes", "on which it is reached"),
                  textColumn("suppressed", "suppressed", "the justification")},
      .isForPaper = false};
  for (const reports::Finding &each : report.findings)
    table.rows.push_back({each.fingerprint, each.rule, each.kind, each.where.file, text(each.where.line),
                          each.function, each.operation, each.object, each.authorizer,
                          each.feasibility == reports::Feasibility::Feasible ? "feasible" : "unknown",
                          text(each.routes.size()), each.suppressed.value_or("")});
  return table;
}

Table ledgerTable(const reports::Ledger &ledger) {
  Table table{.name = "ledger",
              .title = "What the verdicts rest on",
              .note = "Counts of the run; operations count by place here, not by rule.",
              .columns = {textColumn("what", "what", "is counted"), number("count", "count", "of it")}};
  const std::pair<const char *, uint64_t> counts[] = {
      {"units", ledger.units},
      {"units parsed", ledger.parsed},
      {"functions", ledger.functions},
      {"calls", ledger.calls},
      {"calls that lead nowhere known", ledger.callsUnresolved},
      {"rules", ledger.rules},
      {"rules that matched nothing", ledger.silentRules.size()},
      {"exemptions that match nothing", ledger.unusedExemptions.size()},
      {"operations", ledger.operations},
      {"type errors", ledger.typeErrors},
      {"type errors refuted", ledger.refuted},
      {"findings not decided", ledger.unknown},
      {"routes exempted", ledger.exempted},
      {"assumptions", ledger.assumptions.size()},
  };
  for (const auto &[what, count] : counts)
    table.rows.push_back({what, text(count)});
  for (const auto &[bound, times] : ledger.overflows)
    table.rows.push_back({"bound hit: " + bound, text(times)});
  return table;
}

} // namespace

std::vector<Table> auditTables(const Report &report) {
  const Mediation &mediation = report.mediation;
  Table byOperation{
      .name = "operations_by_hook",
      .title = "Operations and hooks",
      .note = "Which hook guards what.",
      .columns = {textColumn("operation", "operation", "call, or field that is read or written")}};
  Table byEntry{.name = "entries_by_hook",
                .title = "System calls and hooks",
                .note = "Operations that a system call may lead to, over all calls that may be.",
                .columns = {textColumn("entry", "system call", "its name"),
                            number("calls", "calls", "on a shortest way to one of the operations")},
                .isForPaper = false};
  return {subsystemTable(mediation),
          typeErrorTable(report),
          typeTable(mediation),
          hookTable(mediation),
          matrixTable(std::move(byOperation), matrixByOperation(mediation)),
          inconsistencyTable(mediation),
          ledgerTable(report.ledger),
          findingTable(report),
          operationTable(mediation),
          matrixTable(std::move(byEntry), matrixByEntry(mediation))};
}

} // namespace hookqual::commands
