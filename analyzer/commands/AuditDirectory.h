// SPDX-License-Identifier: MIT
// The files of an audit: its tables in every form, and the report they are of.
#pragma once

#include "analyzer/commands/OutputDirectory.h"
#include "reports/Finding.h"
#include "reports/Table.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <optional>
#include <string>
#include <vector>

namespace hookqual::commands {

/// The configuration that a kernel was captured in: of the first of `paths` whose content has the
/// digest. Nothing when none has.
std::optional<std::string> configurationIn(const std::vector<std::string> &paths, const std::string &digest);

inline constexpr llvm::StringLiteral kAuditConfiguration = "kernel.config";

struct AuditContent {
  const reports::Report &report;
  std::vector<reports::Table> tables;
  std::optional<std::string> configuration;
};

llvm::Error writeAuditFiles(const AuditContent &content, const OutputDirectory &directory);

} // namespace hookqual::commands
