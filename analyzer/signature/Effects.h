// SPDX-License-Identifier: MIT
// What a function does whatever the rule, from terms to text.
#pragma once

#include "analyzer/infer/Inference.h"
#include "reports/Signature.h"

namespace hookqual::signature {

reports::SignatureEffects describeEffects(const ir::Program &program, const infer::FunctionSummary &summary,
                                          ir::FunctionId function);

} // namespace hookqual::signature
