// SPDX-License-Identifier: MIT
#include "analyzer/capture/CollectRequest.h"

#include "analyzer/capture/Paths.h"

#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/JSON.h>

namespace hookqual::capture {

// Found by llvm::json through argument-dependent lookup.
static bool fromJSON(const llvm::json::Value &value, CollectRequest &request, llvm::json::Path path) {
  llvm::json::ObjectMapper mapper(value, path);
  return mapper && mapper.map("unit", request.unit) && mapper.map("source-root", request.sourceRoot) &&
         mapper.map("directory", request.directory) && mapper.map("arguments", request.arguments) &&
         mapper.mapOptional("object-tree", request.objectTree) &&
         mapper.mapOptional("precompiled", request.precompiledPrefix) &&
         mapper.mapOptional("verify-precompiled", request.verifiesPrecompiled);
}

llvm::Error writeRequest(const CollectRequest &request, const std::string &path) {
  llvm::json::Object json{{"unit", request.unit},
                          {"source-root", request.sourceRoot},
                          {"directory", request.directory},
                          {"arguments", request.arguments},
                          {"object-tree", request.objectTree}};
  if (!request.precompiledPrefix.empty())
    json["precompiled"] = request.precompiledPrefix;
  if (request.verifiesPrecompiled)
    json["verify-precompiled"] = true;
  return writeFile(path, llvm::formatv("{0:2}\n", llvm::json::Value(std::move(json))).str());
}

llvm::Expected<CollectRequest> readRequest(const std::string &path) {
  llvm::Expected<std::string> text = readFile(path);
  if (!text)
    return text.takeError();
  llvm::Expected<CollectRequest> request = llvm::json::parse<CollectRequest>(*text);
  if (!request)
    return inputError(path + ": not a collect request: " + llvm::toString(request.takeError()));
  return request;
}

} // namespace hookqual::capture
