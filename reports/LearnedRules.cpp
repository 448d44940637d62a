// SPDX-License-Identifier: MIT
#include "reports/LearnedRules.h"

#include "reports/JsonParts.h"

#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

namespace hookqual::reports {

namespace {

constexpr size_t kShownPlaces = 4; // of a rule and a kind; JSON has all that are kept

void writePlaces(llvm::StringRef title, const std::vector<LearnedPlace> &places, uint64_t all,
                 llvm::raw_ostream &out) {
  size_t shown = 0;
  for (const LearnedPlace &place : places) {
    if (shown++ == kShownPlaces)
      break;
    out << "# " << title << ' ' << place.where.file << ':' << place.where.line << ' ' << place.function
        << '\n';
  }
  if (all > std::min(kShownPlaces, places.size()))
    out << "# " << title << " … " << all - std::min(kShownPlaces, places.size()) << " more\n";
}

void writeRule(const LearnedRule &rule, llvm::raw_ostream &out) {
  out << llvm::formatv("\n# guarded at {0} of {1} sites, score {2:F2}\n", rule.support, rule.sites,
                       rule.score);
  writePlaces("guarded  ", rule.guarded, rule.support, out);
  writePlaces("unguarded", rule.exceptions, rule.sites - rule.support, out);
  out << "- rule: " << rule.id << "\n  authorizer: " << rule.authorizer << "\n  operation: {"
      << rule.operationKind << ": " << rule.operation << "}\n";
  if (rule.objects.empty()) {
    out << "  object: system\n";
  } else {
    out << "  objects: {";
    for (const auto &[parameter, operand] : rule.objects)
      out << (&parameter == &rule.objects.front().first ? "" : ", ") << parameter << ": " << operand;
    out << "}\n";
  }
  out << "  confidence: low\n  why: \"learned: the hook is asked before " << rule.support << " of "
      << rule.sites << " such operations\"\n";
}

void writePlace(llvm::json::OStream &json, const LearnedPlace &place) {
  writeString(json, "function", place.function);
  writeWhere(json, place.where);
}

void writeObject(llvm::json::OStream &json, const std::pair<std::string, std::string> &object) {
  writeString(json, "parameter", object.first);
  writeString(json, "operand", object.second);
}

void writeJsonRule(llvm::json::OStream &json, const LearnedRule &rule) {
  json.attribute("rule", rule.id);
  json.attribute("authorizer", rule.authorizer);
  json.attribute("kind", rule.operationKind);
  json.attribute("operation", rule.operation);
  json.attribute("support", rule.support);
  json.attribute("sites", rule.sites);
  json.attributeBegin("score");
  json.rawValue(llvm::formatv("{0:F4}", rule.score).str());
  json.attributeEnd();
  writeObjects(json, "objects", rule.objects, writeObject);
  writeObjects(json, "guarded", rule.guarded, writePlace);
  writeObjects(json, "exceptions", rule.exceptions, writePlace);
}

} // namespace

void writeLearnedRules(const LearnedRules &rules, llvm::raw_ostream &out) {
  out << "# Rules mined by hookqual " << rules.toolVersion << " from Linux " << rules.kernelVersion
      << ", most convincing first: " << rules.rules.size() << " of " << rules.found
      << ".\n# Each is a question: read the places before you keep it.\n";
  for (const LearnedRule &rule : rules.rules)
    writeRule(rule, out);
}

void writeLearnedJson(const LearnedRules &rules, llvm::raw_ostream &out) {
  llvm::json::OStream json(out, 2);
  json.object([&] {
    writeHead(json, "hookqual-learned/1", rules);
    json.attribute("found", rules.found);
    writeObjects(json, "rules", rules.rules, writeJsonRule);
  });
  out << '\n';
}

} // namespace hookqual::reports
