// SPDX-License-Identifier: MIT
#pragma once

#include "reports/Finding.h"

namespace hookqual::reports {

/// Of what and by what a report is.
struct ReportHead {
  std::string toolVersion, rulesDigest, kernelVersion, configDigest;
};

inline ReportHead headOf(const Report &report) {
  return {report.toolVersion, report.rulesDigest, report.kernelVersion, report.configDigest};
}

} // namespace hookqual::reports
