// SPDX-License-Identifier: MIT
// Findings with their paths, then every other operation.
#include "reports/SarifParts.h"
#include "reports/Spelling.h"

#include "llvm/ADT/STLExtras.h"

namespace hookqual::reports {

using llvm::json::OStream;

namespace {

// What GitHub takes; it shows fewer.
constexpr size_t kMaxResults = 25'000;
constexpr size_t kMaxSteps = 10'000;

constexpr llvm::StringLiteral kFingerprint = "hookqual/v1";

llvm::StringRef flowKind(StepKind kind) {
  switch (kind) {
  case StepKind::Enters:
    return "enter";
  case StepKind::Calls:
    return "call";
  case StepKind::Branch:
    return "branch";
  case StepKind::Lookup:
    return "acquire";
  case StepKind::Checked:
    return "check";
  case StepKind::Refused:
  case StepKind::NotChecked:
    return "caution";
  case StepKind::Operation:
    return "danger";
  }
  llvm_unreachable("every step has a kind");
}

llvm::StringRef resultKind(Verdict verdict) {
  switch (verdict) {
  case Verdict::Proved:
  case Verdict::Refuted:
    return "pass";
  case Verdict::Exempt:
    return "informational";
  case Verdict::Assumed:
  case Verdict::Unknown:
    return "open";
  case Verdict::Violated:
    return "fail";
  }
  llvm_unreachable("every verdict has a kind");
}

/// Position of the rule among those of the tool, which are ascending; negative: not there.
int64_t indexOf(const Report &report, const std::string &id) {
  const auto &rules = report.mediation.rules;
  const auto at = llvm::partition_point(rules, [&](const RuleRecord &rule) { return rule.id < id; });
  return at != rules.end() && at->id == id ? at - rules.begin() : -1;
}

void writeRuleReference(OStream &json, const Report &report, const std::string &id) {
  writeString(json, "ruleId", id);
  if (const int64_t index = indexOf(report, id); index >= 0)
    json.attribute("ruleIndex", index);
}

void writeLocations(OStream &json, const SourceRange &where, const std::string &function) {
  json.attributeArray("locations", [&] { json.object([&] { writePlace(json, where, function); }); });
}

void writeState(OStream &json, const std::vector<std::pair<std::string, std::string>> &state) {
  UniqueKeys keys;
  for (const auto &[object, qualifier] : state)
    writeMessage(json, keys.add(object), qualifier);
}

void writeStep(OStream &json, const PathStep &step, size_t order) {
  json.attributeObject("location", [&] {
    writePlace(json, step.where, step.function);
    writeMessage(json, "message", step.event);
  });
  json.attributeArray("kinds", [&] { json.value(flowKind(step.kind)); });
  if (!step.state.empty())
    json.attributeObject("state", [&] { writeState(json, step.state); });
  json.attribute("nestingLevel", step.depth);
  json.attribute("executionOrder", int64_t(order));
  json.attribute("importance", spelling(step.importance));
}

/// Of a path that is longer than the profile allows, what has to be read, and of that the end.
std::vector<const PathStep *> stepsOf(const Finding &finding, const SarifOptions &options) {
  const bool isTooLong = options.profile == SarifProfile::GitHub && finding.path.size() > kMaxSteps;
  std::vector<const PathStep *> steps;
  for (const PathStep &step : finding.path)
    if (!isTooLong || step.importance != Importance::Unimportant)
      steps.push_back(&step);
  if (isTooLong && steps.size() > kMaxSteps)
    steps.erase(steps.begin(), steps.end() - kMaxSteps);
  return steps;
}

void writeCodeFlow(OStream &json, const Finding &finding, const SarifOptions &options) {
  json.attributeArray("threadFlows", [&] {
    json.object([&] {
      if (!finding.model.empty())
        json.attributeObject("initialState", [&] {
          UniqueKeys keys;
          for (const auto &[parameter, value] : finding.model)
            writeMessage(json, keys.add(parameter), value);
        });
      json.attributeArray("locations", [&] {
        size_t order = 0;
        for (const PathStep *step : stepsOf(finding, options))
          json.object([&] { writeStep(json, *step, ++order); });
      });
    });
  });
}

void writeRelated(OStream &json, const Finding &finding) {
  json.attributeArray("relatedLocations", [&] {
    int64_t id = 0;
    for (const PathStep &step : finding.path) {
      const bool isTelling = step.kind == StepKind::Lookup || step.kind == StepKind::Checked ||
                             step.kind == StepKind::Refused || step.kind == StepKind::NotChecked;
      if (isTelling && id < 100) // as many as GitHub shows
        json.object([&] {
          json.attribute("id", ++id);
          writePlace(json, step.where, step.function);
          writeMessage(json, "message", step.event);
        });
    }
  });
}

void writeEntries(OStream &json, const Finding &finding) {
  writeObjects(json, "entries", finding.entries, [](OStream &part, const EntryReference &entry) {
    writeString(part, "name", entry.name);
    part.attribute("class", unicode(entry.entryClass));
  });
  writeObjects(json, "routes", finding.routes, [](OStream &part, const Route &route) {
    writeString(part, "id", route.id);
    writeString(part, "entry", route.entry.name);
    writeTexts(part, "functions", route.functions);
  });
}

void writeFindingProperties(OStream &json, const Finding &finding) {
  writeString(json, "kind", finding.kind);
  writeString(json, "authorizer", finding.authorizer);
  writeString(json, "operation", finding.operation);
  writeString(json, "object", finding.object);
  writeString(json, "confidence", finding.confidence);
  json.attribute("feasibility", spelling(finding.feasibility));
  writeString(json, "discharge", finding.advice.discharge);
  writeString(json, "exemption", finding.advice.exemption);
  writeEntries(json, finding);
}

void writeSuppression(OStream &json, const std::string &justification) {
  json.attributeArray("suppressions", [&] {
    json.object([&] {
      json.attribute("kind", "external");
      json.attribute("status", "accepted");
      writeString(json, "justification", justification);
    });
  });
}

/// That service compares this fingerprint alone; its own is of the line's text, which changes more often.
void writeFingerprints(OStream &json, const std::string &fingerprint, const SarifOptions &options) {
  json.attributeObject("partialFingerprints", [&] {
    writeString(json, kFingerprint, fingerprint);
    if (options.profile == SarifProfile::GitHub)
      writeString(json, "primaryLocationLineHash", fingerprint + ":1");
  });
}

/// An undecided finding is no failure yet, except for a service that shows failures alone.
void writeKind(OStream &json, const Finding &finding, const SarifOptions &options) {
  const bool isUndecided = finding.feasibility == Feasibility::Unknown;
  if (isUndecided && options.profile == SarifProfile::Full) {
    json.attribute("kind", "open");
    json.attribute("level", "none");
  } else {
    json.attribute("kind", "fail");
    json.attribute("level", isUndecided || finding.confidence == "low" ? "note" : "warning");
  }
}

std::string sentence(const std::string &text) {
  return text.empty() || text.back() == '.' ? text : text + ".";
}

void writeFinding(OStream &json, const Report &report, const Finding &finding, const SarifOptions &options) {
  writeRuleReference(json, report, finding.rule);
  writeKind(json, finding, options);
  writeMessage(json, "message", sentence(finding.message));
  writeLocations(json, finding.where, finding.function);
  writeFingerprints(json, finding.fingerprint, options);
  if (!finding.path.empty())
    json.attributeArray("codeFlows", [&] { json.object([&] { writeCodeFlow(json, finding, options); }); });
  writeRelated(json, finding);
  if (finding.suppressed)
    writeSuppression(json, *finding.suppressed);
  json.attributeObject("properties", [&] { writeFindingProperties(json, finding); });
}

void writeOperation(OStream &json, const Report &report, const OperationRecord &operation,
                    const SarifOptions &options) {
  writeRuleReference(json, report, operation.rule);
  json.attribute("kind", resultKind(operation.verdict));
  json.attribute("level", "none");
  const std::string on = operation.object.empty() ? "" : " on `" + operation.object + "`";
  const std::string &reason = operation.reason;
  writeMessage(json, "message",
               "`" + operation.operation + "`" + on + ": " + meaning(operation.verdict) +
                   (reason.empty() ? "." : ": " + reason + "."));
  writeLocations(json, operation.where, operation.function);
  writeFingerprints(json, operation.fingerprint, options);
  json.attributeObject("properties", [&] { writeString(json, "verdict", spelling(operation.verdict)); });
}

/// A log says of all its results how they stand to the baseline, or of none.
class Baseline {
public:
  explicit Baseline(const Report &report)
      : isThere_(llvm::any_of(report.findings, [](const Finding &f) { return f.baseline != "new"; })) {}

