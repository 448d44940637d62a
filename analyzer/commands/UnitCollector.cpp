// SPDX-License-Identifier: MIT
#include "analyzer/commands/UnitCollector.h"

#include "analyzer/collect/CollectUnit.h"
#include "analyzer/ir/Binary.h"

namespace hookqual::commands {

llvm::Error UnitCollector::load(const std::string &prefix) {
  auto header = collect::PrecompiledHeader::load(prefix);
  if (!header)
    return header.takeError();
  headers_[prefix] = std::move(*header);
  return llvm::Error::success();
}

llvm::Expected<capture::WorkerFacts> UnitCollector::collect(const capture::CollectRequest &request) {
  const collect::PrecompiledHeader *precompiled = nullptr;
  if (!request.precompiledPrefix.empty()) {
    if (!headers_.contains(request.precompiledPrefix))
      if (llvm::Error error = load(request.precompiledPrefix))
        return std::move(error);
    precompiled = headers_.at(request.precompiledPrefix).get();
  }
  auto collected =
      collect::collectUnit({request.arguments, request.directory, request.sourceRoot, request.unit,
                            request.objectTree, precompiled, request.verifiesPrecompiled});
  if (!collected)
    return collected.takeError();
  return capture::WorkerFacts{request.unit, ir::writeBinary(collected->facts),
                              std::move(collected->parsedPlainly)};
}

llvm::Error UnitCollector::precompile(const capture::CollectRequest &request) {
  return collect::precompile({request.arguments, request.directory, request.sourceRoot, request.objectTree,
                              request.precompiledPrefix});
}

} // namespace hookqual::commands
