// SPDX-License-Identifier: MIT
// Git as the reader of mails and patches. What applies here applies for whoever will apply
// the series; and git refuses what leads out of the directory, or through symbolic links.
#pragma once

#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace hookqual::review {

struct GitRun {
  int status = 0;
  std::string output, errors;
};

class Git {
public:
  /// Output and input files lie in `scratch`, which exists.
  explicit Git(std::string scratch) : scratch_(std::move(scratch)) {}

  /// Runs in `directory`, with `input` (a file; may be empty) as its standard input. Neither the
  /// user's configuration nor a repository above `directory` has a say.
  llvm::Expected<GitRun> run(const std::string &directory, const std::vector<std::string> &arguments,
                             const std::string &input = "") const;

private:
  std::string scratch_;
};

} // namespace hookqual::review