  void write(OStream &json, llvm::StringRef state) const {
    static constexpr llvm::StringLiteral kStates[] = {"new", "unchanged", "updated", "absent"};
    if (isThere_)
      json.attribute("baselineState", llvm::is_contained(kStates, state) ? state : "unchanged");
  }

private:
  bool isThere_;
};

bool isSentTo(SarifProfile profile, const Finding &finding) {
  return profile == SarifProfile::Full || (!finding.suppressed && finding.baseline != "absent");
}

} // namespace

std::string leftOut(const Report &report, const SarifOptions &options) {
  if (options.profile == SarifProfile::Full)
    return "";
  const auto isSent = [&](const Finding &finding) { return isSentTo(options.profile, finding); };
  const size_t sent = llvm::count_if(report.findings, isSent);
  std::string text = std::to_string(report.findings.size() - sent) + " suppressed or absent findings and " +
                     std::to_string(llvm::count_if(report.mediation.operations,
                                                   [](const OperationRecord &o) { return !o.isReported; })) +
                     " operations that are no failures are left out for GitHub.";
  if (sent > kMaxResults)
    text += " So are " + std::to_string(sent - kMaxResults) + " findings beyond the " +
            std::to_string(kMaxResults) + " that it takes.";
  return text;
}

void writeResults(OStream &json, const Report &report, const SarifOptions &options) {
  const Baseline baseline(report);
  const bool isFull = options.profile == SarifProfile::Full;
  size_t written = 0;
  for (const Finding &finding : report.findings) {
    if (!isSentTo(options.profile, finding) || (!isFull && written == kMaxResults))
      continue;
    ++written;
    json.object([&] {
      writeFinding(json, report, finding, options);
      baseline.write(json, finding.baseline);
    });
  }
  for (const OperationRecord &operation : report.mediation.operations)
    if (isFull && !operation.isReported)
      json.object([&] {
        writeOperation(json, report, operation, options);
        baseline.write(json, "unchanged");
      });
}

} // namespace hookqual::reports
