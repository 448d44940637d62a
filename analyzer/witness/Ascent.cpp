// SPDX-License-Identifier: MIT
#include "analyzer/witness/Ascent.h"

#include "analyzer/witness/CallsBetween.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace hookqual::witness {

using ir::FunctionId;

namespace {

constexpr size_t kMostFunctions = 4000; // above one root
constexpr size_t kMostQueries = 24;     // for one path
constexpr size_t kMostCalls = 4;        // of one caller to one function

/// How good a way from an entry is: its class, its rank in it, the calls from there.
using Cost = std::tuple<ir::EntryClass, uint32_t, size_t>;

class Ascent {
public:
  Ascent(const ir::Program &program, std::span<const EntryRoute> entries,
         llvm::function_ref<PathVerdict(const Path &)> decide)
      : program_(program), decide_(decide) {
    for (const EntryRoute &route : entries)
      entries_.emplace(route.entry.entryClass, route.entry.name);
  }

  std::optional<Ascended> run(const Path &path);

private:
  void findFunctions(FunctionId root);
  void findCosts();
  bool isAsked(const ir::Entry &entry) const { return entries_.contains({entry.entryClass, entry.name}); }
  std::vector<FunctionId> callersOf(const Path &path) const;
  std::optional<Ascended> climb(const Path &path, const PathVerdict *verdict);
  std::optional<Ascended> goStraight(const Path &path);
  std::optional<Ascended> climbTo(FunctionId caller, const Path &path);

  const ir::Program &program_;
  llvm::function_ref<PathVerdict(const Path &)> decide_;
  std::set<std::pair<ir::EntryClass, std::string>> entries_;
  std::map<FunctionId, std::vector<FunctionId>> callees_; // of the functions above the root
  std::map<FunctionId, Cost> costs_;
  size_t queries_ = 0;
};

void Ascent::findFunctions(FunctionId root) {
  std::vector<FunctionId> found{root};
  callees_[root];
  for (size_t at = 0; at < found.size() && at < kMostFunctions; ++at)
    for (const FunctionId caller : program_.callersOf(found[at])) {
      const auto [callees, isNew] = callees_.try_emplace(caller);
      callees->second.push_back(found[at]);
      if (isNew)
        found.push_back(caller);
    }
}

/// From the entries down.
void Ascent::findCosts() {
  std::set<std::pair<Cost, FunctionId>> next;
  for (const auto &[function, callees] : callees_)
    if (const ir::Entry entry = program_.entry(function); isAsked(entry))
      next.insert({Cost(entry.entryClass, entry.rank, 0), function});
  while (!next.empty()) {
    const auto [cost, function] = *next.begin();
    next.erase(next.begin());
    if (!costs_.emplace(function, cost).second)
      continue;
    const auto &[entryClass, rank, calls] = cost;
    for (const FunctionId callee : callees_.at(function))
      next.insert({Cost(entryClass, rank, calls + 1), callee});
  }
}

/// Those above the path that an entry leads to, the best first.
std::vector<FunctionId> Ascent::callersOf(const Path &path) const {
  std::vector<std::pair<Cost, FunctionId>> callers;
  for (const FunctionId caller : program_.callersOf(path.frames.front().function)) {
    const auto cost = costs_.find(caller);
    const bool isOnPath =
        std::ranges::any_of(path.frames, [&](const Frame &frame) { return frame.function == caller; });
    if (cost != costs_.end() && !isOnPath)
      callers.emplace_back(cost->second, caller);
  }
  std::ranges::sort(callers);
  std::vector<FunctionId> functions;
  for (const auto &[cost, caller] : callers)
    functions.push_back(caller);
  return functions;
}

Path above(const Path &path, FunctionId caller, uint32_t site) {
  Path longer = path;
  longer.frames.insert(
      longer.frames.begin(),
      Frame{.function = caller, .site = site, .objects = {}, .alternatives = {}, .values = {}, .events = {}});
  return longer;
}

std::optional<Ascended> Ascent::climbTo(FunctionId caller, const Path &path) {
  std::vector<uint32_t> sites = callsBetween(program_, caller, path.frames.front().function);
  sites.resize(std::min(sites.size(), kMostCalls));
  for (const uint32_t site : sites) {
    if (++queries_ > kMostQueries)
      return std::nullopt;
    const Path longer = above(path, caller, site);
    const PathVerdict verdict = decide_(longer);
    if (verdict.decision != Decision::Feasible)
      continue;
    if (std::optional<Ascended> found = climb(longer, &verdict))
      return found;
  }
  return std::nullopt;
}

/// The best way as a whole: where it can be taken, its parts need not be asked about.
std::optional<Ascended> Ascent::goStraight(const Path &path) {
  Path longer = path;
  while (longer.frames.size() == path.frames.size() ||
         !isAsked(program_.entry(longer.frames.front().function))) {
    const std::vector<FunctionId> callers = callersOf(longer);
    if (callers.empty())
      return std::nullopt;
    const std::vector<uint32_t> sites =
        callsBetween(program_, callers.front(), longer.frames.front().function);
    if (sites.empty())
      return std::nullopt;
    longer = above(longer, callers.front(), sites.front());
  }
  const bool isOneStep = longer.frames.size() == path.frames.size() + 1;
  if (isOneStep || ++queries_ > kMostQueries)
    return std::nullopt;
  PathVerdict verdict = decide_(longer);
  if (verdict.decision != Decision::Feasible)
    return std::nullopt;
  return Ascended{std::move(verdict), program_.entry(longer.frames.front().function)};
}

/// `verdict` is that of the path, null for the one that was given.
std::optional<Ascended> Ascent::climb(const Path &path, const PathVerdict *verdict) {
  const ir::Entry entry = program_.entry(path.frames.front().function);
  if (verdict && isAsked(entry))
    return Ascended{*verdict, entry};
  if (std::optional<Ascended> found = goStraight(path))
    return found;
  for (const FunctionId caller : callersOf(path))
    if (std::optional<Ascended> found = climbTo(caller, path))
      return found;
  return std::nullopt;
}

std::optional<Ascended> Ascent::run(const Path &path) {
  findFunctions(path.frames.front().function);
  findCosts();
  return climb(path, nullptr);
}

} // namespace

std::optional<Ascended> ascend(const ir::Program &program, const Path &path,
                               std::span<const EntryRoute> entries,
                               llvm::function_ref<PathVerdict(const Path &)> decide) {
  return Ascent(program, entries, decide).run(path);
}

} // namespace hookqual::witness
