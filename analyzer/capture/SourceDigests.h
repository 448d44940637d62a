// SPDX-License-Identifier: MIT
// What the files that units are made from contain now, in digests. A file whose size, time
// and inode are as they were is not read again.
#pragma once

#include "analyzer/capture/Configuration.h"
#include "analyzer/capture/FileStamp.h"
#include "analyzer/store/UnitCache.h"

#include <llvm/ADT/StringMap.h>

#include <array>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

namespace hookqual::capture {

class SourceDigests {
public:
  /// `cache` outlives this and gives the files their numbers.
  static llvm::Expected<SourceDigests> open(store::UnitCache &cache, std::string sourceRoot,
                                            std::string objectTree);

  /// Files that change from now on have no digest: what a compiler read of them is not known.
  void distrustLaterChanges();
  /// Takes the digest from those of the files that are not as they were when they were looked at.
  void distrustChanged(const std::vector<store::FileNumber> &files);

  /// Where the file lies.
  const std::string &placeOf(store::FileNumber file) { return source(file).place; }

  /// Of the file's content; empty when it cannot be read, or not trusted.
  const std::string &contentOf(store::FileNumber file);

  /// Of the configuration header: the options that the files name, or all of it.
  enum class ConfigurationPart { NamedOptions, Whole };

  /// Of the contents of all files, whatever their order; empty when one of them has none.
  std::string closureOf(const std::vector<store::FileNumber> &files,
                        ConfigurationPart part = ConfigurationPart::NamedOptions);

  /// Stores what was learnt.
  llvm::Error save();

private:
  /// Adds up, so that order does not matter.
  using Sum = std::array<uint64_t, 2>;
  struct Source {
    store::CachedFile file;
    std::string place; // where it lies
    Sum identity = {};
    std::vector<uint32_t> options;
    bool isLookedAt = false, isChanged = false;
  };

  SourceDigests(store::UnitCache &cache, std::string sourceRoot, std::string objectTree);

  Source &source(store::FileNumber file);
  bool isYoung(const FileStamp &stamp) const;
  void look(Source &source);
  void read(Source &source, const std::string &path);
  std::string placeOf(const std::string &name) const;
  void loadConfiguration();

  store::UnitCache &cache_;
  std::string sourceRoot_, objectTree_;
  int64_t trustedUntil_;
  std::deque<Source> sources_; // by number; references into it stay valid
  llvm::StringMap<uint32_t> optionNumbers_;
  std::vector<Sum> optionIdentities_; // with their present values
  ConfigurationRule rule_;
  Configuration configuration_;
};

} // namespace hookqual::capture
