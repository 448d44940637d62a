// SPDX-License-Identifier: MIT
#include "analyzer/mutate/HookCalls.h"

#include "llvm/Support/GlobPattern.h"

#include <algorithm>
#include <map>
#include <set>

namespace hookqual::mutate {

namespace {

/// Globs that the rule loader has accepted. A pattern refers to the text it was made from.
class Globs {
public:
  explicit Globs(std::vector<std::string> texts) : texts_(std::move(texts)) {
    for (const std::string &text : texts_)
      patterns_.push_back(llvm::cantFail(llvm::GlobPattern::create(text)));
  }
  bool match(llvm::StringRef text) const {
    return std::any_of(patterns_.begin(), patterns_.end(), [&](const auto &p) { return p.match(text); });
  }

  Globs(const Globs &) = delete;
  Globs &operator=(const Globs &) = delete;

private:
  const std::vector<std::string> texts_;
  std::vector<llvm::GlobPattern> patterns_;
};

bool returnsValue(const ir::Program &program, std::string_view name) {
  const ir::Prototype *prototype = program.prototype(name);
  return prototype && prototype->result.type.typeClass != ir::TypeClass::Void;
}

/// The hooks of a family that a function calls, by the index of their symbol.
std::map<uint32_t, std::string> hooksCalledBy(const ir::Program &program, const ir::Function &function,
                                              const Globs &names) {
  std::map<uint32_t, std::string> called;
  for (uint32_t i = 0; i < function.symbols.size(); ++i) {
    const std::string name(ir::nameOf(function.symbols[i]));
    if (names.match(name) && returnsValue(program, name))
      called.emplace(i, name);
  }
  return called;
}

void addCalls(const ir::Program &program, ir::FunctionId id, const Globs &names,
              std::vector<HookCall> &calls) {
  const ir::Function &function = program.function(id);
  const std::map<uint32_t, std::string> hooks = hooksCalledBy(program, function, names);
  if (hooks.empty())
    return;
  for (const ir::Block &block : function.blocks)
    for (const ir::Instruction &instruction : block.instructions) {
      if (instruction.kind != ir::InstructionKind::Call || instruction.callee != ir::CalleeKind::Direct)
        continue;
      if (auto hook = hooks.find(instruction.symbol.index); hook != hooks.end())
        calls.push_back({id, instruction.site, hook->second});
    }
}

} // namespace

std::vector<HookCall> findHookCallsIn(const ir::Program &program, const rules::RuleSet &rules,
                                      const std::vector<ir::FunctionId> &functions) {
  std::vector<HookCall> calls;
  for (const rules::HookFamily &family : rules.hookFamilies) {
    const Globs names({family.functions}), outside(family.outside);
    for (const ir::FunctionId function : functions)
      if (!outside.match(program.function(function).file))
        addCalls(program, function, names, calls);
  }
  auto order = [](const HookCall &call) { return std::tie(call.hook, call.function, call.site); };
  std::sort(calls.begin(), calls.end(),
            [&](const HookCall &a, const HookCall &b) { return order(a) < order(b); });
  auto isSame = [&](const HookCall &a, const HookCall &b) { return order(a) == order(b); };
  calls.erase(std::unique(calls.begin(), calls.end(), isSame), calls.end());
  return calls;
}

std::vector<HookCall> findHookCalls(const ir::Program &program, const rules::RuleSet &rules,
                                    const std::vector<std::string> &hooks) {
  std::vector<ir::FunctionId> all;
  for (uint32_t i = 0; i < program.functionCount(); ++i)
    all.push_back(ir::FunctionId(i));
  std::vector<HookCall> calls = findHookCallsIn(program, rules, all);
  if (!hooks.empty())
    std::erase_if(calls, [&](const HookCall &call) {
      return std::find(hooks.begin(), hooks.end(), call.hook) == hooks.end();
    });
  return calls;
}

} // namespace hookqual::mutate
