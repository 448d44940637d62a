// SPDX-License-Identifier: MIT
// The functions that ask hooks for the rest of the kernel, as they are written: whether every way
// through one comes to the registered modules, what ends the asking, and what is answered when no
// module is there.
#pragma once

#include "analyzer/systems/ModuleAsks.h"

#include <string>
#include <vector>

namespace hookqual::systems {

/// A way on which no module is asked.
struct EarlyExit {
  std::string condition, answer; // as text; no condition: whenever the function is called
  ir::LocationId where;          // of the branch that turns away
};

/// How modules are walked along.
enum class Order : uint8_t {
  None,   // no module is asked
  Slots,  // slot after slot, ascending, none left out
  Table,  // a loop
  Broken, // a slot may come before an earlier one, or is left out
};

std::string_view toString(Order order);

struct Dispatcher {
  ir::FunctionId function;
  std::vector<std::string> hooks;
  Order order = Order::None;
  size_t slots = 0;                // of the hook with the most of them
  std::vector<std::string> stops;  // answers after which no further module is asked: `!= 0`
  std::vector<std::string> silent; // what is answered when no module is registered
  std::vector<EarlyExit> exits;
};

/// Of the hook families' functions, those in files that ask modules somewhere; ascending by name.
std::vector<Dispatcher> dispatchersIn(const ir::Program &program, const Knowledge &known);

/// By name of a hook family's function, the hooks that it asks.
using AskedHooks = std::map<std::string, std::vector<std::string>, std::less<>>;
AskedHooks askedHooks(const ir::Program &program, const std::vector<Dispatcher> &dispatchers);

} // namespace hookqual::systems
