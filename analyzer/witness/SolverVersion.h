// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace hookqual::witness {

/// Of the solver that decides paths, as it is installed: another one may decide otherwise.
std::string solverVersion();

/// What the solver may spend on one question: steps, not seconds, so that answers are the same on
/// every machine.
inline constexpr unsigned kSolverSteps = 5'000'000;

} // namespace hookqual::witness
