// SPDX-License-Identifier: MIT
// Rules are inferred, and programs weakened, side by side: each piece of work has its place in
// the result, so the number of threads never shows.
#pragma once

#include <cstddef>
#include <functional>

namespace hookqual::infer {

/// Calls work(0) ... work(count - 1), each once, on `jobs` threads; returns when all are done.
void forEachInParallel(size_t count, unsigned jobs, const std::function<void(size_t)> &work);

} // namespace hookqual::infer
