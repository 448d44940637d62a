// SPDX-License-Identifier: MIT
// The calls that could have checked the object, as they lie to the path that is shown.
#pragma once

#include "analyzer/infer/Inference.h"
#include "analyzer/witness/Path.h"

#include <optional>
#include <string>

namespace hookqual::witness {

enum class Relation : uint8_t {
  Avoided,     // the path turns away from it
  NotAsked,    // on the path, a function that may ask, but did not
  OtherRight,  // on the path, asked for something else
  Refused,     // on the path, and did not accept
  OtherObject, // on the path, of something else
  After,       // only when the operation has happened
};

struct HookCall {
  Relation relation = Relation::Avoided;
  size_t frame = 0; // of the path
  infer::CheckSite check;
  bool isOfObject = true;                                 // by name, or by the values passed
  const infer::Trace *event = nullptr;                    // on the path: what tells of it
  const infer::Trace *turn = nullptr;                     // Avoided: the edge that is taken
  std::optional<std::pair<ir::BlockId, uint32_t>> toward; // ... and the one that leads to the call
};

/// Outermost frames first; within them as events come, then avoided ones and later ones by site.
std::vector<HookCall> hookCallsAround(const ir::Program &program, const infer::RuleResult &result,
                                      const Path &path);

/// The alternative of the rule that the call asks, or that what it calls asks.
const rules::Authorizer &authorizerOf(const infer::RuleResult &result, const ir::Function &function,
                                      const infer::CheckSite &check);

/// Whether the call is one of the authorizer itself.
bool isAuthorizer(const infer::RuleResult &result, const ir::Function &function, const ir::Instruction &call);

/// Whether some of the objects is more than a constant, such as the NULL of a check that judges
/// the caller alone.
bool namesObject(const infer::TermPool &terms, infer::TermId objects);

/// Under which arguments the called function asks, in the words of the caller; empty when
/// that is unconditional, not known, or too long to say.
std::string conditionOfAsking(const ir::Program &program, const infer::RuleResult &result,
                              ir::FunctionId caller, const infer::CheckSite &check);

} // namespace hookqual::witness
