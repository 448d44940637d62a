// SPDX-License-Identifier: MIT
#include "analyzer/commands/AuditDrift.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>

namespace hookqual::commands {

namespace {

using reports::Mediation;
using reports::OperationRecord;
using reports::Table;
using reports::Verdict;

enum class Change : uint8_t { Gained, Lost, Moved, Changed, Added, AddedOpen, Removed };

constexpr std::pair<const char *, const char *> kChanges[] = {
    {"gained", "was not mediated, and is"},
    {"lost", "was mediated, and is not"},
    {"moved", "is in another function or file, and as mediated as before"},
    {"changed", "is no more mediated than before, for another reason"},
    {"added", "is new, and mediated"},
    {"added-unmediated", "is new, and not mediated"},
    {"removed", "is gone"},
};

bool isMediated(const OperationRecord &operation) {
  switch (operation.verdict) {
  case Verdict::Proved:
  case Verdict::Refuted:
  case Verdict::Exempt:
    return true;
  case Verdict::Assumed:
  case Verdict::Unknown:
  case Verdict::Violated:
    break;
  }
  return false;
}

/// One operation in both trees, or in one of them.
struct Fate {
  const OperationRecord *before = nullptr, *now = nullptr;

  const OperationRecord &any() const { return now ? *now : *before; }
};

auto orderOf(const OperationRecord &operation) {
  return std::tuple(operation.rule, operation.where.file, operation.where.line, operation.where.column,
                    operation.operation, operation.fingerprint);
}

class Matcher {
public:
  Matcher(const Mediation &before, const Mediation &now) {
    for (const OperationRecord &operation : before.operations)
      before_.push_back(&operation);
    for (const OperationRecord &operation : now.operations)
      now_.push_back(&operation);
  }

  /// From what is surely one operation to what is likely to be: where several fit, in their order.
  std::vector<Fate> run() {
    match([](const OperationRecord &o) { return std::tuple(o.fingerprint, o.where.file); });
    match([](const OperationRecord &o) { return o.fingerprint; });
    match([](const OperationRecord &o) { return std::tuple(o.rule, o.operation, o.function, o.object); });
    match([](const OperationRecord &o) { return std::tuple(o.rule, o.operation, o.function); });
    match([](const OperationRecord &o) { return std::tuple(o.rule, o.operation, o.where.file); });
    for (const OperationRecord *operation : before_)
      fates_.push_back({operation, nullptr});
    for (const OperationRecord *operation : now_)
      fates_.push_back({nullptr, operation});
    std::sort(fates_.begin(), fates_.end(),
              [](const Fate &a, const Fate &b) { return orderOf(a.any()) < orderOf(b.any()); });
    return std::move(fates_);
  }

private:
  template <typename KeyOf> void match(KeyOf keyOf) {
    std::multimap<decltype(keyOf(*now_.front())), size_t> open;
    for (size_t i = 0; i < now_.size(); ++i)
      open.emplace(keyOf(*now_[i]), i);
    std::vector<const OperationRecord *> left;
    for (const OperationRecord *operation : before_) {
      const auto [found, end] = open.equal_range(keyOf(*operation));
      if (found == end) {
        left.push_back(operation);
        continue;
      }
      fates_.push_back({operation, now_[found->second]});
      now_[found->second] = nullptr;
      open.erase(found);
    }
    before_ = std::move(left);
    std::erase(now_, nullptr);
  }

  std::vector<const OperationRecord *> before_, now_; // not matched yet
  std::vector<Fate> fates_;
};

/// Nothing when all is as it was.
std::optional<Change> changeOf(const Fate &fate) {
  if (!fate.before)
    return isMediated(*fate.now) ? Change::Added : Change::AddedOpen;
  if (!fate.now)
    return Change::Removed;
  const OperationRecord &before = *fate.before, &now = *fate.now;
  if (isMediated(before) != isMediated(now))
    return isMediated(now) ? Change::Gained : Change::Lost;
  if (before.function != now.function || before.where.file != now.where.file)
    return Change::Moved;
  if (before.verdict != now.verdict && !isMediated(now))
    return Change::Changed;
  return std::nullopt;
}

std::string placeOf(const OperationRecord *operation) {
  return operation
             ? operation->where.file + ":" + std::to_string(operation->where.line) + " " + operation->function
             : "";
}

std::string verdictOf(const OperationRecord *operation) {
  return operation ? spelling(operation->verdict) : "";
}

using Counts = std::array<uint64_t, std::size(kChanges) + 1>; // by change; the last: as it was

Table summaryTable(const std::map<std::string, Counts> &bySubsystem) {
  Table table{
      .name = "drift",
      .title = "What became of mediation",
      .note =
          "Operations of the older tree and of this one, matched by rule, operation, function and object.",
      .columns = {{"subsystem", "subsystem", "directory at the top of the source tree", false}}};
  for (const auto &[name, meaning] : kChanges)
    table.columns.push_back({name, name, std::string("operations: ") + meaning, true});
  table.columns.push_back({"unchanged", "unchanged", "operations: as they were", true});
  Counts all{};
  const auto add = [&table](const std::string &name, const Counts &counts) {
    std::vector<std::string> row{name};
    for (uint64_t count : counts)
      row.push_back(std::to_string(count));
    table.rows.push_back(std::move(row));
  };
  for (const auto &[subsystem, counts] : bySubsystem) {
    add(subsystem, counts);
    for (size_t i = 0; i < all.size(); ++i)
      all[i] += counts[i];
  }
  add("all", all);
  return table;
}

} // namespace

std::vector<Table> driftTables(const Mediation &before, const Mediation &now) {
  Table each{.name = "drift_operations",
             .title = "Operations whose mediation changed",
             .note = "What is as it was is left out.",
             .columns = {{"change", "change", "what happened", false},
                         {"rule", "rule", "its id", false},
                         {"operation", "operation", "call, or field that is read or written", false},
                         {"object", "object", "as written", false},
                         {"was", "was", "verdict in the older tree", false},
                         {"was_at", "was at", "place in the older tree", false},
                         {"is", "is", "verdict in this tree", false},
                         {"is_at", "is at", "place in this tree", false}},
             .isForPaper = false};
  std::map<std::string, Counts> bySubsystem;
  for (const Fate &fate : Matcher(before, now).run()) {
    const OperationRecord &operation = fate.any();
    const std::optional<Change> change = changeOf(fate);
    ++bySubsystem[subsystemOf(operation.where)][change ? size_t(*change) : std::size(kChanges)];
    if (change)
      each.rows.push_back({kChanges[size_t(*change)].first, operation.rule, operation.operation,
                           operation.object, verdictOf(fate.before), placeOf(fate.before),
                           verdictOf(fate.now), placeOf(fate.now)});
  }
  return {summaryTable(bySubsystem), std::move(each)};
}

} // namespace hookqual::commands
