// SPDX-License-Identifier: MIT
// The compiler and linker that Kbuild is given while units are recorded.
//
// Probes, host tools and everything under scripts/ go through to the real programs; for a
// kernel object they leave an empty file and a dependency file, and Kbuild itself writes the
// whole command line into the object's `.cmd` file. Nothing is compiled, so recording a
// thousand units takes seconds. What Kbuild and Kconfig ask of the compiler, several hundred
// times, is asked once and remembered. The compiler is a small C program, since it starts in
// no time; the linker, which is called rarely, is a shell script.
#pragma once

#include <llvm/Support/Error.h>

#include <string>

namespace hookqual::capture {

struct RecordingTools {
  std::string compiler; // for CC=
  std::string linker;   // for LD=
  std::string hostCompiler;
};

/// Makes the tools in `directory`.
llvm::Expected<RecordingTools> writeRecordingTools(const std::string &directory);

} // namespace hookqual::capture
