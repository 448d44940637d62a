// SPDX-License-Identifier: MIT
// What capture's workers do with a request, and what `collect-unit` does again.
#pragma once

#include "analyzer/capture/CollectRequest.h"
#include "analyzer/capture/WorkerPool.h"
#include "analyzer/collect/PrecompiledHeader.h"

#include <llvm/Support/Error.h>

#include <map>
#include <memory>
#include <string>

namespace hookqual::commands {

class UnitCollector {
public:
  /// Keeps the precompiled header for the workers that are forked afterwards; says which files
  /// it is made from.
  llvm::Expected<std::vector<std::string>> load(const std::string &prefix);
  /// Loads the precompiled header that the request names, unless it is kept already. Leaves
  /// memory to the end of the process, which should follow.
  llvm::Expected<capture::WorkerFacts> collect(const capture::CollectRequest &request);
  static llvm::Error precompile(const capture::CollectRequest &request);

private:
  std::map<std::string, std::shared_ptr<const collect::PrecompiledHeader>> headers_;
};

} // namespace hookqual::commands
