// SPDX-License-Identifier: MIT
// What the user's kernel directory is: checked once, never written to.
#pragma once

#include <llvm/Support/Error.h>

#include <string>
#include <vector>

namespace hookqual::capture {

enum class TreeState {
  Clean,            // Kbuild accepts O= beside it
  ConfiguredInPlace // .config or generated headers in it: Kbuild refuses O=
};

struct KernelTree {
  std::string root; // absolute, symbolic links resolved
  TreeState state = TreeState::Clean;

  /// Fails with a clear message unless `directory` is a kernel source tree.
  static llvm::Expected<KernelTree> open(const std::string &directory);
};

/// `paths` relative to `root`, normalised and sorted. Fails when one does not exist there.
llvm::Expected<std::vector<std::string>> resolveWanted(const std::string &root,
                                                       const std::vector<std::string> &paths);

/// The directories of `root` that hold all its kernel code.
std::vector<std::string> codeDirectories(const std::string &root, const std::string &architecture);

/// Facts about the configuration that the objects of a tree were compiled with.
struct KernelIdentity {
  std::string version;        // `6.12.117`
  std::string architecture;   // as Kbuild names it: `x86`
  std::string configDigest;   // BLAKE3 of .config, hexadecimal
  std::string configCompiler; // CONFIG_CC_VERSION_TEXT
};

/// Of a configuration's text, as in KernelIdentity.
std::string configDigestOf(llvm::StringRef config);

/// What can be learnt from an object tree; missing parts stay empty.
KernelIdentity identify(const std::string &root, const std::string &objectTree);

} // namespace hookqual::capture
