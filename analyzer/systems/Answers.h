// SPDX-License-Identifier: MIT
// What a function that asks modules makes of their answers, and what it answers itself.
#pragma once

#include "analyzer/systems/ModuleAsks.h"

#include <string>
#include <vector>

namespace hookqual::systems {

/// What is returned, as text, on ways that pass one of `through` and none of `walls`: `0`, `-95`,
/// `__vm_enough_memory()`, `nothing`. Loops are gone through once.
std::vector<std::string> answersThrough(const ir::Program &program, const ir::Function &function,
                                        const BlockSet &through, const BlockSet &walls);
/// ... on ways that begin with this edge.
std::vector<std::string> answersAlong(const ir::Program &program, const ir::Function &function,
                                      ir::BlockId from, size_t successor);
/// ... on any way.
std::vector<std::string> answersOf(const ir::Program &program, const ir::Function &function);

/// The answers of a module after which no further module may be asked for the same hook: `!= 0`,
/// `< 0`; `any` where nothing is asked after the first. Empty: all are asked.
std::vector<std::string> stopsOf(const ir::Program &program, const ir::Function &function,
                                 const ModuleAsks &asks);

} // namespace hookqual::systems
