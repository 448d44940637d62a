// SPDX-License-Identifier: MIT
// What Kbuild reads to decide how units are compiled.
//
// Two kinds of files, because only the first can change a command line:
//
//   build files       makefiles, Kconfig, configurations, scripts: found by their names in
//                     the source tree, so that a new one is noticed too
//   prepared from     what the `.cmd` files of an object tree name, for example the headers
//                     below asm-offsets.s: found after the fact
#pragma once

#include <string>
#include <vector>

namespace hookqual::capture {

/// Kbuild's own names, configurations, all scripts, and the programs and tables that the
/// rules of makefiles run and read.
bool isBuildFile(const std::string &path, const std::string &sourceRoot);

struct BuildFiles {
  std::vector<std::string> directories; // that were looked through, absolute
  std::vector<std::string> files;       // absolute
};

BuildFiles findBuildFiles(const std::string &sourceRoot);

/// A digest of the names in a directory that matter to Kbuild: as long as it stays, there is
/// no new build file. Empty when the directory cannot be read.
std::string buildFileNamesDigest(const std::string &directory, const std::string &sourceRoot);

/// The files outside `objectTree` that its `.cmd` files name as commands' operands or as
/// dependencies, sorted. What objects were only recorded from is left out, since nothing
/// has read it.
std::vector<std::string> preparedFrom(const std::string &objectTree, const std::string &sourceRoot);

/// What a message of make's names and what is not there: the message may be out of date
/// when it appears.
std::vector<std::string> absentFilesNamedIn(const std::string &message, const std::string &objectTree,
                                            const std::string &sourceRoot);

} // namespace hookqual::capture
