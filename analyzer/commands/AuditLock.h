// SPDX-License-Identifier: MIT
// What an audit was made of and what it made, so that anybody can make it again:
// audit.lock, a JSON object of schema `hookqual-audit-lock/1`.
#pragma once

#include "analyzer/commands/ProgramInput.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

#include <map>
#include <string>
#include <vector>

namespace hookqual::commands {

struct AuditLock {
  std::map<std::string, std::string> inputs;  // `kernel.config`: digest; all that decides the outputs
  std::map<std::string, std::string> outputs; // file below the lock's directory: SHA-256
};

inline constexpr llvm::StringLiteral kAuditLock = "audit.lock";

/// What of the command line and the database decides an audit. `prefix` tells two databases apart.
llvm::Error addFacts(const ProgramInput &input, const std::string &prefix, AuditLock &lock);
void addTool(const Invocation &invocation, AuditLock &lock);

/// SHA-256 of the file, as `sha256sum` prints it.
llvm::Expected<std::string> sha256Of(const std::string &path);
/// Of every file below `directory`, except the lock.
llvm::Error addOutputs(const std::string &directory, AuditLock &lock);

void writeLock(const AuditLock &lock, llvm::raw_ostream &out);
llvm::Expected<AuditLock> readLock(const std::string &path);

/// One line for each thing that differs; empty when nothing does.
std::vector<std::string> differences(const std::map<std::string, std::string> &locked,
                                     const std::map<std::string, std::string> &made);

} // namespace hookqual::commands
