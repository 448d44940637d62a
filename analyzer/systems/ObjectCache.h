// SPDX-License-Identifier: MIT
// The names of objects in functions, made when first asked for; and where objects come from.
#pragma once

#include "analyzer/learn/ReturnedPaths.h"

#include <map>
#include <memory>

namespace hookqual::systems {

class ObjectCache {
public:
  explicit ObjectCache(const ir::Program &program)
      : program_(program), order_(learn::calleesFirst(program)), returned_(program, order_) {}

  const ir::Program &program() const { return program_; }
  /// All functions, callees before those that call them directly.
  const std::vector<ir::FunctionId> &calleesFirst() const { return order_; }
  learn::ObjectPaths &in(ir::FunctionId function);

private:
  const ir::Program &program_;
  std::vector<ir::FunctionId> order_;
  learn::ReturnedPaths returned_;
  std::map<ir::FunctionId, std::unique_ptr<learn::ObjectPaths>> paths_;
};

/// The block from which on a value is there: that of the last call, load or phi that it is made
/// of; the entry for parameters, variables and constants.
class ValueBlocks {
public:
  explicit ValueBlocks(const ir::Function &function);
  ir::BlockId of(ir::ValueId value) const { return made_[value.index]; }
  /// The block that holds the instruction with this site.
  ir::BlockId ofSite(uint32_t site) const { return sites_[site]; }

private:
  std::vector<ir::BlockId> made_;  // by value
  std::vector<ir::BlockId> sites_; // by site
};

} // namespace hookqual::systems
