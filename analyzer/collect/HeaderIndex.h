// SPDX-License-Identifier: MIT
// What a precompiled header is made of, file by file, so that a unit which starts from it
// can tell what it would have read by itself: only that may show in its facts.
//
//   PrecompiledHeader (builds) ─► HeaderIndex ─► HeaderUse (one unit)
#pragma once

#include "analyzer/collect/MentionScan.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Error.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace hookqual::collect {

/// A position in a file of a precompiled header.
struct HeaderPlace {
  uint32_t file = 0, offset = 0;
  friend auto operator<=>(const HeaderPlace &, const HeaderPlace &) = default;
};

class HeaderIndex {
public:
  struct File {
    std::string path;                  // as the compiler found it
    std::vector<uint32_t> includes;    // its #include lines, whether or not they were skipped
    std::vector<std::string> defaults; // macros that it defines for those who have not
    /// All its text was in branches that were not compiled: it may still mean something to a
    /// unit that enters it itself.
    bool isInert = false;
  };

  /// How one identifier occurs in the files; each list ascends.
  struct Mentions {
    std::vector<uint32_t> inDirective; // a macro of this name may change these files
    std::vector<uint32_t> inCode;      // these files or their macros expand it
    bool areExpansionsKnown = false;
    std::vector<HeaderPlace> expansions;
    std::vector<uint32_t> undefinedIn; // files that #undef it
  };

  std::vector<File> files;
  std::vector<uint32_t> implicit;  // included before the first line of a unit (-include)
  std::vector<std::string> macros; // -D and -U of its command line: `DNAME=1`, `UNAME`
  llvm::StringMap<Mentions> mentions;
  std::map<uint64_t, HeaderPlace> counters; // where `__COUNTER__` was which number

  uint32_t add(llvm::StringRef path);
  /// The file of this path, or -1.
  int64_t find(llvm::StringRef path) const;

  std::string toBytes() const;
  static llvm::Expected<HeaderIndex> fromBytes(llvm::StringRef bytes);

private:
  llvm::StringMap<uint32_t> byPath_;
};

/// The name in `DNAME(x)=1` or `UNAME`.
llvm::StringRef macroNameIn(llvm::StringRef option);

} // namespace hookqual::collect
