// SPDX-License-Identifier: MIT
// The C declaration of a captured function.
#pragma once

#include "analyzer/ir/Function.h"

#include <string>

namespace hookqual::signature {

/// `static int may_delete(struct inode *dir, int (*test)(int))`, types as they were written.
std::string prototypeOf(const ir::Function &function);

} // namespace hookqual::signature
