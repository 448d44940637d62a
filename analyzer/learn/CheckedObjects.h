// SPDX-License-Identifier: MIT
// Which objects authorizers have judged when a call or a store happens: in the function, in what
// it called before, and in its callers, at most kFarthestCaller levels up.
#pragma once

#include "analyzer/learn/ObjectPaths.h"
#include "analyzer/learn/ProgramChecks.h"

namespace hookqual::learn {

/// An authorizer has accepted what its argument stood for.
struct Judged {
  std::string authorizer;
  int argument = 0; // -1: it takes no object, and judges the system
  ObjectPath object;
  friend auto operator<=>(const Judged &, const Judged &) = default;
  friend bool operator==(const Judged &, const Judged &) = default;
};

class CheckedObjects {
public:
  explicit CheckedObjects(const ProgramChecks &checks);

  static constexpr unsigned kFarthestCaller = 2;

  struct Held {
    const Judged *judged = nullptr;
    bool byCallers = false; // not in the function, nor in what it called
  };
  /// Calls visit(instruction, paths, held before it) for the calls and stores of the function.
  using Visit = std::function<void(const ir::Instruction &, ObjectPaths &, const std::vector<Held> &)>;
  void forEachOperation(ir::FunctionId function, const Visit &visit);

private:
  void summarize(ir::FunctionId function);
  CheckEvent eventOf(const ir::Function &function, const ir::Instruction &call, ObjectPaths &paths);
  CheckEvents eventsOf(const ir::Function &function, ObjectPaths &paths);
  void descend();
  void descendFrom(ir::FunctionId function, std::vector<std::optional<CheckSet>> &contexts);
  CheckId idOf(const Judged &judged);

  const ProgramChecks &checks_;
  const ir::Program &program_;
  std::map<Judged, CheckId> ids_;
  std::vector<const Judged *> judged_; // keys of `ids_`
  std::vector<CheckSet> atReturn_;     // by function; of objects that callers can name
  std::vector<CheckSet> contexts_;     // by function
};

} // namespace hookqual::learn
