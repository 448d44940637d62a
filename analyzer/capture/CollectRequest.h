// SPDX-License-Identifier: MIT
// What capture asks of one worker; `hookqual collect-unit --request FILE` reads it. A
// request file is all it takes to see a skipped unit's failure again.
#pragma once

#include <llvm/Support/Error.h>

#include <string>
#include <vector>

namespace hookqual::capture {

struct CollectRequest {
  std::string unit;       // name of the unit in the store
  std::string sourceRoot; // file names are relative to it
  std::string directory;  // the compiler's working directory
  std::vector<std::string> arguments;
  std::string objectTree;           // names of generated files are relative to it; may be empty
  std::string precompiledPrefix;    // of the precompiled header to start from; may be empty
  bool verifiesPrecompiled = false; // compare with what the unit yields without it

  friend bool operator==(const CollectRequest &, const CollectRequest &) = default;
};

llvm::Error writeRequest(const CollectRequest &request, const std::string &path);
llvm::Expected<CollectRequest> readRequest(const std::string &path);

} // namespace hookqual::capture
