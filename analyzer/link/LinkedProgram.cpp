// SPDX-License-Identifier: MIT
#include "analyzer/link/LinkedProgram.h"

#include <utility>

namespace hookqual::link {
namespace {

constexpr size_t kNoDefinition = SIZE_MAX;

/// Rows are small dense numbers with holes, so a vector is their map.
template <typename Value> void setAt(std::vector<Value> &values, int64_t row, Value value, Value hole) {
  if (size_t(row) >= values.size())
    values.resize(size_t(row) + 1, hole);
  values[size_t(row)] = value;
}

/// What setAt put there; `hole` for rows that only a damaged database refers to.
template <typename Value> Value at(const std::vector<Value> &values, int64_t row, Value hole) {
  return row >= 0 && size_t(row) < values.size() ? values[size_t(row)] : hole;
}

constexpr std::pair<store::MentionTable, ir::Mention> kMemberTables[] = {
    {store::MentionTable::MemberCalls, ir::Mention::MemberCall},
    {store::MentionTable::MemberLoads, ir::Mention::MemberLoad},
    {store::MentionTable::MemberStores, ir::Mention::MemberStore},
};

} // namespace

llvm::Expected<std::unique_ptr<LinkedProgram>> LinkedProgram::link(store::FactsReader facts,
                                                                   const ir::EntryRules &entryRules) {
  std::unique_ptr<LinkedProgram> program(new LinkedProgram(std::move(facts)));
  if (llvm::Error error = program->load())
    return std::move(error);
  program->index_.finish(entryRules);
  program->bodies_.resize(program->functionCount());
  return program;
}

llvm::Error LinkedProgram::load() {
  if (llvm::Error error = loadDefinitions())
    return error;
  if (llvm::Error error = loadMemberMentions())
    return error;
  if (llvm::Error error = loadDeclarations())
    return error;
  if (damaged_.empty())
    return llvm::Error::success();
  return llvm::createStringError(facts_.path() + ": " + damaged_.front());
}

void LinkedProgram::noteDamage() {
  if (damaged_.empty())
    damaged_.push_back("damaged facts database: an index refers to a row that does not exist");
}

llvm::Error LinkedProgram::loadDefinitions() {
  std::vector<ir::SpellingId> spellings;
  llvm::Error error = facts_.forEachSymbol([&](int64_t row, llvm::StringRef text) {
    setAt(spellings, row, index_.spelling(text), ir::SpellingId());
  });
  if (error)
    return error;
  error = facts_.forEachFunction([&](store::FunctionRow row) {
    const ir::SpellingId spelling = at(spellings, row.symbol, ir::SpellingId());
    if (!spelling.valid())
      return noteDamage();
    const size_t definition = index_.addDefinition(
        {spelling, uint64_t(row.id), std::move(row.unit), row.isWeak, row.calls, row.valueCalls});
    setAt(definitionOfRow_, row.id, definition, kNoDefinition);
  });
  if (error)
    return error;
  return facts_.forEachMention(store::MentionTable::Calls, [&](store::MentionRow row) {
    const size_t definition = at(definitionOfRow_, row.function, kNoDefinition);
    const ir::SpellingId callee = at(spellings, row.what, ir::SpellingId());
    if (definition == kNoDefinition || !callee.valid())
      return noteDamage();
    index_.addCall(definition, callee);
  });
}

llvm::Error LinkedProgram::loadMemberMentions() {
  std::vector<ir::MemberNameId> members;
  llvm::Error error = facts_.forEachMember([&](int64_t row, const ir::Member &member) {
    setAt(members, row, index_.member(member), ir::MemberNameId());
  });
  for (const auto &[table, kind] : kMemberTables)
    if (!error)
      error = facts_.forEachMention(table, [&, mention = kind](store::MentionRow row) {
        const size_t definition = at(definitionOfRow_, row.function, kNoDefinition);
        const ir::MemberNameId member = at(members, row.what, ir::MemberNameId());
        if (definition == kNoDefinition || !member.valid())
          return noteDamage();
        index_.addMention(definition, mention, member, row.sites);
      });
  return error;
}

llvm::Error LinkedProgram::loadDeclarations() {
  llvm::Error error = facts_.forEachTarget([&](const ir::MemberTarget &target) { index_.addTarget(target); });
  if (!error)
    error = facts_.forEachAlias([&](const ir::Alias &alias) { index_.addAlias(alias); });
  if (!error)
    error =
        facts_.forEachPrototype([&](ir::Prototype prototype) { index_.addPrototype(std::move(prototype)); });
  if (!error)
    error = facts_.forEachRecord(
        [&](ir::Record record, uint64_t units) { index_.addRecord(std::move(record), units); });
  return error;
}

const ir::Function &LinkedProgram::function(ir::FunctionId function) const {
  const std::lock_guard lock(decoding_);
  std::unique_ptr<ir::Function> &body = bodies_[function.index];
  if (!body)
    body = decode(function);
  return *body;
}

std::unique_ptr<ir::Function> LinkedProgram::decode(ir::FunctionId function) const {
  llvm::Expected<ir::Function> body = facts_.function(int64_t(index_.bodyOf(function)));
  if (body)
    return std::make_unique<ir::Function>(std::move(*body));
  damaged_.push_back(spelling(function) + ": " + llvm::toString(body.takeError()));
  auto stub = std::make_unique<ir::Function>();
  stub->symbol = ir::parseSymbol(spelling(function)).value_or(ir::Symbol{});
  stub->blocks.emplace_back();
  return stub;
}

} // namespace hookqual::link
