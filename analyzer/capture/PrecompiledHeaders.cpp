// SPDX-License-Identifier: MIT
#include "analyzer/capture/PrecompiledHeaders.h"

#include "analyzer/capture/Paths.h"
#include "analyzer/capture/PrecompiledPlan.h"
#include "analyzer/capture/WorkerMessages.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/BLAKE3.h>

#include <filesystem>

namespace hookqual::capture {

namespace fs = std::filesystem;

namespace {

/// Files of different arguments have different names.
std::string prefixFor(const PrecompiledGroup &group, const std::string &folder) {
  llvm::BLAKE3 hasher;
  for (const std::string &argument : group.arguments)
    hasher.update(argument + '\n');
  hasher.update(group.directory);
  return folder + "/" + llvm::toHex(hasher.final<8>(), /*LowerCase=*/true) + ".h";
}

std::string textOf(const PrecompiledGroup &group) {
  std::string text;
  for (const std::string &header : group.headers)
    text += "#include <" + header + ">\n";
  return text;
}

llvm::Error runPrecompile(const PrecompileOptions &options, const PrecompiledGroup &group,
                          const std::string &prefix) {
  CollectRequest request;
  request.sourceRoot = options.sourceRoot;
  request.objectTree = options.objectTree;
  request.directory = group.directory;
  request.arguments = group.arguments;
  request.precompiledPrefix = prefix;
  llvm::Expected<ForkedWorker> worker = ForkedWorker::start(
      [&]() -> llvm::Expected<std::string> {
        if (llvm::Error error = options.precompile(request))
          return error;
        return "";
      },
      options.limits);
  if (!worker)
    return worker.takeError();
  const ProcessEnd end = worker->end();
  if (!end.stopped.empty() || end.status != 0)
    return inputError(reasonOf(end, worker->messages()));
  return options.load(prefix);
}

} // namespace

std::vector<std::string> precompileHeaders(const PrecompileOptions &options,
                                           std::vector<PlannedUnit> &units) {
  std::vector<std::string> failures;
  for (PrecompiledGroup &group : groupForPrecompiling(units)) {
    chooseHeaders(group, units);
    if (group.headers.empty())
      continue;
    const std::string prefix = prefixFor(group, options.folder);
    std::error_code ignored; // what fails here fails again when the file is written
    fs::create_directories(options.folder, ignored);
    llvm::Error error = writeFile(prefix, textOf(group));
    if (!error)
      error = runPrecompile(options, group, prefix);
    if (error) {
      failures.push_back("no precompiled header for " + std::to_string(group.units.size()) +
                         " units: " + llvm::toString(std::move(error)));
      continue;
    }
    for (size_t unit : group.units)
      units[unit].precompiledPrefix = prefix;
  }
  return failures;
}

} // namespace hookqual::capture
