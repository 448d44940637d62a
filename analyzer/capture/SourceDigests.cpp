// SPDX-License-Identifier: MIT
#include "analyzer/capture/SourceDigests.h"

#include "analyzer/capture/FileStamp.h"
#include "analyzer/capture/Paths.h"

#include <llvm/ADT/BitVector.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/BLAKE3.h>

#include <cstring>
#include <limits>

namespace hookqual::capture {

namespace {

using Sum = std::array<uint64_t, 2>;

/// The clock that stamps files ticks in steps of a few milliseconds.
constexpr int64_t kClockStep = 20'000'000;

bool isAsStamped(const store::CachedFile &file, const FileStamp &stamp) {
  return file.size == stamp.size && file.modified == stamp.modified && file.inode == stamp.inode;
}

Sum sumOf(llvm::StringRef text) {
  const auto hash = llvm::BLAKE3::hash<sizeof(Sum)>(llvm::arrayRefFromStringRef(text));
  Sum sum;
  std::memcpy(sum.data(), hash.data(), sizeof(Sum));
  return sum;
}

void add(Sum &to, const Sum &other) {
  for (size_t i = 0; i < to.size(); ++i)
    to[i] += other[i];
}

} // namespace

SourceDigests::SourceDigests(store::UnitCache &cache, std::string sourceRoot, std::string objectTree)
    : cache_(cache), sourceRoot_(std::move(sourceRoot)), objectTree_(std::move(objectTree)),
      trustedUntil_(std::numeric_limits<int64_t>::max()), rule_(configurationRule()) {}

llvm::Expected<SourceDigests> SourceDigests::open(store::UnitCache &cache, std::string sourceRoot,
                                                  std::string objectTree) {
  SourceDigests digests(cache, std::move(sourceRoot), std::move(objectTree));
  llvm::Expected<std::vector<store::CachedFile>> files = cache.files();
  if (!files)
    return files.takeError();
  digests.loadConfiguration();
  for (store::CachedFile &file : *files) {
    const size_t number = size_t(file.number);
    digests.sources_.resize(std::max(digests.sources_.size(), number + 1));
    digests.sources_[number].file = std::move(file);
  }
  return digests;
}

void SourceDigests::distrustLaterChanges() {
  trustedUntil_ = currentTime() - kClockStep;
}

/// Whoever puts an older file in another's place gives it its old time of modification; that
/// of its last change, a renaming included, is the system's alone to give.
bool SourceDigests::isYoung(const FileStamp &stamp) const {
  return std::max(stamp.modified, stamp.changed) > trustedUntil_;
}

void SourceDigests::loadConfiguration() {
  llvm::Expected<std::string> text = readFile(placeOf(rule_.header));
  if (text)
    configuration_ = Configuration(*text, rule_.suffix);
  else
    llvm::consumeError(text.takeError()); // no kernel, or none that is configured
}

/// Generated files are named relative to the object tree, others to the source root.
std::string SourceDigests::placeOf(const std::string &name) const {
  if (llvm::StringRef(name).starts_with("/"))
    return name;
  const std::string generated = objectTree_ + "/" + name;
  return !objectTree_.empty() && glance(generated).size >= 0 ? generated : sourceRoot_ + "/" + name;
}

SourceDigests::Source &SourceDigests::source(store::FileNumber number) {
  if (size_t(number) >= sources_.size())
    sources_.resize(size_t(number) + 1);
  Source &source = sources_[size_t(number)];
  if (!source.isLookedAt) {
    source.file.number = number;
    source.file.path = cache_.pathOf(number);
    look(source);
    source.isLookedAt = true;
    source.identity = sumOf(source.file.path + '\n' + source.file.digest);
    for (const std::string &option : source.file.options) {
      const auto [entry, isNew] = optionNumbers_.try_emplace(option, uint32_t(optionIdentities_.size()));
      if (isNew)
        optionIdentities_.push_back(sumOf(option + '=' + configuration_.valueOf(option)));
      source.options.push_back(entry->second);
    }
  }
  return source;
}

void SourceDigests::look(Source &source) {
  store::CachedFile &file = source.file;
  source.place = placeOf(file.path);
  const FileStamp now = glance(source.place);
  if (now.size < 0) {
    file.digest.clear();
    return;
  }
  if (isAsStamped(file, now) && !file.digest.empty())
    return;
  file.size = now.size;
  file.modified = now.modified;
  file.inode = now.inode;
  source.isChanged = true;
  read(source, source.place);
  if (isYoung(now))
    file.digest.clear();
}

void SourceDigests::distrustChanged(const std::vector<store::FileNumber> &files) {
  for (const store::FileNumber number : files) {
    Source &each = source(number);
    const FileStamp now = glance(each.place);
    if (each.file.digest.empty() || (isAsStamped(each.file, now) && !isYoung(now)))
      continue;
    each.file.digest.clear();
    each.isChanged = true;
  }
}

void SourceDigests::read(Source &source, const std::string &path) {
  llvm::Expected<std::string> text = readFile(path);
  source.file.digest.clear();
  source.file.options.clear();
  if (!text) {
    llvm::consumeError(text.takeError()); // what has no digest is never the same
    return;
  }
  source.file.digest = digestOf(*text);
  if (source.file.path != rule_.header) // which names all of them
    source.file.options = optionsNamedIn(*text, rule_.prefix);
}

const std::string &SourceDigests::contentOf(store::FileNumber file) {
  return source(file).file.digest;
}

std::string SourceDigests::closureOf(const std::vector<store::FileNumber> &files, ConfigurationPart part) {
  Sum sum = {};
  bool hasConfiguration = false;
  llvm::BitVector options;
  for (const store::FileNumber number : files) {
    const Source &each = source(number);
    if (each.file.digest.empty())
      return "";
    if (each.file.path == rule_.header && part == ConfigurationPart::NamedOptions) {
      hasConfiguration = true;
      continue;
    }
    add(sum, each.identity);
    if (options.size() < optionIdentities_.size())
      options.resize(unsigned(optionIdentities_.size()));
    for (const uint32_t option : each.options)
      options.set(option);
  }
  if (hasConfiguration)
    for (const unsigned option : options.set_bits())
      add(sum, optionIdentities_[option]);
  return digestOf({reinterpret_cast<const char *>(sum.data()), sizeof(Sum)});
}

llvm::Error SourceDigests::save() {
  std::vector<store::CachedFile> changed;
  for (const Source &source : sources_)
    if (source.isChanged)
      changed.push_back(source.file);
  return cache_.putFiles(changed);
}

} // namespace hookqual::capture
