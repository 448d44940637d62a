// SPDX-License-Identifier: MIT
#include "analyzer/witness/Sentence.h"

#include "analyzer/witness/Branches.h"
#include "analyzer/witness/ConditionText.h"
#include "analyzer/witness/Lookup.h"
#include "analyzer/witness/Story.h"
#include "analyzer/witness/TermText.h"

#include <algorithm>

namespace hookqual::witness {

namespace {

constexpr size_t kMostAuthorizers = 3; // named in one sentence

/// The relations that explain the kind, best first.
std::vector<Relation> relationsOf(Kind kind) {
  switch (kind) {
  case Kind::Bypass:
    return {Relation::Avoided, Relation::NotAsked, Relation::OtherRight, Relation::Refused};
  case Kind::IgnoredResult:
    return {Relation::Refused, Relation::NotAsked};
  case Kind::Late:
    return {Relation::After};
  case Kind::Unlabelled:
    return {Relation::After, Relation::Avoided, Relation::NotAsked};
  case Kind::Early:
  case Kind::WrongObject:
  case Kind::WrongSubject:
  case Kind::Relookup:
    return {Relation::OtherObject, Relation::Refused};
  case Kind::WrongMode:
    return {Relation::OtherRight, Relation::Refused, Relation::NotAsked};
  default:
    return {};
  }
}

std::string quoted(const std::string &text) {
  return "`" + text + "`";
}

class Narrator {
public:
  Narrator(const ir::Program &program, const infer::RuleResult &result, const Account &account)
      : program_(program), result_(result), terms_(*result.terms), account_(account) {}

  std::string clause(const HookCall &call) const;
  std::string withoutCall() const;

private:
  const ir::Function &functionOf(const HookCall &call) const {
    return program_.function(account_.path.frames[call.frame].function);
  }
  const ir::Instruction &siteOf(const HookCall &call) const {
    return *instructionAt(functionOf(call), call.check.site);
  }
  std::string nameOf(const HookCall &call) const {
    return quoted(textOfSite(functionOf(call), siteOf(call)));
  }
  std::string happens(const HookCall &call) const {
    return siteOf(call).kind == ir::InstructionKind::Store ? " is set " : " is called ";
  }
  std::string placeOfCall(const HookCall &call) const { return placeOf(functionOf(call), siteOf(call)); }
  std::string objects(size_t frame, infer::TermId tuple) const {
    return quoted(textOfObjects(program_, terms_, program_.function(account_.path.frames[frame].function),
                                tuple, Naming::Source));
  }

  std::string avoided(const HookCall &call) const;
  infer::TermId objectsFor(const HookCall &call) const;
  std::string otherObject(const HookCall &call) const;
  std::string ignored(const HookCall &call) const;
  std::string otherRight(const HookCall &call) const;
  std::string early(const HookCall &call) const;
  std::string lookedUpAgain(const HookCall &call) const;
  std::string lookupPlace(size_t frame, infer::TermId tuple) const;
  std::string secondLookup() const;
  bool isTested(const HookCall &call) const;

