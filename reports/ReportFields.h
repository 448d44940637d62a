// SPDX-License-Identifier: MIT
// The fields of a report's parts, for what treats them all alike. A new field does not compile
// until it is named here.
#pragma once

#include "reports/Finding.h"

#include <concepts>
#include <tuple>
#include <type_traits>

namespace hookqual::reports {

/// `Whole`, const or not.
template <typename T, typename Whole>
concept Is = std::same_as<std::remove_const_t<T>, Whole>;

auto fieldsOf(Is<SourceRange> auto &whole) {
  auto &[file, line, column, endLine, endColumn] = whole;
  return std::tie(file, line, column, endLine, endColumn);
}

auto fieldsOf(Is<PathStep> auto &whole) {
  auto &[where, function, event, state, depth, kind, importance] = whole;
  return std::tie(where, function, event, state, depth, kind, importance);
}

auto fieldsOf(Is<EntryReference> auto &whole) {
  auto &[name, entryClass] = whole;
  return std::tie(name, entryClass);
}

auto fieldsOf(Is<Route> auto &whole) {
  auto &[id, entry, functions] = whole;
  return std::tie(id, entry, functions);
}

auto fieldsOf(Is<Advice> auto &whole) {
  auto &[rule, discharge, exemption] = whole;
  return std::tie(rule, discharge, exemption);
}

auto fieldsOf(Is<Finding> auto &whole) {
  auto &[fingerprint, rule, confidence, kind, authorizer, operation, object, message, why, function, where,
         feasibility, model, entries, routes, path, advice, baseline, suppressed] = whole;
  return std::tie(fingerprint, rule, confidence, kind, authorizer, operation, object, message, why, function,
                  where, feasibility, model, entries, routes, path, advice, baseline, suppressed);
}

auto fieldsOf(Is<Contradiction> auto &whole) {
  auto &[where, function, event] = whole;
  return std::tie(where, function, event);
}

auto fieldsOf(Is<Refutation> auto &whole) {
  auto &[rule, operation, object, function, from, where, because] = whole;
  return std::tie(rule, operation, object, function, from, where, because);
}

auto fieldsOf(Is<SkippedUnit> auto &whole) {
  auto &[unit, reason] = whole;
  return std::tie(unit, reason);
}

auto fieldsOf(Is<Ledger> auto &whole) {
  auto &[units, parsed, skipped, parsedPlainly, functions, calls, callsUnresolved, rules, silentRules,
         unusedExemptions, operations, typeErrors, refuted, unknown, exempted, overflows, analyses,
         mostVisits, assumptions] = whole;
  return std::tie(units, parsed, skipped, parsedPlainly, functions, calls, callsUnresolved, rules,
                  silentRules, unusedExemptions, operations, typeErrors, refuted, unknown, exempted,
                  overflows, analyses, mostVisits, assumptions);
}

auto fieldsOf(Is<OperationRecord> auto &whole) {
  auto &[fingerprint, rule, operation, object, function, where, verdict, reason, isReported] = whole;
  return std::tie(fingerprint, rule, operation, object, function, where, verdict, reason, isReported);
}

auto fieldsOf(Is<RuleRecord> auto &whole) {
  auto &[id, confidence, why, where, authorizers, operations, types] = whole;
  return std::tie(id, confidence, why, where, authorizers, operations, types);
}

auto fieldsOf(Is<AuthorizerCall> auto &whole) {
  auto &[authorizer, function, where] = whole;
  return std::tie(authorizer, function, where);
}

auto fieldsOf(Is<EntryReach> auto &whole) {
  auto &[entry, rule, calls, mediated, unknown, violated] = whole;
  return std::tie(entry, rule, calls, mediated, unknown, violated);
}

auto fieldsOf(Is<SubsystemReach> auto &whole) {
  auto &[subsystem, entries] = whole;
  return std::tie(subsystem, entries);
}

auto fieldsOf(Is<Mediation> auto &whole) {
  auto &[rules, operations, calls, entries, reach, subsystems] = whole;
  return std::tie(rules, operations, calls, entries, reach, subsystems);
}

auto fieldsOf(Is<Report> auto &whole) {
  auto &[toolVersion, rulesDigest, kernelVersion, configDigest, ledger, findings, refutations, mediation] =
      whole;
  return std::tie(toolVersion, rulesDigest, kernelVersion, configDigest, ledger, findings, refutations,
                  mediation);
}

} // namespace hookqual::reports
