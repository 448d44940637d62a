// SPDX-License-Identifier: MIT
// How one translation unit is compiled; what every way of finding units yields.
//
//   Kbuild (recorded or built) ─┐
//   compile_commands.json ──────┴─► CompileCommand ─plan─► PlannedUnit ─worker─► facts
#pragma once

#include <string>
#include <vector>

namespace hookqual::capture {

struct CompileCommand {
  std::string directory;              // working directory of the compiler, absolute
  std::string file;                   // main source file, absolute
  std::string object;                 // what it is compiled into, as written; may be empty
  std::vector<std::string> arguments; // compiler first, exactly as it was called

  friend bool operator==(const CompileCommand &, const CompileCommand &) = default;
};

/// A unit whose facts are missing, and why; a row of skipped_units in the store.
struct SkippedUnit {
  std::string unit; // relative to the source root
  std::string reason;
  std::string reproducer; // a shell command that shows the failure; empty when there is none
};

} // namespace hookqual::capture
