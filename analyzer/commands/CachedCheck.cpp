// SPDX-License-Identifier: MIT
#include "analyzer/commands/CachedCheck.h"

#include "analyzer/capture/Capture.h"
#include "analyzer/commands/ProgramDigest.h"
#include "analyzer/commands/ResultCache.h"
#include "analyzer/witness/SolverVersion.h"

namespace hookqual::commands {

namespace {

/// Nothing when the result shall not or cannot be reused.
std::optional<std::string> keyFor(const CheckRequest &request, const ProgramInput &input) {
  if (request.withoutCache || !request.options.ablation.isComplete())
    return std::nullopt;
  return keyOf({programDigest(request.program), witness::solverVersion(), input.facts.description,
                input.rules, input.notes, request.options.ruleIds});
}

} // namespace

llvm::Expected<CheckResult> checkOrRecall(const CheckRequest &request, ProgramInput input) {
  const ResultCache cache(capture::cacheDirectoryFor(request.database) + "/results");
  const std::optional<std::string> key = keyFor(request, input);
  if (key)
    if (std::optional<CheckResult> known = cache.find(*key))
      return std::move(*known);
  llvm::Expected<ProgramFile> file = linkProgram(std::move(input.facts), input.rules);
  if (!file)
    return file.takeError();
  llvm::Expected<CheckResult> result = runCheck(*file->program, input.rules, request.options);
  if (!result)
    return result.takeError();
  file->describe(result->report);
  if (key && file->program->damagedFunctions().empty())
    cache.keep(*key, *result);
  return result;
}

} // namespace hookqual::commands
