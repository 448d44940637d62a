// SPDX-License-Identifier: MIT
// The binary form of functions and declarations: what the store keeps.
//
//   collect worker ─writeBinary─► bytes ─store─► the same bytes ─readBinary─► link
//
// Canonical: equal functions give equal bytes. Foreign, damaged or truncated input gives
// an error, and what was read satisfies ir::verify.
#pragma once

#include "analyzer/ir/UnitFacts.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>

namespace hookqual::ir {

std::string writeBinary(const Function &function);
/// The same for a function that is in canonical form already.
std::string writeCanonicalBinary(const Function &function);
llvm::Expected<Function> readBinary(llvm::StringRef bytes);

std::string writeBinary(const Record &record);
llvm::Expected<Record> readRecord(llvm::StringRef bytes);

std::string writeBinary(const Prototype &prototype);
llvm::Expected<Prototype> readPrototype(llvm::StringRef bytes);

} // namespace hookqual::ir
