// SPDX-License-Identifier: MIT
#include "analyzer/witness/Identity.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/BLAKE3.h"

#include <algorithm>

namespace hookqual::witness {

std::string fingerprintOf(llvm::ArrayRef<std::string> parts) {
  llvm::TruncatedBLAKE3<8> hasher;
  for (const std::string &part : parts) {
    hasher.update(part);
    hasher.update(llvm::StringRef("\0", 1));
  }
  return llvm::toHex(llvm::ArrayRef<uint8_t>(hasher.final()), /*LowerCase=*/true);
}

std::string lastingName(const ir::Symbol &symbol) {
  if (symbol.linkage == ir::Linkage::Inline)
    return ir::toString(ir::Symbol{symbol.linkage, symbol.name, symbol.file, "", ""});
  return ir::toString(symbol);
}

uint32_t firstSiteBeside(const ir::Function &function, uint32_t site) {
  const ir::Instruction *operation = instructionAt(function, site);
  if (!operation || !operation->location.valid())
    return site;
  const ir::Location &place = function.location(operation->location);
  for (const ir::Block &block : function.blocks)
    for (const ir::Instruction &other : block.instructions) {
      if (other.kind != operation->kind || !other.location.valid())
        continue;
      const ir::Location &its = function.location(other.location);
      if (its.expansionFile == place.expansionFile && its.line == place.line && its.column == place.column)
        site = std::min(site, other.site);
    }
  return site;
}

} // namespace hookqual::witness
