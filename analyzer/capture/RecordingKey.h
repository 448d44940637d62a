// SPDX-License-Identifier: MIT
// What a recording depends on besides the files of the source tree.
#pragma once

#include "analyzer/capture/RecordingTools.h"

#include <llvm/Support/Error.h>

#include <string>
#include <vector>

namespace hookqual::capture {

struct KeyParts {
  std::string toolVersion;
  std::string sourceRoot;
  std::string config; // its text, or all that a default is made from
  RecordingTools tools;
};

/// Where those programs are whose version or abilities Kconfig and makefiles ask for.
std::vector<std::string> programsAskedFor(const RecordingTools &tools);

/// A digest of the parts, of where programs are, of the text of the recording tools, and of those environment
/// variables that Kbuild documents.
llvm::Expected<std::string> recordingKey(const KeyParts &parts);

} // namespace hookqual::capture
