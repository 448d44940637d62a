// SPDX-License-Identifier: MIT
// Which functions of which modules answer a hook.
#pragma once

#include "analyzer/hooks/Conventions.h"
#include "analyzer/hooks/SourceFile.h"
#include "reports/Hooks.h"

namespace hookqual::hooks {

/// A registration. Its module is empty until all files have been read: nameModules.
struct FoundImplementation {
  std::string hook;          // empty: every hook, by a macro; its name stands inside the function's
  std::string before, after; // the function's name, or what stands around the hook's in it
  std::string module;
  reports::SourceRange where;
};

struct FoundModule {
  std::string file, name;
};

struct ModuleParts {
  std::vector<FoundImplementation> implementations;
  std::vector<FoundModule> modules;
};

/// What one file registers and defines.
ModuleParts modulePartsIn(const SourceFile &file, const Conventions &conventions);

/// A registration belongs to the module of its file, else to the only one of the nearest
/// directory with any below `modulesBelow`. Without any it goes by its directory's name, or, right
/// in `modulesBelow`, by its file's.
void nameModules(ModuleParts &parts, const Conventions &conventions);

} // namespace hookqual::hooks
