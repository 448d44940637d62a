// SPDX-License-Identifier: MIT
// Whether the representative path of a type error can be taken: the conjunction of its
// branch conditions as bit-vectors. The only file that includes z3++.h.
#pragma once

#include "analyzer/infer/Signature.h"
#include "analyzer/witness/Path.h"
#include "reports/Finding.h"
#include "rules/Rule.h"

#include <map>
#include <string>

namespace hookqual::witness {

struct PathVerdict {
  /// Unknown: the budget was spent, or this one path contradicts itself. The latter does not
  /// refute the finding, since other paths may lead to the operation.
  reports::Feasibility feasibility = reports::Feasibility::Unknown;
  std::map<std::string, std::string> model; // parameters of the entry function
};

PathVerdict decidePath(const ir::Program &program, const rules::Rule &rule, const Path &path);

} // namespace hookqual::witness
