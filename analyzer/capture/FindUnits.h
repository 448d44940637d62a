// SPDX-License-Identifier: MIT
// Finds the compile commands of a kernel, by whichever way its tree allows:
//
//   compile_commands.json given        read it
//   --build DIR, or built in place     read the `.cmd` files
//   clean tree                         record with Kbuild, beside the database, once
//   anything else                      say what is in the way; record in a copy if asked to
#pragma once

#include "analyzer/capture/CompileCommand.h"
#include "analyzer/capture/RecordingDirectory.h"

#include <llvm/ADT/STLFunctionalExtras.h>
#include <llvm/Support/Error.h>

#include <optional>
#include <string>
#include <vector>

namespace hookqual::capture {

enum class CopyPolicy { Never, WhenNeeded };

struct UnitQuery {
  std::string kernel;              // the user's source tree; may be empty with a database
  std::string config;              // `default`, a file, or empty: what the tree has, else default
  std::string build;               // an existing object tree, or empty
  std::string compilationDatabase; // compile_commands.json, or empty
  std::string output;              // where to record, absolute
  std::vector<std::string> paths;  // as the user wrote them
  std::string module;              // directory of a module outside the tree (M=), or empty
  std::string toolVersion;         // hookqual's: another one records anew
  CopyPolicy copy = CopyPolicy::Never;
  unsigned jobs = 1;
};

struct FoundUnits {
  std::string sourceRoot; // that the commands refer to
  std::string objectTree;
  std::vector<std::string> wanted; // relative to the source root; empty means everything
  std::vector<CompileCommand> commands;
  std::vector<SkippedUnit> unrecorded;
  std::optional<RecordingDirectory> recording; // keeps other captures out of the object tree
};

/// Tells the user what is being done, one line each.
using Announce = llvm::function_ref<void(const std::string &)>;

llvm::Expected<FoundUnits> findUnits(const UnitQuery &query, Announce announce);

} // namespace hookqual::capture
