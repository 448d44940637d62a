// SPDX-License-Identifier: MIT
// The representative path of a type error: one frame a function, from the root down to the
// operation, each with its events in order of execution.
#pragma once

#include "analyzer/infer/Signature.h"

#include <deque>
#include <memory>
#include <vector>

namespace hookqual::witness {

struct Frame {
  ir::FunctionId function;
  uint32_t site = 0; // of the call to the next frame, or of the operation
  infer::TermId objects;
  std::vector<infer::Alternative> alternatives; // as in infer::ChainStep
  std::vector<ir::ValueId> values;              // as in infer::ChainStep
  std::vector<const infer::Trace *> events;     // oldest first
};

struct Path {
  uint32_t operation = 0;    // index in the rule
  infer::ChainPointer chain; // these keep the events alive
  std::shared_ptr<const std::deque<infer::Trace>> events;
  std::vector<Frame> frames;
};

Path pathOf(const infer::Obligation &obligation);

} // namespace hookqual::witness
