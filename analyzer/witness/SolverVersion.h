// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace hookqual::witness {

/// Of the solver that decides paths, as it is installed: another one may decide otherwise.
std::string solverVersion();

} // namespace hookqual::witness
