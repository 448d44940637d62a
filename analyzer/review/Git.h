// SPDX-License-Identifier: MIT
// Git as the reader of mails and patches. What applies here applies for whoever will apply
// the series; and git refuses what leads out of the directory, or through symbolic links.
#pragma once

#include "llvm/Support/Error.h"

#include <cstdint>
#include <string>
#include <vector>

namespace hookqual::review {

struct GitRun {
  int status = 0;
  std::string output, errors;
};

/// Whose configuration git obeys. Patches are read as they are, whatever the user likes; but only
/// the user can say that a repository is to be trusted.
enum class GitConfiguration : uint8_t { None, Users };

class Git {
public:
  /// Output and input files lie in `scratch`, which exists.
  explicit Git(std::string scratch) : scratch_(std::move(scratch)) {}

  /// Runs in `directory`, with `input` (a file; may be empty) as its standard input. A repository
  /// above `directory` has no say.
  llvm::Expected<GitRun> run(const std::string &directory, const std::vector<std::string> &arguments,
                             const std::string &input = "",
                             GitConfiguration configuration = GitConfiguration::None) const;

private:
  std::string scratch_;
};

} // namespace hookqual::review
