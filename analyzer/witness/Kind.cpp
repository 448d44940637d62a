// SPDX-License-Identifier: MIT
#include "analyzer/witness/Kind.h"

#include "analyzer/witness/Blocks.h"

#include <algorithm>

namespace hookqual::witness {

namespace {

/// Where the authorizer is called in a function, seen from the site of the operation (or of
/// the call that leads to it).
struct Placement {
  bool isAvoided = false, isAfter = false;
};

/// A check before the operation that the path does not come by was avoided; one after it is
/// late if it is of the very object.
Placement placementIn(const ir::Function &function, const std::vector<infer::CheckSite> &checks,
                      const Frame &frame) {
  const Position operation = positionOf(function, frame.site);
  // What asks and then returns elsewhere was avoided as well.
  const bool isReturn = ir::instructionAt(function, frame.site)->kind == ir::InstructionKind::Return;
  const std::vector<uint32_t> onPath = blocksOn(frame);
  Placement placement;
  for (const infer::CheckSite &check : checks) {
    if (check.site == frame.site)
      continue;
    const Position position = positionOf(function, check.site);
    const bool isPassed = std::find(onPath.begin(), onPath.end(), position.block) != onPath.end();
    const bool isAvoided = !isPassed || check.objects == frame.objects;
    placement.isAvoided |= isAvoided && (isReturn || mayFollow(function, position, operation));
    placement.isAfter |= check.objects == frame.objects && mayFollow(function, operation, position);
  }
  return placement;
}

/// What inference saw on some path counts only if it is on the one that is shown.
bool hasEvent(const Path &path, infer::TraceKind kind) {
  return std::any_of(path.frames.begin(), path.frames.end(), [&](const Frame &frame) {
    return std::any_of(frame.events.begin(), frame.events.end(),
                       [&](const infer::Trace *event) { return event->kind == kind; });
  });
}

} // namespace

std::string_view toString(Kind kind) {
  switch (kind) {
  case Kind::Missing:
    return "missing";
  case Kind::Bypass:
    return "bypass";
  case Kind::IgnoredResult:
    return "ignored-result";
  case Kind::Late:
    return "late";
  case Kind::Early:
    return "early";
  case Kind::WrongObject:
    return "wrong-object";
  case Kind::WrongMode:
    return "wrong-mode";
  case Kind::WrongSubject:
    return "wrong-subject";
  case Kind::Relookup:
    return "relookup";
  case Kind::Unlabelled:
    return "unlabelled";
  }
  return "missing";
}

Kind kindOf(const ir::Program &program, const infer::RuleResult &result, const infer::Obligation &obligation,
            const Path &path) {
  if (obligation.wasRejected && hasEvent(path, infer::TraceKind::CheckRejected))
    return Kind::IgnoredResult;
  if (obligation.hasOtherMode)
    return Kind::WrongMode;
  if (obligation.hasOtherSubject)
    return Kind::WrongSubject;
  if (obligation.wasCheckedEarly && hasEvent(path, infer::TraceKind::CheckAccepted))
    return Kind::Early;
  if (obligation.isSecondLookup)
    return Kind::Relookup;
  if (obligation.sawOtherObject && hasEvent(path, infer::TraceKind::CheckAccepted))
    return Kind::WrongObject;
  if (result.rule->demands == rules::Demands::Label)
    return Kind::Unlabelled;
  Placement placement;
  for (const Frame &frame : path.frames) {
    if (!frame.objects.valid())
      continue;
    const Placement here =
        placementIn(program.function(frame.function), result.checksIn(frame.function), frame);
    placement.isAvoided |= here.isAvoided;
    placement.isAfter |= here.isAfter;
  }
  if (placement.isAvoided)
    return Kind::Bypass;
  return placement.isAfter ? Kind::Late : Kind::Missing;
}

} // namespace hookqual::witness
