// SPDX-License-Identifier: MIT
// What `hookqual hooks` read in a kernel tree, as it crosses to the renderers: each hook, who asks
// it, who answers, and what the rules say of it; and how two trees differ in that.
#pragma once

#include "reports/Finding.h"

namespace llvm {
class raw_ostream;
}

namespace hookqual::reports {

struct HookParameter {
  std::string type, name; // `struct dentry *`, `dentry`; no name where the declaration gives none
  friend bool operator==(const HookParameter &, const HookParameter &) = default;
};

struct DocumentedParameter {
  std::string name, text;
};

/// The kernel-doc of a hook, in its parts; a missing part is empty.
struct HookDoc {
  std::string of; // the function whose comment it is; empty: the hook's own
  std::string summary, description, returns;
  std::vector<DocumentedParameter> parameters;

  bool isEmpty() const {
    return summary.empty() && description.empty() && returns.empty() && parameters.empty();
  }
};

/// A function, and the place of its definition, or of a call inside it.
struct HookSite {
  std::string function; // empty: in none
  SourceRange where;
  bool isNamedOnly = false; // no call: a callback for others, or what a macro stands for
};

struct HookImplementation {
  std::string module, function;
  SourceRange where;
  bool isGenerated = false; // by a macro over all hooks: the module takes whatever hook there is
};

/// What the rules say about a hook.
struct HookEntry {
  std::vector<std::string> rules; // whose authorizer asks it, ascending
  std::string none, why;          // if there are none, the reason that the rules give for it
};

struct Hook {
  std::string name, returns;
  std::string defaultValue = "unknown"; // as written; unknown where declarations give none
  std::vector<HookParameter> parameters;
  std::string condition; // the preprocessor's, around the declaration
  SourceRange where;     // of the declaration
  HookDoc doc;
  std::vector<HookSite> wrappers;  // functions that ask it for the rest of the kernel
  std::vector<HookSite> callSites; // of the wrappers
  std::vector<HookImplementation> implementations;
  HookEntry entry;
};

/// A file that should have been read.
struct UnreadFile {
  std::string file, reason;
};

/// One tree, read.
struct HookTree {
  std::string kernelVersion;
  std::string declaredIn;
  std::vector<Hook> hooks; // ascending by name
  uint64_t filesRead = 0;
  std::vector<UnreadFile> unread;
};

enum class HookAspect : uint8_t { Returns, Default, Parameters, ParameterNames, Condition };

struct HookChange {
  std::string hook;
  HookAspect aspect = HookAspect::Returns;
  std::string before, after;
};

/// Calls of a hook that one of the trees has and the other has not, by file and function.
struct HookMove {
  std::string hook;
  std::vector<HookSite> gone, come; // places in the other tree, in this one
};

/// A hook that is gone, and the new one that is most like it. Percent, rounded down.
struct HookRenaming {
  std::string before, after;
  unsigned likeness = 0;
  unsigned names = 0, parameters = 0, callers = 0; // words of the names, types, calling functions
};

/// Operations that the rules let a hook decide about under one kernel only.
struct HookOperations {
  std::string hook;
  std::vector<std::string> gained, lost; // as rules name them, ascending
};

/// What this tree has become, seen from the other one.
struct HookDrift {
  HookTree against;
  std::vector<Hook> added, removed;
  std::vector<HookChange> changed;
  std::vector<HookMove> moved;
  std::vector<HookRenaming> renamed;      // what else than renaming it may be, a reader must say
  std::vector<HookOperations> operations; // by hook
};

struct HookReport {
  std::string toolVersion, rulesDigest;
  HookTree tree;
  std::optional<HookDrift> drift;
};

struct HookCounts {
  uint64_t hooks = 0, returning = 0;
  uint64_t callSites = 0, notCalled = 0;            // a place counts once, however many hooks it asks
  uint64_t implementations = 0, notImplemented = 0; // those that are not generated
  uint64_t withRule = 0, withReason = 0;
};
HookCounts countHooks(const HookTree &tree);

/// What returns nothing authorizes nothing.
bool returnsValue(const Hook &hook);

/// `struct inode *dir, struct dentry *dentry`, or `void`.
std::string parametersText(const Hook &hook);

/// An object of schema `hookqual-hooks/1`.
void writeHooksJson(const HookReport &report, llvm::raw_ostream &out);

/// A paragraph a hook and the counts; of two trees, only what differs.
void writeHooksText(const HookReport &report, llvm::raw_ostream &out);

} // namespace hookqual::reports
