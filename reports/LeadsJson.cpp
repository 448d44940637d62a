// SPDX-License-Identifier: MIT
#include "reports/Leads.h"

#include "reports/JsonParts.h"

#include "llvm/Support/FormatVariadic.h"

namespace hookqual::reports {

namespace {

using llvm::json::OStream;

/// Rounded, so that no last bit of a library's logarithm shows.
std::string rounded(double number) {
  return llvm::formatv("{0:F4}", number).str();
}

void writeSibling(OStream &json, const LeadSibling &sibling) {
  writeString(json, "name", sibling.name);
  writeWhere(json, sibling.where);
  json.attribute("carries", sibling.carries);
}

void writeLead(OStream &json, const Lead &lead) {
  json.attribute("id", lead.id);
  writeString(json, "requirement", lead.requirement);
  writeString(json, "authorizer", lead.authorizer);
  json.attribute("kind", lead.kind);
  json.attribute("carries", lead.carries);
  writeString(json, "function", lead.function);
  writeString(json, "arm", lead.arm);
  writeWhere(json, lead.where);
  writeString(json, "family", lead.family);
  json.attribute("carriers", lead.carriers);
  json.attribute("members", lead.members);
  json.attribute("carrying_functions", lead.carryingFunctions);
  json.attribute("families", lead.families);
  json.attributeBegin("score");
  json.rawValue(rounded(lead.score));
  json.attributeEnd();
  writeObjects(json, "reached_from", lead.reachedFrom, writeSibling);
  writeTexts(json, "also_lacking", lead.alsoLacking);
  writeString(json, "lost_before", lead.lostBefore);
  writeString(json, "discharge", lead.discharge);
  writeObjects(json, "siblings", lead.siblings, writeSibling);
}

} // namespace

void writeLeadJson(const LeadReport &report, llvm::raw_ostream &out) {
  OStream json(out, 2);
  json.object([&] {
    writeHead(json, "hookqual-leads/1", report);
    json.attribute("found", report.found);
    json.attribute("functions", report.functions);
    writeObjects(json, "leads", report.leads, writeLead);
  });
  out << '\n';
}

} // namespace hookqual::reports
