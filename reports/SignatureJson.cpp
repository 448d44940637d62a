// SPDX-License-Identifier: MIT
#include "reports/Signature.h"

#include "reports/JsonParts.h"

namespace hookqual::reports {

namespace {

using llvm::json::OStream;

void writeSite(OStream &json, const SignatureSite &site) {
  json.attribute("function", site.function);
  json.attribute("what", site.what);
  writeWhere(json, site.where);
}

void writeQualified(OStream &json, const QualifiedObjects &qualified) {
  writeString(json, "objects", qualified.objects);
  json.attribute("authorizer", qualified.authorizer);
  writeString(json, "mode", qualified.mode);
}

llvm::StringRef toString(RequirementEnd end) {
  switch (end) {
  case RequirementEnd::Callers:
    return "callers";
  case RequirementEnd::Here:
    return "here";
  case RequirementEnd::Assumed:
    return "assumed";
  }
  return "here";
}

void writeRequirement(OStream &json, const Requirement &requirement) {
  json.attribute("rule", requirement.rule);
  json.attribute("operation", requirement.operation);
  writeObjects(json, "any_of", requirement.anyOf, writeQualified);
  writeTexts(json, "when", requirement.when);
  writeObjects(json, "chain", requirement.chain, writeSite);
  json.attribute("end", toString(requirement.end));
}

void writeOperation(OStream &json, const OperationOf &operation) {
  json.attribute("rule", operation.rule);
  json.attribute("operation", operation.operation);
  writeObjects(json, "any_of", operation.anyOf, writeQualified);
  json.attribute("conditional", operation.isConditional);
}

void writeOutcome(OStream &json, const EnsuredOutcome &outcome) {
  json.attribute("returns", outcome.returned);
  writeTexts(json, "when", outcome.when);
  writeObjects(json, "checked", outcome.checked, [](OStream &out, const EnsuredObjects &ensured) {
    writeQualified(out, ensured.qualified);
    writeObjects(out, "sites", ensured.sites, writeSite);
  });
}

void writeEffects(OStream &json, const SignatureEffects &effects) {
  json.attribute("followed", effects.isFollowed);
  json.attribute("returns", effects.returned);
  writeString(json, "value", effects.value);
  writeObjects(json, "stores", effects.stores, [](OStream &out, const SignatureStore &store) {
    writeString(out, "place", store.place);
    writeString(out, "value", store.value);
  });
  writeTexts(json, "lookup_keys", effects.lookupKeys);
}

void writeSignature(OStream &json, const Signature &signature) {
  json.attribute("name", signature.name);
  json.attribute("symbol", signature.symbol);
  writeWhere(json, signature.where);
  writeString(json, "prototype", signature.prototype);
  json.attributeObject("entry", [&] {
    json.attribute("name", signature.entry.name);
    json.attribute("class", signature.entry.entryClass);
  });
  json.attribute("callers", signature.callers);
  writeObjects(json, "operation_of", signature.operationOf, writeOperation);
  writeObjects(json, "requires", signature.requirements, writeRequirement);
  writeObjects(json, "type_errors", signature.typeErrors, writeRequirement);
  writeObjects(json, "ensures", signature.ensures, [](OStream &out, const EnsuredOutcomes &ensured) {
    writeTexts(out, "rules", ensured.rules);
    writeObjects(out, "outcomes", ensured.outcomes, writeOutcome);
  });
  json.attributeObject("effects", [&] { writeEffects(json, signature.effects); });
}

} // namespace

void writeSignatureJson(const SignatureReport &report, llvm::raw_ostream &out) {
  OStream json(out, 2);
  json.object([&] {
    writeHead(json, "hookqual-signatures/1", report);
    writeObjects(json, "signatures", report.signatures, writeSignature);
  });
  out << '\n';
}

} // namespace hookqual::reports
