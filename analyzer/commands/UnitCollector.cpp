// SPDX-License-Identifier: MIT
#include "analyzer/commands/UnitCollector.h"

#include "analyzer/collect/CollectUnit.h"
#include "analyzer/store/PackedUnit.h"

namespace hookqual::commands {

llvm::Expected<std::vector<std::string>> UnitCollector::load(const std::string &prefix) {
  auto header = collect::PrecompiledHeader::load(prefix);
  if (!header)
    return header.takeError();
  std::vector<std::string> files;
  for (const collect::HeaderIndex::File &file : (*header)->index.files)
    files.push_back(file.path);
  headers_[prefix] = std::move(*header);
  return files;
}

llvm::Expected<capture::WorkerFacts> UnitCollector::collect(const capture::CollectRequest &request) {
  const collect::PrecompiledHeader *precompiled = nullptr;
  if (!request.precompiledPrefix.empty()) {
    if (!headers_.contains(request.precompiledPrefix))
      if (auto files = load(request.precompiledPrefix); !files)
        return files.takeError();
    precompiled = headers_.at(request.precompiledPrefix).get();
  }
  auto collected =
      collect::collectUnit({request.arguments, request.directory, request.sourceRoot, request.unit,
                            request.objectTree, precompiled, request.verifiesPrecompiled,
                            /*endsProcess=*/true});
  if (!collected)
    return collected.takeError();
  return capture::WorkerFacts{request.unit, store::packUnit(std::move(collected->facts)),
                              std::move(collected->parsedPlainly)};
}

llvm::Error UnitCollector::precompile(const capture::CollectRequest &request) {
  return collect::precompile({request.arguments, request.directory, request.sourceRoot, request.objectTree,
                              request.precompiledPrefix});
}

} // namespace hookqual::commands
