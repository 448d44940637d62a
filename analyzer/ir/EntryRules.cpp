// SPDX-License-Identifier: MIT
#include "analyzer/ir/EntryRules.h"

#include "llvm/ADT/StringRef.h"

#include <algorithm>

namespace hookqual::ir {
namespace {

/// What the first `*` of `glob` stands for in `text`, which matches it; the shortest such
/// text. With other wildcards before the star there is no telling, so all of `text`.
llvm::StringRef capture(llvm::StringRef glob, llvm::StringRef text) {
  const auto [prefix, suffix] = glob.split('*');
  if (prefix.size() == glob.size() || prefix.find_first_of("?[{\\") != llvm::StringRef::npos)
    return text;
  llvm::Expected<llvm::GlobPattern> rest = llvm::GlobPattern::create(suffix);
  if (!rest) {
    llvm::consumeError(rest.takeError());
    return text;
  }
  const llvm::StringRef behind = text.drop_front(prefix.size());
  for (size_t length = 0; length <= behind.size(); ++length)
    if (rest->match(behind.drop_front(length)))
      return behind.take_front(length);
  return text;
}

std::string expand(llvm::StringRef display, llvm::StringRef captured) {
  const auto [before, after] = display.split("%1");
  if (before.size() == display.size())
    return display.str();
  return (before + captured + after).str();
}

/// Nothing for the selector that is not given.
llvm::Expected<std::optional<llvm::GlobPattern>> compileGlob(const std::string &glob) {
  if (glob.empty())
    return std::nullopt;
  llvm::Expected<llvm::GlobPattern> compiled = llvm::GlobPattern::create(glob);
  if (!compiled)
    return llvm::createStringError("bad glob '" + glob + "': " + llvm::toString(compiled.takeError()));
  return std::move(*compiled);
}

} // namespace

std::string_view toString(EntryClass entryClass) {
  switch (entryClass) {
  case EntryClass::None:
    return "none";
  case EntryClass::SystemCall:
    return "system-call";
  case EntryClass::OpTable:
    return "op-table";
  case EntryClass::Exported:
    return "exported";
  case EntryClass::Internal:
    return "internal";
  }
  return "none";
}

llvm::Expected<EntryRules> EntryRules::compile(std::vector<EntryRule> rules) {
  std::vector<Compiled> compiled;
  for (EntryRule &rule : rules)
    compiled.push_back({std::move(rule), {}, {}});
  for (Compiled &rule : compiled) {
    llvm::Expected<std::optional<llvm::GlobPattern>> function = compileGlob(rule.rule.functionGlob);
    if (!function)
      return function.takeError();
    llvm::Expected<std::optional<llvm::GlobPattern>> holder = compileGlob(rule.rule.holderGlob);
    if (!holder)
      return holder.takeError();
    rule.function = std::move(*function);
    rule.holder = std::move(*holder);
  }
  EntryRules result;
  result.rules_ = std::make_shared<const std::vector<Compiled>>(std::move(compiled));
  return result;
}

bool EntryRules::isDeferred(const Member &member) const {
  const std::string name = nameOf(member);
  return std::ranges::any_of(*rules_, [&](const Compiled &compiled) {
    const EntryRule &rule = compiled.rule;
    return rule.entryClass == EntryClass::Internal && rule.member == name && rule.functionGlob.empty() &&
           rule.holderGlob.empty() && !rule.linkage;
  });
}

std::optional<std::string> EntryRules::match(const Compiled &compiled, llvm::StringRef name,
                                             std::span<const MemberTarget> heldIn) {
  const EntryRule &rule = compiled.rule;
  if (compiled.function && !compiled.function->match(name))
    return std::nullopt;
  llvm::StringRef captured = compiled.function ? capture(rule.functionGlob, name) : name;
  if (compiled.holder || !rule.member.empty()) {
    const MemberTarget *found = nullptr;
    for (const MemberTarget &target : heldIn)
      if (!found && (!compiled.holder || compiled.holder->match(nameOf(target.holder))) &&
          (rule.member.empty() || rule.member == nameOf(target.member)))
        found = &target;
    if (!found)
      return std::nullopt;
    if (!compiled.function && compiled.holder)
      captured = capture(rule.holderGlob, nameOf(found->holder));
  }
  return rule.display.empty() ? name.str() : expand(rule.display, captured);
}

/// By an initialiser, in a member of which no rule speaks.
bool EntryRules::isKeptElsewhere(llvm::StringRef name, std::span<const MemberTarget> heldIn) const {
  return std::ranges::any_of(heldIn, [&](const MemberTarget &target) {
    return target.member != Member{} && target.origin == TargetOrigin::Initializer &&
           std::ranges::none_of(*rules_, [&](const Compiled &compiled) {
             return compiled.isAboutHolders() && match(compiled, name, {&target, 1});
           });
  });
}

Entry EntryRules::classify(llvm::StringRef spelling, std::span<const MemberTarget> heldIn,
                           bool isCalled) const {
  const llvm::StringRef name = nameOf(spelling);
  const std::optional<Symbol> symbol = parseSymbol(spelling);
  for (uint32_t rank = 0; rank < rules_->size(); ++rank) {
    const Compiled &compiled = (*rules_)[rank];
    if (isCalled && compiled.rule.entryClass != EntryClass::SystemCall)
      continue;
    if (compiled.rule.linkage && symbol && symbol->linkage != *compiled.rule.linkage)
      continue;
    std::optional<std::string> display = match(compiled, name, heldIn);
    if (display && compiled.isAboutHolders() && isKeptElsewhere(name, heldIn))
      break;
    if (display)
      return {compiled.rule.entryClass, std::move(*display), rank};
  }
  const bool isHeld = !isCalled && !heldIn.empty();
  return {isHeld ? EntryClass::OpTable : EntryClass::None, name.str(), uint32_t(rules_->size())};
}

} // namespace hookqual::ir
