// SPDX-License-Identifier: MIT
#include "analyzer/collect/FactsDifference.h"

#include "analyzer/ir/Text.h"

#include "llvm/ADT/StringRef.h"

namespace hookqual::collect {

std::string differenceBetween(const ir::UnitFacts &plain, const ir::UnitFacts &precompiled) {
  const std::string texts[] = {ir::toText(plain), ir::toText(precompiled)};
  llvm::StringRef rest[] = {texts[0], texts[1]};
  while (!rest[0].empty() || !rest[1].empty()) {
    llvm::StringRef lines[2];
    for (int i = 0; i < 2; ++i)
      std::tie(lines[i], rest[i]) = rest[i].split('\n');
    if (lines[0] != lines[1])
      return ("facts differ: `" + lines[0].trim() + "` without the precompiled header, `" + lines[1].trim() +
              "` with it")
          .str();
  }
  return "";
}

} // namespace hookqual::collect
