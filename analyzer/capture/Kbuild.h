// SPDX-License-Identifier: MIT
// Records, through the kernel's own makefiles, how units would be compiled:
//
//   configure ─► prepare ─► record ─► CompileCommands (from the `.cmd` files)
//
// Everything is written below one output directory that belongs to hookqual; the source
// tree is read only. No kernel object is ever compiled.
#pragma once

#include "analyzer/capture/CompileCommand.h"
#include "analyzer/capture/RecordingTools.h"

#include <llvm/Support/Error.h>

#include <string>
#include <vector>

namespace hookqual::capture {

struct Recording {
  std::vector<CompileCommand> commands;
  std::vector<SkippedUnit> unrecorded; // what make could not record, in its own words
};

class Kbuild {
public:
  /// `output` is a RecordingDirectory, locked and claimed for the source tree.
  static llvm::Expected<Kbuild> open(const std::string &sourceRoot, const std::string &output, unsigned jobs);

  /// `config` is `default` (the architecture's defconfig and our fragment) or a file.
  /// Returns the options of the fragment that this kernel did not take over.
  llvm::Expected<std::vector<std::string>> configure(const std::string &config) const;

  llvm::Error prepare() const;

  /// `wanted` holds directories and C files, relative to the source root.
  llvm::Expected<Recording> record(const std::vector<std::string> &wanted) const;

  /// What `make M=` compiles of a module outside the tree. Its sources are copied below the object
  /// tree, as `copy` says relative to it: Kbuild writes beside them.
  llvm::Expected<Recording> recordModule(const std::string &directory, const std::string &copy) const;

  const RecordingTools &tools() const { return tools_; }
  std::string objectTree() const { return output_ + "/object"; }
  std::string logFile() const { return output_ + "/make.log"; }

private:
  Kbuild(std::string sourceRoot, std::string output, unsigned jobs)
      : sourceRoot_(std::move(sourceRoot)), output_(std::move(output)), jobs_(jobs) {}

  /// make's exit status; its output goes to the log.
  llvm::Expected<int> make(const std::vector<std::string> &arguments) const;
  llvm::Error makeOrFail(const std::string &target) const;

  std::string sourceRoot_;
  std::string output_;
  unsigned jobs_;
  RecordingTools tools_;
};

/// `make mrproper` in a source tree of ours.
llvm::Error makeClean(const std::string &sourceRoot, const std::string &logFile);

} // namespace hookqual::capture
