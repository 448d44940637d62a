// SPDX-License-Identifier: MIT
#include "reports/Signature.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>

namespace hookqual::reports {

namespace {

constexpr size_t kShownStores = 12; // of a function; JSON has all

std::string checkedText(const QualifiedObjects &qualified) {
  const std::string mode = qualified.mode.empty() ? "" : ", " + qualified.mode;
  const std::string objects =
      qualified.objects.empty() ? "an object that no caller can name" : qualified.objects;
  return objects + ": checked(" + qualified.authorizer + mode + ")";
}

void writeSite(const SignatureSite &site, llvm::raw_ostream &out) {
  out << site.where.file << ':' << site.where.line << ':' << site.where.column << ": " << site.what << " in "
      << site.function << '\n';
}

std::string counted(uint64_t count, llvm::StringRef what) {
  return (llvm::Twine(count) + " " + what + (count == 1 ? "" : "s")).str();
}

void writeCallers(const Signature &signature, llvm::raw_ostream &out) {
  out << "  called by " << counted(signature.callers, "function");
  if (signature.entry.entryClass != "none")
    out << "; entry " << signature.entry.name << " (" << signature.entry.entryClass << ")";
  out << '\n';
}

llvm::StringRef endText(RequirementEnd end) {
  switch (end) {
  case RequirementEnd::Callers:
    return "left to its callers";
  case RequirementEnd::Here:
    return "a type error here: no caller can meet it";
  case RequirementEnd::Assumed:
    return "taken to be met: no caller was captured";
  }
  return "";
}

void writeAlternatives(const std::vector<QualifiedObjects> &anyOf, llvm::StringRef rule,
                       llvm::raw_ostream &out) {
  for (const QualifiedObjects &each : anyOf)
    out << (&each == &anyOf.front() ? "" : "\n        or ") << checkedText(each);
  out << "  [" << rule << "]\n";
}

void writeOperation(const OperationOf &operation, llvm::StringRef function, llvm::raw_ostream &out) {
  out << "  each call" << (operation.operation == function ? "" : " of " + operation.operation)
      << (operation.isConditional ? " that the rule selects" : "") << " requires ";
  writeAlternatives(operation.anyOf, operation.rule, out);
}

void writeConditions(const std::vector<std::string> &when, llvm::raw_ostream &out) {
  for (const std::string &condition : when)
    out << "      " << (&condition == &when.front() ? "when " : "  or ") << condition << '\n';
}

void writeRequirement(const Requirement &requirement, llvm::StringRef title, llvm::raw_ostream &out) {
  out << "  " << title;
  writeAlternatives(requirement.anyOf, requirement.rule, out);
  writeConditions(requirement.when, out);
  for (const SignatureSite &site : requirement.chain)
    writeSite(site, out.indent(6));
  out << "      " << endText(requirement.end) << '\n';
}

void writeOutcome(const EnsuredOutcome &outcome, llvm::raw_ostream &out) {
  out << "    returns" << (outcome.returned.empty() ? "" : " " + outcome.returned) << '\n';
  writeConditions(outcome.when, out);
  if (outcome.checked.empty())
    out << "      nothing\n";
  for (const EnsuredObjects &ensured : outcome.checked) {
    out << "      " << checkedText(ensured.qualified) << '\n';
    for (const SignatureSite &site : ensured.sites)
      writeSite(site, out.indent(8));
  }
}

void writeEnsured(const EnsuredOutcomes &ensured, llvm::raw_ostream &out) {
  out << "  ensures  [" << llvm::join(ensured.rules, ", ") << "]\n";
  for (const EnsuredOutcome &outcome : ensured.outcomes)
    writeOutcome(outcome, out);
}

void writeEffects(const SignatureEffects &effects, llvm::raw_ostream &out) {
  if (!effects.isFollowed) {
    out << "  result and stores are not known: the body is too large\n";
    return;
  }
  if (!effects.returned.empty())
    out << "  returns " << (effects.value.empty() ? effects.returned : effects.value) << '\n';
  if (!effects.lookupKeys.empty())
    out << "  looks up its result by " << llvm::join(effects.lookupKeys, ", ") << '\n';
  const size_t shown = std::min(kShownStores, effects.stores.size());
  for (const SignatureStore &store : llvm::ArrayRef(effects.stores).take_front(shown))
    out << "  stores " << store.place << (store.value.empty() ? "" : " = " + store.value) << '\n';
  if (shown < effects.stores.size())
    out << "  stores to " << effects.stores.size() - shown << " places more\n";
}

void writeSignature(const Signature &signature, llvm::raw_ostream &out) {
  out << signature.where.file << ':' << signature.where.line << ": " << signature.prototype << '\n';
  writeCallers(signature, out);
  for (const OperationOf &operation : signature.operationOf)
    writeOperation(operation, signature.name, out);
  for (const Requirement &requirement : signature.requirements)
    writeRequirement(requirement, "requires ", out);
  for (const Requirement &error : signature.typeErrors)
    writeRequirement(error, "lacks    ", out);
  for (const EnsuredOutcomes &ensured : signature.ensures)
    writeEnsured(ensured, out);
  if (signature.operationOf.empty() && signature.requirements.empty() && signature.typeErrors.empty() &&
      signature.ensures.empty())
    out << "  no rule asks anything of it or learns anything from it\n";
  writeEffects(signature.effects, out);
}

} // namespace

void writeSignatureText(const SignatureReport &report, llvm::raw_ostream &out) {
  for (const Signature &signature : report.signatures) {
    if (&signature != &report.signatures.front())
      out << '\n';
    writeSignature(signature, out);
  }
}

} // namespace hookqual::reports
