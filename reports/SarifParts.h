// SPDX-License-Identifier: MIT
// The pieces that SARIF's objects are made of.
#pragma once

#include "reports/JsonParts.h"
#include "reports/SarifReport.h"

namespace hookqual::reports {

/// What locations are relative to; who opens the log says where that is.
inline constexpr llvm::StringLiteral kSourceRoot = "SRCROOT";

/// A relative reference: bytes that a URI may not have are percent-encoded.
std::string uriOf(llvm::StringRef file);

/// `key: {"text": text}`.
void writeMessage(llvm::json::OStream &json, llvm::StringRef key, llvm::StringRef text);

/// `artifactLocation`.
void writeArtifact(llvm::json::OStream &json, llvm::StringRef file);

/// The members of a location object.
void writePlace(llvm::json::OStream &json, const SourceRange &where, llvm::StringRef function);

/// Names are alike where they should not be: the later ones get a number.
class UniqueKeys {
public:
  std::string add(llvm::StringRef text);

private:
  std::vector<std::string> used_;
};

/// The tool with its rules (SarifTool.cpp).
void writeTool(llvm::json::OStream &json, const Report &report, const SarifOptions &options);

/// The invocation with the ledger (SarifInvocation.cpp).
void writeInvocation(llvm::json::OStream &json, const Report &report, const SarifOptions &options);

/// What the profile leaves out, in words; empty: nothing.
std::string leftOut(const Report &report, const SarifOptions &options);

/// The results (SarifResults.cpp).
void writeResults(llvm::json::OStream &json, const Report &report, const SarifOptions &options);

} // namespace hookqual::reports
