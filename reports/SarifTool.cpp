// SPDX-License-Identifier: MIT
#include "reports/SarifParts.h"

#include "llvm/ADT/StringExtras.h"

namespace hookqual::reports {

using llvm::json::OStream;

namespace {

constexpr size_t kMaxDescription = 1024; // of GitHub, in characters

/// `vfs/unlink-at`: `VfsUnlinkAt`.
std::string nameOf(llvm::StringRef id) {
  std::string name;
  bool begins = true;
  for (char c : id) {
    if (llvm::isAlnum(c))
      name += begins ? llvm::toUpper(c) : c;
    begins = !llvm::isAlnum(c);
  }
  return name;
}

std::string quoted(const std::vector<std::string> &names, llvm::StringRef conjunction) {
  std::string text;
  for (size_t i = 0; i < names.size(); ++i) {
    if (i != 0)
      text += (i + 1 == names.size() ? " " + conjunction + " " : llvm::Twine(", ")).str();
    text += "`" + names[i] + "`";
  }
  return text;
}

std::string summaryOf(const RuleRecord &rule) {
  return quoted(rule.operations, "and") + (rule.operations.size() == 1 ? " needs " : " need ") +
         quoted(rule.authorizers, "or") + " on the same object first.";
}

std::string helpOf(const RuleRecord &rule) {
  std::string help = summaryOf(rule) + " Why: " + rule.why + ".\n\n";
  help +=
      "To discharge a finding, call the authorizer on the same object on every path to the operation, and "
      "go on only if it accepts. If no check is needed there, say so under `exempt:` of the rule (" +
      rule.where.file + ":" + std::to_string(rule.where.line) +
      ") with a reason; `hookqual explain ID` prints the lines for it.";
  return help;
}

llvm::StringRef precisionOf(const RuleRecord &rule) {
  return rule.confidence == "moderate" ? llvm::StringRef("medium") : llvm::StringRef(rule.confidence);
}

void writeRuleProperties(OStream &json, const RuleRecord &rule) {
  json.attributeArray("tags", [&] {
    json.value("security");
    json.value("external/cwe/cwe-862");
  });
  writeString(json, "precision", precisionOf(rule));
  json.attribute("security-severity", rule.confidence == "low" ? "4.0" : "7.0");
  writeString(json, "confidence", rule.confidence);
  writeTexts(json, "authorizers", rule.authorizers);
  writeTexts(json, "operations", rule.operations);
  writeTexts(json, "types", rule.types);
  writeString(json, "file", rule.where.file);
  json.attribute("line", rule.where.line);
}

void writeCwe(OStream &json) {
  json.attributeArray("relationships", [&] {
    json.object([&] {
      json.attributeObject("target", [&] {
        json.attribute("id", "862");
        json.attributeObject("toolComponent", [&] { json.attribute("name", "CWE"); });
      });
      json.attributeArray("kinds", [&] { json.value("superset"); });
    });
  });
}

void writeRule(OStream &json, const RuleRecord &rule, const SarifOptions &options) {
  const size_t most = options.profile == SarifProfile::GitHub ? kMaxDescription : std::string::npos;
  const std::string help = helpOf(rule);
  writeString(json, "id", rule.id);
  json.attribute("name", nameOf(rule.id));
  writeMessage(json, "shortDescription", unicode(summaryOf(rule).substr(0, most)));
  writeMessage(json, "fullDescription", unicode((rule.why + ".").substr(0, most)));
  json.attributeObject("help", [&] {
    writeString(json, "text", help);
    writeString(json, "markdown", help);
  });
  json.attributeObject("defaultConfiguration",
                       [&] { json.attribute("level", rule.confidence == "low" ? "note" : "warning"); });
  writeCwe(json);
  json.attributeObject("properties", [&] { writeRuleProperties(json, rule); });
}

void writeNotificationKinds(OStream &json) {
  static constexpr std::pair<llvm::StringLiteral, llvm::StringLiteral> kKinds[] = {
      {"skipped-unit", "A translation unit could not be analysed."},
      {"silent-rule", "A rule matched no authorizer call or no operation."},
      {"unused-exemption", "An exemption matched nothing."},
      {"unresolved-calls", "Calls through pointers lead nowhere that was captured."},
      {"bound-hit", "A bound of the analysis was hit."},
      {"assumption", "The verdict rests on this."},
      {"left-out", "Results that this log leaves out."},
  };
  json.attributeArray("notifications", [&] {
    for (const auto &[id, text] : kKinds)
      json.object([&] {
        json.attribute("id", id);
        for (const char *form : {"shortDescription", "fullDescription", "help"})
          writeMessage(json, form, text);
      });
  });
}

} // namespace

void writeTool(OStream &json, const Report &report, const SarifOptions &options) {
  json.attributeObject("driver", [&] {
    json.attribute("name", "hookqual");
    writeString(json, "semanticVersion", report.toolVersion);
    writeString(json, "version", report.toolVersion);
    writeMessage(json, "shortDescription", "Verifies where authorization hooks stand in the Linux kernel.");
    json.attributeArray("rules", [&] {
      for (const RuleRecord &rule : report.mediation.rules)
        json.object([&] { writeRule(json, rule, options); });
    });
    writeNotificationKinds(json);
    json.attributeArray("supportedTaxonomies", [&] { json.object([&] { json.attribute("name", "CWE"); }); });
  });
}

} // namespace hookqual::reports
