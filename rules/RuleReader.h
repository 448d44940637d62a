// SPDX-License-Identifier: MIT
// A `rule:` item of a rule file ─readRule─► rules::Rule.
#pragma once

#include "rules/NodeReader.h"

namespace hookqual::rules {

/// Everything wrong is reported through `reader`; the rule is what remains.
Rule readRule(const Node &node, NodeReader &reader);

} // namespace hookqual::rules
