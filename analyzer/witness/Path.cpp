// SPDX-License-Identifier: MIT
#include "analyzer/witness/Path.h"

#include <algorithm>

namespace hookqual::witness {

Path pathOf(const infer::ChainPointer &chain) {
  Path path;
  path.chain = chain;
  for (const infer::ChainStep *step = chain.get(); step; step = step->next.get()) {
    Frame frame{step->function, step->site, step->objects, step->alternatives, step->values, {}};
    for (const infer::Trace *event = step->trace.get(); event; event = event->previous.get())
      frame.events.push_back(event);
    std::reverse(frame.events.begin(), frame.events.end());
    path.frames.push_back(std::move(frame));
  }
  return path;
}

} // namespace hookqual::witness
