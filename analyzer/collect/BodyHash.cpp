// SPDX-License-Identifier: MIT
#include "analyzer/collect/BodyHash.h"

#include "analyzer/ir/Binary.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/xxhash.h"

#include <algorithm>

namespace hookqual::collect {

using ir::Function;

namespace {

std::string hexHash(llvm::StringRef bytes) {
  return llvm::utohexstr(llvm::xxh3_64bits(bytes), /*LowerCase=*/true, /*Width=*/16);
}

/// Tarjan's components of the graph of inlines: a component is complete only after those
/// it refers to, which is the order in which hashes can be given.
class InlineHashing {
public:
  explicit InlineHashing(std::vector<Function> &functions) : functions_(functions) {
    for (size_t i = 0; i < functions.size(); ++i)
      if (functions[i].symbol.linkage == ir::Linkage::Inline)
        nodes_[ir::toString(functions[i].symbol)].function = i;
  }

  llvm::StringMap<std::string> run() {
    for (auto &entry : nodes_)
      if (entry.second.order == 0)
        visit(entry.first(), entry.second);
    return std::move(spellings_);
  }

private:
  struct Node {
    size_t function = 0;
    unsigned order = 0, low = 0; // 0: not visited yet
    bool isOpen = false;
  };

  void visit(llvm::StringRef name, Node &node) {
    node.order = node.low = ++visited_;
    node.isOpen = true;
    open_.push_back(name);
    for (const std::string &callee : functions_[node.function].symbols) {
      const auto found = nodes_.find(callee);
      if (found == nodes_.end())
        continue;
      Node &next = found->second;
      if (next.order == 0)
        visit(found->first(), next);
      if (next.isOpen)
        node.low = std::min(node.low, next.low);
    }
    if (node.low == node.order)
      closeComponent(name);
  }

  void closeComponent(llvm::StringRef root) {
    std::vector<llvm::StringRef> members;
    do {
      members.push_back(open_.back());
      nodes_[open_.back()].isOpen = false;
      open_.pop_back();
    } while (members.back() != root);
    std::ranges::sort(members); // independent of where the component was entered

    std::string bytes;
    for (llvm::StringRef member : members)
      bytes += bytesOf(member);
    for (llvm::StringRef member : members) {
      ir::Symbol symbol = functions_[nodes_[member].function].symbol;
      symbol.bodyHash = hexHash(members.size() == 1 ? bytes : member.str() + bytes);
      spellings_[member] = ir::toString(symbol);
    }
  }

  /// Members of the component being hashed are still spelled without a hash.
  std::string bytesOf(llvm::StringRef member) {
    Function copy = functions_[nodes_[member].function];
    for (std::string &symbol : copy.symbols)
      if (const auto known = spellings_.find(symbol); known != spellings_.end())
        symbol = known->second;
    return ir::writeBinary(copy);
  }

  std::vector<Function> &functions_;
  llvm::StringMap<Node> nodes_;
  llvm::StringMap<std::string> spellings_;
  std::vector<llvm::StringRef> open_;
  unsigned visited_ = 0;
};

} // namespace

ir::UnitFacts withBodyHashes(ir::UnitFacts facts) {
  const llvm::StringMap<std::string> spellings = InlineHashing(facts.functions).run();
  const auto respell = [&](std::string &symbol) {
    if (const auto known = spellings.find(symbol); known != spellings.end())
      symbol = known->second;
  };
  for (Function &function : facts.functions) {
    if (function.symbol.linkage == ir::Linkage::Inline) {
      std::string spelling = ir::toString(function.symbol);
      respell(spelling);
      function.symbol = *ir::parseSymbol(spelling);
    }
    std::ranges::for_each(function.symbols, respell);
  }
  for (ir::MemberTarget &target : facts.memberTargets)
    respell(target.target);
  for (ir::Alias &alias : facts.aliases)
    respell(alias.target);
  return facts;
}

} // namespace hookqual::collect
