// SPDX-License-Identifier: MIT
// A report in which every text is what breaks naive renderers, for tests.
#pragma once

#include "reports/SampleReport.h"

namespace hookqual::reports {

/// Markup, quotes, separators of every format, a line break, and bytes that are no UTF-8.
inline const std::string kHostile = "<script>alert(1)</script>\"'`&,;%_{}\\\n\t]]>--> ../\xff\xfe";

inline Report hostileReport() {
  Report report = sampleReport();
  report.kernelVersion = report.toolVersion = report.rulesDigest = report.configDigest = kHostile;
  for (Finding &finding : report.findings) {
    for (std::string *text : {&finding.fingerprint, &finding.rule, &finding.confidence, &finding.kind,
                              &finding.authorizer, &finding.operation, &finding.object, &finding.message,
                              &finding.why, &finding.function, &finding.where.file, &finding.advice.discharge,
                              &finding.advice.exemption, &finding.advice.rule.file, &finding.baseline})
      *text = kHostile;
    finding.model = {{kHostile, kHostile}};
    finding.suppressed = kHostile;
    finding.entries = {{kHostile, kHostile}};
    finding.routes = {{kHostile, {kHostile, kHostile}, {kHostile}}};
    for (PathStep &step : finding.path) {
      step.where.file = step.function = step.event = kHostile;
      step.state = {{kHostile, kHostile}, {kHostile, kHostile}};
    }
  }
  report.ledger.skipped = {{kHostile, kHostile}};
  report.ledger.silentRules = {{kHostile, kHostile}};
  report.ledger.unusedExemptions = report.ledger.assumptions = {kHostile};
  report.ledger.overflows = {{kHostile, 1}};
  for (RuleRecord &rule : report.mediation.rules) {
    rule.id = rule.why = rule.confidence = rule.where.file = kHostile;
    rule.authorizers = rule.operations = rule.types = {kHostile};
  }
  for (OperationRecord &operation : report.mediation.operations)
    operation.fingerprint = operation.rule = operation.operation = operation.object = operation.function =
        operation.where.file = operation.reason = kHostile;
  for (AuthorizerCall &call : report.mediation.calls)
    call.authorizer = call.function = call.where.file = kHostile;
  report.mediation.entries = {kHostile};
  return report;
}

} // namespace hookqual::reports
