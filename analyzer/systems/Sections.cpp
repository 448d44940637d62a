// SPDX-License-Identifier: MIT
#include "analyzer/systems/Sections.h"

#include "analyzer/systems/CostTables.h"
#include "analyzer/systems/CoverageTables.h"
#include "analyzer/systems/DispatchTables.h"
#include "analyzer/systems/LoadableTables.h"
#include "analyzer/systems/RefetchTables.h"
#include "analyzer/systems/RestrictionTables.h"
#include "analyzer/systems/ShortCircuitTables.h"

namespace hookqual::systems {

const std::vector<Section> &sections() {
  static const std::vector<Section> all{
      {"dispatch", "whether the functions that ask hooks ask the modules", FromSource::Defaults,
       dispatchTables},
      {"coverage", "which module answers which hooks, and so decides about which operations",
       FromSource::Nothing, coverageTables},
      {"short-circuits", "which errors are returned before a hook is asked", FromSource::Nothing,
       shortCircuitTables},
      {"cost", "how many hooks a system call asks, and which of them again", FromSource::Nothing, costTables},
      {"restrictive", "where a denial is lost, or a hook overrules an ordinary check", FromSource::Nothing,
       restrictionTables},
      {"refetches", "what is fetched again after a hook has judged it", FromSource::Nothing, refetchTables},
      {"loadable", "what loadable modules may use of the framework, and of what it guards",
       FromSource::Exports, loadableTables},
  };
  return all;
}

} // namespace hookqual::systems