  const ir::Program &program_;
  const infer::RuleResult &result_;
  infer::TermPool &terms_;
  const Account &account_;
};

std::string Narrator::avoided(const HookCall &call) const {
  const std::string called = nameOf(call) + happens(call) + "at " + placeOfCall(call);
  if (call.relation == Relation::Avoided && call.toward) {
    const ir::Function &function = functionOf(call);
    const ir::Block &from = function.block(call.toward->first);
    return called + ", but only if " +
           quoted(conditionOf(program_, terms_, function, from, from.successors[call.toward->second]));
  }
  const std::string condition =
      call.relation == Relation::NotAsked
          ? conditionOfAsking(program_, result_, account_.path.frames[call.frame].function, call.check)
          : "";
  if (!condition.empty())
    return called + ", but asks only if " + quoted(condition);
  return called + (call.relation == Relation::Refused ? ", but it may refuse and the path goes on"
                                                      : ", but does not ask on this path");
}

/// What the operation uses, in the terms of the alternative that was asked.
infer::TermId Narrator::objectsFor(const HookCall &call) const {
  const Frame &frame = account_.path.frames[call.frame];
  for (const infer::Alternative &alternative : frame.alternatives)
    if (alternative.slot == call.check.slot)
      return alternative.objects;
  return frame.objects;
}

/// Of several objects, those that differ.
std::string Narrator::otherObject(const HookCall &call) const {
  const std::vector<infer::TermId> checked = terms_[call.check.objects].operands;
  infer::TermId asked = call.check.objects, needed = objectsFor(call);
  const std::vector<infer::TermId> used = terms_[needed].operands;
  if (checked.size() == used.size() && checked != used) {
    std::vector<infer::TermId> onlyChecked, onlyUsed;
    for (size_t i = 0; i < checked.size(); ++i)
      if (checked[i] != used[i]) {
        onlyChecked.push_back(checked[i]);
        onlyUsed.push_back(used[i]);
      }
    asked = terms_.tuple(onlyChecked);
    needed = terms_.tuple(onlyUsed);
  }
  return nameOf(call) + " is called on " + objects(call.frame, asked) + ", the operation uses " +
         objects(call.frame, needed);
}

/// Whether some branch, return or call looks at the result.
bool Narrator::isTested(const HookCall &call) const {
  const ir::Function &function = functionOf(call);
  const ir::ValueId result = siteOf(call).result;
  std::vector<bool> depends(function.values.size(), false);
  if (!result.valid())
    return false;
  depends[result.index] = true;
  for (bool changed = true; changed;) {
    changed = false;
    for (uint32_t i = 0; i < function.values.size(); ++i) {
      const auto &operands = function.values[i].operands;
      const bool does = !depends[i] && std::any_of(operands.begin(), operands.end(),
                                                   [&](ir::ValueId o) { return depends[o.index]; });
      depends[i] = depends[i] || does;
      changed |= does;
    }
  }
  return std::any_of(function.blocks.begin(), function.blocks.end(), [&](const ir::Block &block) {
    return (block.condition.valid() && depends[block.condition.index]) ||
           (block.returned.valid() && depends[block.returned.index]);
  });
}

std::string Narrator::ignored(const HookCall &call) const {
  if (!isTested(call))
    return "the result of " + nameOf(call) + " at " + placeOfCall(call) + " is not tested";
  return nameOf(call) + " at " + placeOfCall(call) + " refused, and the path goes on";
}

std::string Narrator::otherRight(const HookCall &call) const {
  const rules::Authorizer &authorizer = authorizerOf(result_, functionOf(call), call.check);
  const std::string asked = nameOf(call) + " at " + placeOfCall(call);
  const ir::ValueId argument = result_.rightAskedFor(call.check, siteOf(call));
  if (!authorizer.mode || !argument.valid())
    return asked + " was not asked for this right";
  const infer::TermId right = displayTerm(terms_, functionOf(call), argument);
  return asked + " was asked for " +
         quoted(textOf(program_, terms_, functionOf(call), right, Naming::Source)) +
         ", the operation needs " + quoted(modeText(*authorizer.mode));
}

/// In the words of the rule: the contents have no other name before they are set.
std::string Narrator::early(const HookCall &call) const {
  std::string contents;
  for (const rules::Expression &content : authorizerOf(result_, functionOf(call), call.check).invalidatedBy)
    contents += (contents.empty() ? "" : ", ") + quoted(content.text);
  return nameOf(call) + " is asked at " + placeOfCall(call) + ", before " + contents + " is set";
}

std::string Narrator::lookupPlace(size_t frame, infer::TermId tuple) const {
  const Frame &at = account_.path.frames[frame];
  const ir::Function &function = program_.function(at.function);
  const std::vector<Lookup> lookups = lookupsOf(terms_, function, at, tuple);
  return lookups.empty() ? "" : placeOf(function, *lookups.back().instruction);
}

/// Where the path comes by the object that is used; empty if that is not seen.
std::string Narrator::secondLookup() const {
  for (size_t i = 0; i < account_.path.frames.size(); ++i)
    if (std::string place = lookupPlace(i, account_.path.frames[i].objects); !place.empty())
      return place;
  return "";
}

std::string Narrator::lookedUpAgain(const HookCall &call) const {
  const std::string first = lookupPlace(call.frame, call.check.objects);
  const std::string second = secondLookup();
  if (first.empty() || second.empty() || first == second)
    return "it is looked up again" + (second.empty() ? "" : " at " + second) + " after " + nameOf(call) +
           " at " + placeOfCall(call) + " was asked";
  return "it is looked up at " + first + ", checked by " + nameOf(call) + ", and looked up again at " +
         second;
}

std::string Narrator::clause(const HookCall &call) const {
  if (call.relation == Relation::After)
    return nameOf(call) + happens(call) + "after the operation, at " + placeOfCall(call);
  switch (account_.kind) {
  case Kind::IgnoredResult:
    return ignored(call);
  case Kind::WrongObject:
    return otherObject(call);
  case Kind::WrongMode:
    return otherRight(call);
  case Kind::Early:
    return early(call);
  case Kind::WrongSubject:
    return nameOf(call) + " at " + placeOfCall(call) + " judged other credentials";
  case Kind::Relookup:
    return lookedUpAgain(call);
  default:
    return avoided(call);
  }
}

/// What is left to say if no call is near.
std::string Narrator::withoutCall() const {
  std::string hooks;
  const auto &anyOf = result_.rule->anyOf;
  for (size_t i = 0; i < anyOf.size() && i < kMostAuthorizers; ++i)
    hooks += (i == 0 ? "" : " or ") + quoted(anyOf[i].function);
  hooks += anyOf.size() > kMostAuthorizers ? " or another" : "";
  switch (account_.kind) {
  case Kind::Late:
    return hooks + " is asked only after the operation";
  case Kind::IgnoredResult:
    return hooks + " refused, and the path goes on";
  case Kind::WrongObject:
    return hooks + " was asked about another object";
  case Kind::WrongMode:
    return hooks + " was not asked for this right";
  case Kind::Early:
    return hooks + " was asked before what it judges was set";
  case Kind::WrongSubject:
    return hooks + " judged other credentials";
  case Kind::Relookup:
    return "it is looked up again" + (secondLookup().empty() ? "" : " at " + secondLookup()) + " after " +
           hooks + " was asked";
  case Kind::Bypass:
    return hooks + " is called, but not on this path";
  default:
    return (anyOf.front().isStore ? "no store to " : "no call of ") + hooks + " on any way to it";
  }
}

std::string acceptedText(rules::Accepts accepts) {
  switch (accepts.results) {
  case rules::AcceptedResults::Zero:
    return "returns 0";
  case rules::AcceptedResults::NonZero:
    return "does not return 0";
  case rules::AcceptedResults::NotNegative:
    return "does not return less than 0";
  case rules::AcceptedResults::Positive:
    return "returns more than 0";
  case rules::AcceptedResults::Number:
    return "returns " + std::to_string(accepts.number);
  case rules::AcceptedResults::Always:
    break;
  }
  return "";
}

const rules::Authorizer &namedIn(const rules::Rule &rule, const reports::Finding &finding) {
  auto found = std::find_if(rule.anyOf.begin(), rule.anyOf.end(), [&](const rules::Authorizer &each) {
    return each.function == finding.authorizer;
  });
  return found == rule.anyOf.end() ? rule.anyOf.front() : *found;
}

std::string dischargeOf(const rules::Rule &rule, const reports::Finding &finding) {
  const rules::Authorizer &authorizer = namedIn(rule, finding);
  std::string text = (authorizer.isStore ? "set " : "call ") + quoted(authorizer.function);
  if (!rule.objectIsSystem)
    text += " on " + quoted(finding.object);
  if (authorizer.mode)
    text += " with " + quoted(modeText(*authorizer.mode));
  text += " before " + finding.where.file + ":" + std::to_string(finding.where.line);
  if (const std::string accepted = acceptedText(authorizer.accepts); !accepted.empty())
    text += ", and go on only if it " + accepted;
  std::string others;
  for (const rules::Authorizer &other : rule.anyOf)
    if (other.function != authorizer.function)
      others += (others.empty() ? "" : ", ") + quoted(other.function);
  return others.empty() ? text : text + "; as good: " + others;
}

} // namespace

const HookCall *nearestOf(const infer::RuleResult &result, const ir::Program &program,
                          const Account &account) {
  for (Relation relation : relationsOf(account.kind)) {
    const HookCall *nearest = nullptr;
    auto rank = [&](const HookCall &call) {
      const ir::Function &function = program.function(account.path.frames[call.frame].function);
      return std::tuple(call.isOfObject, namesObject(*result.terms, call.check.objects), call.frame,
                        isAuthorizer(result, function, *instructionAt(function, call.check.site)));
    };
    for (const HookCall &call : account.hookCalls)
      if (call.relation == relation && (!nearest || rank(call) >= rank(*nearest)))
        nearest = &call;
    if (nearest)
      return nearest;
  }
  return nullptr;
}

std::string messageOf(const ir::Program &program, const infer::RuleResult &result, const Account &account,
                      const HookCall *nearest, const reports::Finding &finding) {
  const Narrator narrator(program, result, account);
  return quoted(finding.operation) + " on " + quoted(finding.object) +
         (account.kind == Kind::Unlabelled ? " is reached unlabelled: " : " is reached unchecked: ") +
         (nearest ? narrator.clause(*nearest) : narrator.withoutCall());
}

reports::Advice adviceOn(const rules::Rule &rule, const reports::Finding &finding) {
  return {.rule = {.file = rule.where.file, .line = rule.where.line},
          .discharge = dischargeOf(rule, finding),
          .exemption = "- caller: " + finding.function + "\n  file: " + finding.where.file +
                       "\n  why: say why no check is needed\n  reviewer: your name <address>\n"};
}

} // namespace hookqual::witness
