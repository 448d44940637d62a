// SPDX-License-Identifier: MIT
#include "analyzer/capture/UnitReuse.h"

#include "analyzer/capture/ArgumentAdjuster.h"
#include "analyzer/capture/FileStamp.h"

#include <algorithm>

namespace hookqual::capture {

llvm::Expected<std::unique_ptr<UnitReuse>> UnitReuse::open(ReuseOptions options) {
  llvm::Expected<store::UnitCache> cache = store::UnitCache::open(options.cacheFile);
  if (!cache)
    return cache.takeError();
  std::unique_ptr<UnitReuse> reuse(new UnitReuse(std::move(options), std::move(*cache)));
  llvm::Expected<SourceDigests> sources =
      SourceDigests::open(reuse->cache_, reuse->options_.sourceRoot, reuse->options_.objectTree);
  if (!sources)
    return sources.takeError();
  reuse->sources_.emplace(std::move(*sources));
  reuse->shadows_.emplace(*reuse->sources_);
  return reuse;
}

/// Everything but file contents that decides a unit's facts.
std::string UnitReuse::requestOf(const PlannedUnit &unit) const {
  std::string text = options_.tool + '\n' + options_.sourceRoot + '\n' + options_.objectTree + '\n' +
                     unit.command.directory + '\n' + unit.unit + '\n';
  for (const std::string &argument : adjustArguments(unit.command.arguments))
    text += argument + '\n';
  return digestOf(text);
}

std::string UnitReuse::closureOf(const PlannedUnit &unit, const std::vector<store::FileNumber> &files) {
  const std::string contents = sources_->closureOf(files);
  if (contents.empty())
    return "";
  const auto directories = includeDirectories(unit.command.arguments, unit.command.directory);
  return digestOf(contents + shadows_->of(directories, files));
}

llvm::Expected<std::optional<UnitReuse::Hit>> UnitReuse::find(const PlannedUnit &unit) {
  const std::string request = requestOf(unit);
  llvm::Expected<std::vector<store::CachedUnit>> known = cache_.find(request);
  if (!known)
    return known.takeError();
  for (store::CachedUnit &each : *known)
    if (const std::string closure = closureOf(unit, each.dependencies); closure == each.closure) {
      used_.push_back(each.row);
      return Hit{each.row, digestOf(request + closure), std::move(each.dependencies)};
    }
  return std::nullopt;
}

UnitOrigin UnitReuse::originOf(const Hit &hit) {
  return {hit.digest, describe(hit.files)};
}

std::vector<store::Dependency> UnitReuse::describe(const std::vector<store::FileNumber> &files) {
  std::vector<store::Dependency> dependencies;
  for (const store::FileNumber file : files)
    dependencies.push_back({cache_.pathOf(file), sources_->contentOf(file)});
  return dependencies;
}

llvm::Expected<std::vector<store::FileNumber>> UnitReuse::filesOf(const store::PackedUnit &unit) {
  std::vector<std::string> names;
  for (llvm::StringRef dependency : unit.dependencies)
    names.push_back(dependency.str());
  return cache_.numbersOf(names);
}

llvm::Expected<std::vector<std::vector<store::FileNumber>>>
UnitReuse::lookAgain(const std::vector<store::PackedUnit> &units) {
  std::vector<std::vector<store::FileNumber>> filesOfUnits;
  std::vector<store::FileNumber> all;
  for (const store::PackedUnit &unit : units) {
    llvm::Expected<std::vector<store::FileNumber>> files = filesOf(unit);
    if (!files)
      return files.takeError();
    all.insert(all.end(), files->begin(), files->end());
    filesOfUnits.push_back(std::move(*files));
  }
  std::ranges::sort(all);
  all.erase(std::ranges::unique(all).begin(), all.end());
  sources_->distrustChanged(all);
  return filesOfUnits;
}

llvm::Expected<UnitOrigin> UnitReuse::keep(const PlannedUnit &planned, std::vector<store::FileNumber> files,
                                           const store::UnitCache::Facts &facts) {
  UnitOrigin origin{"", describe(files)};
  const std::string closure = closureOf(planned, files);
  if (closure.empty()) // a file changed meanwhile: it is collected again next time
    return origin;
  const std::string request = requestOf(planned);
  if (llvm::Error error = cache_.put(request, {0, std::move(files), closure}, facts))
    return std::move(error);
  origin.digest = digestOf(request + closure);
  return origin;
}

llvm::Error UnitReuse::finish(uint64_t cacheBytes) {
  if (llvm::Error error = sources_->save())
    return error;
  if (llvm::Error error = cache_.touch(used_))
    return error;
  return cache_.prune(cacheBytes);
}

} // namespace hookqual::capture
