// SPDX-License-Identifier: MIT
// `--without FEATURE` of the commands that infer.
#pragma once

#include "analyzer/infer/Features.h"

namespace CLI {
class App;
}

namespace hookqual::commands {

/// `ablation` outlives the parsing of the command line.
void addAblationOption(CLI::App &command, infer::Ablation &ablation);

} // namespace hookqual::commands
