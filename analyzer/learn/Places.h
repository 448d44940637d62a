// SPDX-License-Identifier: MIT
// Places and names as reports have them.
#pragma once

#include "analyzer/ir/Function.h"
#include "reports/Finding.h"

#include <string>

namespace hookqual::learn {

reports::SourceRange placeOf(const ir::Function &function, ir::LocationId location);
/// Where the function is defined.
reports::SourceRange placeOf(const ir::Function &function);
/// `learned/hook-record-field`: a rule id may hold small letters, digits and dashes.
std::string learnedRuleId(const std::string &authorizer, const std::string &operation);

} // namespace hookqual::learn
