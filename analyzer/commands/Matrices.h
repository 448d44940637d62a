// SPDX-License-Identifier: MIT
// reports::Mediation ─► what is under which hook, counted by system call and by operation.
#pragma once

#include "reports/Matrix.h"
#include "reports/Mediation.h"

namespace hookqual::commands {

reports::Matrix matrixByEntry(const reports::Mediation &mediation);
reports::Matrix matrixByOperation(const reports::Mediation &mediation);

} // namespace hookqual::commands
