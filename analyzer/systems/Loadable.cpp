// SPDX-License-Identifier: MIT
#include "analyzer/systems/Loadable.h"

#include "llvm/ADT/STLExtras.h"

#include <tuple>

namespace hookqual::systems {

using ir::FunctionId;

namespace {

constexpr unsigned kDeepestAsking = 3; // calls from the exported function to a hook

class Search {
public:
  Search(const SectionInput &input, const AskedHooks &asked)
      : program_(input.program), input_(input), asked_(asked) {
    for (const Export &each : input.exports)
      exported_.insert(each.symbol);
  }

  void search(const CoveredRule &covered, std::vector<UnaskedOperation> &found) {
    std::set<std::string> told;
    for (const rules::Operation &operation : covered.rule->operations)
      if (operation.kind == rules::OperationKind::Call && operation.within.empty() &&
          exported_.contains(operation.name) && told.insert(operation.name).second)
        found.push_back({operation.name, covered.rule, {}});
    rules::Rule changing = *covered.rule; // reading alone is what nearly everything does
    llvm::erase_if(changing.operations, [](const rules::Operation &operation) {
      return operation.kind == rules::OperationKind::Load;
    });
    for (FunctionId function : functionsOperating(program_, input_.rules, changing)) {
      const ir::Symbol &symbol = program_.function(function).symbol;
      if (symbol.linkage == ir::Linkage::External && exported_.contains(symbol.name) &&
          !asksOneOf(covered, function) && told.insert(symbol.name).second)
        found.push_back({symbol.name, covered.rule, function});
    }
  }

  /// Whether the function may ask what the rule wants asked, or anything that asks it.
  bool asksOneOf(const CoveredRule &covered, FunctionId function) {
    const auto [known, isNew] = hooksOf_.try_emplace(function);
    if (isNew)
      for (FunctionId called : calledDirectly(program_, function, kDeepestAsking))
        collect(called, known->second);
    return llvm::any_of(covered.hooks, [&](const std::string &hook) { return known->second.contains(hook); });
  }

private:
  /// What the body asks, whether or not the asked function was captured.
  void collect(FunctionId function, std::set<std::string> &hooks) const {
    for (const std::string &spelling : program_.function(function).symbols)
      if (const auto asks = asked_.find(ir::nameOf(spelling)); asks != asked_.end())
        hooks.insert(asks->second.begin(), asks->second.end());
  }

  const ir::Program &program_;
  const SectionInput &input_;
  const AskedHooks &asked_;
  std::set<std::string, std::less<>> exported_;
  std::map<FunctionId, std::set<std::string>> hooksOf_;
};

} // namespace

std::vector<UnaskedOperation>
unaskedOperations(const SectionInput &input, const std::vector<CoveredRule> &rules, const AskedHooks &asked) {
  std::vector<UnaskedOperation> found;
  Search search(input, asked);
  for (const CoveredRule &covered : rules)
    if (!covered.hooks.empty())
      search.search(covered, found);
  const auto order = [](const UnaskedOperation &each) { return std::tie(each.symbol, each.rule->id); };
  llvm::sort(found,
             [&](const UnaskedOperation &a, const UnaskedOperation &b) { return order(a) < order(b); });
  return found;
}

std::vector<ModuleUse> moduleUses(const SectionInput &input, const std::vector<CoveredRule> &rules,
                                  const AskedHooks &asked, const std::vector<UnaskedOperation> &operations) {
  std::map<const rules::Rule *, const CoveredRule *> covered;
  for (const CoveredRule &each : rules)
    covered[each.rule] = &each;
  std::map<std::string, std::vector<const UnaskedOperation *>, std::less<>> ofSymbol;
  for (const UnaskedOperation &each : operations)
    ofSymbol[each.symbol].push_back(&each);
  Search search(input, asked);
  std::vector<ModuleUse> uses;
  for (uint32_t i = 0; i < input.program.functionCount(); ++i) {
    const ir::Function &function = input.program.function(FunctionId(i));
    if (!input.known.loadableFiles.matches(function.file))
      continue;
    for (const ir::Block &block : function.blocks)
      for (const ir::Instruction &call : block.instructions) {
        if (call.kind != ir::InstructionKind::Call || call.callee != ir::CalleeKind::Direct)
          continue;
        const auto used = ofSymbol.find(ir::nameOf(function.spelling(call.symbol)));
        if (used != ofSymbol.end())
          for (const UnaskedOperation *operation : used->second)
            uses.push_back({FunctionId(i), call.site, operation,
                            search.asksOneOf(*covered[operation->rule], FunctionId(i))});
      }
  }
  return uses;
}

} // namespace hookqual::systems
