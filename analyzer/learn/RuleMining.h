// SPDX-License-Identifier: MIT
// Per authorizer, the operations on the same object that it guards where it occurs.
//
//   score = confidence * support * scarcity
//
// confidence: the lower end of Wilson's interval for the share of the operation's sites that the
// authorizer guards: plumbing is called everywhere, guarded or not, and stays low. support: bits of
// the number of guarded sites. scarcity: how few operations the authorizer guards at all, so that
// what every callee below a hook does is not each an operation of its own.
#pragma once

#include "analyzer/learn/ProgramChecks.h"
#include "reports/LearnedRules.h"

namespace hookqual::learn {

/// The first `shown` of them; the head is the caller's.
reports::LearnedRules mineRules(ProgramChecks &checks, size_t shown);

} // namespace hookqual::learn
