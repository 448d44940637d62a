// SPDX-License-Identifier: MIT
#include "analyzer/systems/RestrictionTables.h"

#include "analyzer/systems/DecidingCalls.h"
#include "analyzer/systems/Restriction.h"
#include "analyzer/systems/SourceText.h"

namespace hookqual::systems {

namespace {

reports::Table denialTable() {
  return {
      .name = "lost_denials",
      .title = "Denials that do not deny",
      .note = "Calls of hooks whose answer nothing looks at, and branches on which a hook has refused and "
              "the function may return what its callers take for success.",
      .columns = {{"hook", "hook", "that refuses"},
                  {"function", "function", "that asks it"},
                  {"place", "place", "of the branch; ignored: of the call"},
                  {"denial", "denial", "ignored, or success: turned into it"},
                  {"answers", "answers", "that the function may give then, as far as they are no errors"}},
      .rows = {}};
}

reports::Table authorityTable() {
  return {
      .name = "authoritative_uses",
      .title = "Hooks that may overrule an ordinary check",
      .note = "Calls of hooks that are made only when an ordinary check has failed, in functions that may "
              "succeed after the hook has accepted.",
      .columns = {{"hook", "hook", "that is asked"},
                  {"check", "check", "that has failed"},
                  {"function", "function", "that asks both"},
                  {"place", "place", "of the call of the hook"},
                  {"failed_at", "failed at", "the branch on which the check has failed"},
                  {"answers", "answers", "that the function may give then, as far as they are no errors"}},
      .rows = {}};
}

std::string placeOfCall(const ir::Function &function, const mutate::HookCall &call) {
  return textOfPlace(function, ir::instructionAt(function, call.site)->location);
}

} // namespace

Tables restrictionTables(const SectionInput &input) {
  const std::vector<mutate::HookCall> calls = decidingCalls(input);
  reports::Table denials = denialTable(), authority = authorityTable();
  for (const LostDenial &each : lostDenialsIn(input.program, calls)) {
    const ir::Function &function = input.program.function(each.call.function);
    denials.rows.push_back({each.call.hook, function.symbol.name, textOfPlace(function, each.where),
                            std::string(toString(each.denial)), each.answers});
  }
  for (const AuthoritativeUse &each : authoritativeUsesIn(input.program, input.rules, calls)) {
    const ir::Function &function = input.program.function(each.call.function);
    authority.rows.push_back({each.call.hook, each.check, function.symbol.name,
                              placeOfCall(function, each.call), textOfPlace(function, each.where),
                              each.answers});
  }
  return {std::move(denials), std::move(authority)};
}

} // namespace hookqual::systems
