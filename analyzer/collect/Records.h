// SPDX-License-Identifier: MIT
// Layouts and prototypes: the facts that let a rule walk from object to object.
#pragma once

#include "analyzer/ir/UnitFacts.h"

#include <vector>

namespace hookqual::collect {

class UnitContext;

/// The records that the unit accesses, those that its prototypes' parameters point to, and
/// what these embed by value; not what their fields point to, or every unit would export
/// half of the headers.
std::vector<ir::Record> describeRecords(UnitContext &unit);

/// Every function that was referred to or defined.
std::vector<ir::Prototype> describePrototypes(UnitContext &unit);

} // namespace hookqual::collect
