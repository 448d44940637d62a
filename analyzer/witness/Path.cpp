// SPDX-License-Identifier: MIT
#include "analyzer/witness/Path.h"

#include <algorithm>

namespace hookqual::witness {

Path pathOf(const infer::Obligation &obligation) {
  Path path{.operation = obligation.operation, .chain = obligation.chain, .events = {}, .frames = {}};
  for (const infer::ChainStep *step = path.chain.get(); step; step = step->next.get()) {
    Frame frame{step->function, step->site, step->objects, step->alternatives, step->values, {}};
    for (const infer::Trace *event = step->trace.get(); event; event = event->previous.get())
      frame.events.push_back(event);
    std::reverse(frame.events.begin(), frame.events.end());
    path.frames.push_back(std::move(frame));
  }
  return path;
}

} // namespace hookqual::witness
