// SPDX-License-Identifier: MIT
// How kernels declare, ask and implement hooks: rules/linux/kernel.hooks, read. Nothing else in
// this room knows a name of the kernel.
#pragma once

#include "llvm/ADT/StringRef.h"

#include <map>
#include <string>
#include <vector>

namespace hookqual::hooks {

struct DeclarationForm {
  std::string kind; // macro, union, struct
  std::string name; // of the macro, or the record's tag
  std::string file; // relative to the tree, as all files here
};

struct Conventions {
  std::vector<DeclarationForm> declarations; // the first that a tree has counts
  std::vector<std::string> documentedIn;
  std::vector<std::string> wrapperFiles;
  std::string wrapperPrefix;
  std::map<std::string, size_t> askingMacros;         // the hook's position among the arguments
  std::vector<std::string> askedTables;               // `table.hook`, `table->hook`
  std::map<std::string, std::string> exportingMacros; // to whom: `any`, `gpl`
  std::string modulesBelow, implementingMacro, moduleMacro, moduleNameField;
  std::vector<std::string> notKernel; // directories of the root
};

/// The lines `key word...` of a text; `#` begins a comment.
Conventions parseConventions(llvm::StringRef text);

/// Those that hookqual ships.
const Conventions &shippedConventions();

} // namespace hookqual::hooks
