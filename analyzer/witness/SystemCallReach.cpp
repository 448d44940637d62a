// SPDX-License-Identifier: MIT
#include "analyzer/witness/SystemCallReach.h"

#include "llvm/ADT/bit.h"

namespace hookqual::witness {

using ir::FunctionId;

namespace {

/// By function, those that it may call.
std::vector<std::vector<uint32_t>> calleesIn(const ir::Program &program) {
  std::vector<std::vector<uint32_t>> callees(program.functionCount());
  for (uint32_t i = 0; i < callees.size(); ++i)
    for (FunctionId caller : program.callersOf(FunctionId(i)))
      callees[caller.index].push_back(i);
  return callees;
}

/// A set of small numbers a function, all in one piece: there are millions of unions to make.
class Sets {
public:
  Sets(size_t functions, size_t numbers) : words_((numbers + 63) / 64), bits_(functions * words_) {}

  size_t words() const { return words_; }
  uint64_t *of(uint32_t function) { return bits_.data() + function * words_; }
  void insert(uint32_t function, size_t number) { of(function)[number / 64] |= uint64_t(1) << (number % 64); }

private:
  size_t words_;
  std::vector<uint64_t> bits_;
};

template <typename Visit> void forEach(const uint64_t *set, size_t words, Visit visit) {
  for (size_t i = 0; i < words; ++i)
    for (uint64_t left = set[i]; left != 0; left &= left - 1)
      visit(unsigned(i * 64 + llvm::countr_zero(left)));
}

/// Call by call: what each function learnt in one round, its callees learn in the next.
class Rounds {
public:
  Rounds(const ir::Program &program, size_t entries)
      : callees_(calleesIn(program)), known_(callees_.size(), entries), learnt_(callees_.size(), entries),
        next_(callees_.size(), entries) {}

  void start(uint32_t function, size_t entry) {
    known_.insert(function, entry);
    learnt_.insert(function, entry);
    changed_.push_back(function);
  }
  /// `note` is told of each function that learnt something: a set of entries, and the round.
  template <typename Note> void run(Note note) {
    for (uint32_t round = 1; !changed_.empty(); ++round) {
      for (uint32_t function : changed_)
        for (uint32_t callee : callees_[function])
          teach(function, callee);
      for (uint32_t function : changed_)
        std::fill_n(learnt_.of(function), learnt_.words(), 0);
      changed_ = std::move(toChange_);
      toChange_.clear();
      std::swap(learnt_, next_);
      for (uint32_t function : changed_)
        note(function, learnt_.of(function), round);
    }
  }
  const uint64_t *known(uint32_t function) { return known_.of(function); }
  size_t words() const { return known_.words(); }

private:
  void teach(uint32_t caller, uint32_t callee) {
    const uint64_t *learnt = learnt_.of(caller);
    uint64_t *known = known_.of(callee), *next = next_.of(callee);
    bool isNew = false, hadSome = false;
    for (size_t i = 0; i < known_.words(); ++i) {
      const uint64_t fresh = learnt[i] & ~known[i];
      isNew |= fresh != 0;
      hadSome |= next[i] != 0;
      known[i] |= fresh;
      next[i] |= fresh;
    }
    if (isNew && !hadSome)
      toChange_.push_back(callee);
  }

  std::vector<std::vector<uint32_t>> callees_;
  Sets known_, learnt_, next_;
  std::vector<uint32_t> changed_, toChange_;
};

} // namespace

std::map<std::string, std::vector<FunctionId>> systemCallsOf(const ir::Program &program) {
  std::map<std::string, std::vector<FunctionId>> names;
  for (uint32_t i = 0; i < program.functionCount(); ++i)
    if (const ir::Entry entry = program.entry(FunctionId(i)); entry.entryClass == ir::EntryClass::SystemCall)
      names[entry.name].push_back(FunctionId(i));
  return names;
}

SystemCallReach::SystemCallReach(const ir::Program &program, const std::set<FunctionId> &asked) {
  const auto names = systemCallsOf(program);
  for (FunctionId function : asked)
    distances_[function].resize(names.size());
  Rounds rounds(program, names.size());
  for (const auto &[name, functions] : names) {
    for (FunctionId function : functions)
      rounds.start(function.index, names_.size());
    names_.push_back(name);
  }
  rounds.run([&](uint32_t function, const uint64_t *entries, uint32_t calls) {
    const auto distances = distances_.find(FunctionId(function));
    if (distances != distances_.end())
      forEach(entries, rounds.words(), [&](unsigned entry) { distances->second[entry] = calls; });
  });
  reach_.resize(program.functionCount(), llvm::BitVector(unsigned(names_.size())));
  for (uint32_t i = 0; i < reach_.size(); ++i)
    forEach(rounds.known(i), rounds.words(), [&](unsigned entry) { reach_[i].set(entry); });
}

} // namespace hookqual::witness
