// SPDX-License-Identifier: MIT
// Rules that differ in the right which is asked for: one item with `cases` stands for as many
// rules, each of which says what the item leaves open.
#pragma once

#include "rules/NodeReader.h"

namespace hookqual::rules {

/// One node of a rule for each case: the item's keys, those of the case before them, and the
/// mode. What is wrong with the item itself is reported; the rules are still to be read.
std::vector<Node> rulesOfCases(const Node &item, NodeReader &reader);

} // namespace hookqual::rules
