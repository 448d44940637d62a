// SPDX-License-Identifier: MIT
#include "analyzer/systems/ObjectCache.h"

#include <algorithm>

namespace hookqual::systems {

using ir::BlockId;
using ir::FunctionId;
using ir::ValueKind;

learn::ObjectPaths &ObjectCache::in(FunctionId function) {
  std::unique_ptr<learn::ObjectPaths> &paths = paths_[function];
  if (!paths)
    paths = std::make_unique<learn::ObjectPaths>(returned_.pathsIn(program_.function(function)));
  return *paths;
}

ValueBlocks::ValueBlocks(const ir::Function &function) : made_(function.values.size(), BlockId(0)) {
  for (uint32_t i = 0; i < function.blocks.size(); ++i)
    for (const ir::Instruction &instruction : function.blocks[i].instructions) {
      if (instruction.result.valid())
        made_[instruction.result.index] = BlockId(i);
      if (instruction.site >= sites_.size())
        sites_.resize(instruction.site + 1);
      sites_[instruction.site] = BlockId(i);
    }
  // Operands come before their users, except in phis; blocks are in reverse post-order.
  for (uint32_t i = 0; i < function.values.size(); ++i)
    if (const ir::Value &value = function.values[i]; value.kind == ValueKind::Phi)
      made_[i] = BlockId(value.index);
    else
      for (ir::ValueId operand : value.operands)
        made_[i] = std::max(made_[i], made_[operand.index]);
}

} // namespace hookqual::systems
