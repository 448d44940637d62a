// SPDX-License-Identifier: MIT
#include "analyzer/capture/PrecompiledHeaders.h"

#include "analyzer/capture/FileStamp.h"
#include "analyzer/capture/Paths.h"
#include "analyzer/capture/PrecompiledPlan.h"
#include "analyzer/capture/WorkerMessages.h"

#include <llvm/ADT/StringSet.h>

#include <filesystem>

namespace hookqual::capture {

namespace fs = std::filesystem;

namespace {

std::string textOf(const PrecompiledGroup &group) {
  std::string text;
  for (const std::string &header : group.headers)
    text += "#include <" + header + ">\n";
  return text;
}

/// One group's precompiled header. Beside its files lies a key, written last and removed
/// first: while it is there, it says what the files were made from, and what they hold.
class GroupHeader {
public:
  GroupHeader(const PrecompileOptions &options, PrecompiledGroup &group, UnitReuse &reuse)
      : options_(options), group_(group), reuse_(reuse) {
    // Files of different arguments have different names.
    std::string text = group.directory + '\n';
    for (const std::string &argument : group.arguments)
      text += argument + '\n';
    prefix_ = options.folder + "/" + digestOf(text) + ".h";
  }

  const std::string &prefix() const { return prefix_; }

  bool isGood() const {
    llvm::Expected<std::string> written = readFile(keyFile());
    const std::string files = filesDigest();
    if (!written || !llvm::StringRef(*written).ends_with(files)) {
      llvm::consumeError(written.takeError());
      return false;
    }
    llvm::Expected<std::string> now = key(files);
    const bool isSame = now && *written == *now;
    llvm::consumeError(now.takeError()); // then it is made again
    return isSame;
  }

  llvm::Error make(const std::vector<PlannedUnit> &units) {
    chooseHeaders(group_, units);
    std::error_code ignored; // what fails here fails again when a file is written
    fs::create_directories(options_.folder, ignored);
    fs::remove(keyFile(), ignored);
    if (llvm::Error error = writeFile(prefix_, textOf(group_)))
      return error;
    if (llvm::Error error = precompile())
      return error;
    llvm::Expected<std::string> made = key(filesDigest());
    if (!made)
      return made.takeError();
    return writeFile(keyFile(), *made);
  }

private:
  std::string keyFile() const { return prefix_ + ".key"; }

  /// Of the files as they are. Clang does not look for damage, and may read it as something else.
  std::string filesDigest() const {
    std::string text;
    for (const char *suffix : {".pch", ".index"})
      text += contentDigest(prefix_ + suffix);
    return text;
  }

  /// Loads the header; its macros hold every option's value, so the whole configuration counts.
  llvm::Expected<std::string> key(const std::string &digestOfFiles) const {
    llvm::Expected<std::vector<std::string>> files = options_.load(prefix_);
    if (!files)
      return files.takeError();
    llvm::Expected<std::vector<store::FileNumber>> numbers = reuse_.cache().numbersOf(*files);
    if (!numbers)
      return numbers.takeError();
    reuse_.sources().distrustChanged(*numbers);
    const std::string closure = reuse_.sources().closureOf(*numbers, SourceDigests::ConfigurationPart::Whole);
    if (closure.empty())
      return inputError("its headers change");
    return options_.tool + closure + digestOfFiles;
  }

  llvm::Error precompile() const {
    CollectRequest request;
    request.sourceRoot = options_.sourceRoot;
    request.objectTree = options_.objectTree;
    request.directory = group_.directory;
    request.arguments = group_.arguments;
    request.precompiledPrefix = prefix_;
    llvm::Expected<ForkedWorker> worker = ForkedWorker::start(
        [&]() -> llvm::Expected<std::string> {
          if (llvm::Error error = options_.precompile(request))
            return error;
          return "";
        },
        options_.limits);
    if (!worker)
      return worker.takeError();
    const ProcessEnd end = worker->end();
    if (!end.stopped.empty() || end.status != 0)
      return inputError(reasonOf(end, worker->messages()));
    return llvm::Error::success();
  }

  const PrecompileOptions &options_;
  PrecompiledGroup &group_;
  UnitReuse &reuse_;
  std::string prefix_;
};

/// The missing units that are in the group.
std::vector<PlannedUnit *> missingOf(const PrecompiledGroup &group, const std::vector<PlannedUnit> &all,
                                     std::vector<PlannedUnit> &missing) {
  llvm::StringSet<> names;
  for (size_t unit : group.units)
    names.insert(all[unit].unit);
  std::vector<PlannedUnit *> found;
  for (PlannedUnit &unit : missing)
    if (names.contains(unit.unit))
      found.push_back(&unit);
  return found;
}

} // namespace

void precompileHeaders(const PrecompileOptions &options, const std::vector<PlannedUnit> &all,
                       UnitReuse &reuse, std::vector<PlannedUnit> &missing) {
  for (PrecompiledGroup &group : groupForPrecompiling(all)) {
    const std::vector<PlannedUnit *> units = missingOf(group, all, missing);
    if (units.empty())
      continue;
    GroupHeader header(options, group, reuse);
    if (!header.isGood()) {
      if (units.size() < kFewestForPrecompiling)
        continue;
      options.announce("precompiling headers for " + std::to_string(units.size()) + " units");
      if (llvm::Error error = header.make(all)) {
        options.announce("note: the headers cannot be precompiled: " + llvm::toString(std::move(error)));
        continue;
      }
    }
    for (PlannedUnit *unit : units)
      unit->precompiledPrefix = header.prefix();
  }
}

} // namespace hookqual::capture
