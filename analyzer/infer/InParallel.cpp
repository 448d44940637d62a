// SPDX-License-Identifier: MIT
#include "analyzer/infer/InParallel.h"

#include <atomic>
#include <thread>
#include <vector>

namespace hookqual::infer {

void forEachInParallel(size_t count, unsigned jobs, const std::function<void(size_t)> &work) {
  std::atomic<size_t> next = 0;
  auto worker = [&] {
    for (size_t i = next++; i < count; i = next++)
      work(i);
  };
  std::vector<std::jthread> threads; // joined when they go out of scope
  for (unsigned i = 1; i < jobs; ++i)
    threads.emplace_back(worker);
  worker();
}

} // namespace hookqual::infer
