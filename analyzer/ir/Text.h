// SPDX-License-Identifier: MIT
// The text form of the IR, written by dumps and by hand in tests; analyzer/ir/README.md
// has its grammar. Canonical like the binary form: toText(parse(toText(x))) == toText(x),
// and what was parsed from a dump has the bytes of what was dumped.
#pragma once

#include "analyzer/ir/UnitFacts.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>

namespace hookqual::ir {

std::string toText(const Function &function);
std::string toText(const UnitFacts &facts);
std::string toText(const Record &record);
std::string toText(const Prototype &prototype);

/// `int32`, `uint8`, `ptr`, `void`, `aggregate128`.
std::string toText(const Type &type);

/// The facts of one unit; a text without a `unit` line is the unit `fileName`.
/// Errors read `fileName:line:column: message`. Predecessors are computed.
llvm::Expected<UnitFacts> parseText(llvm::StringRef text, llvm::StringRef fileName);

/// The same for a text of several units, each opened by its `unit` line.
llvm::Expected<std::vector<UnitFacts>> parseUnits(llvm::StringRef text, llvm::StringRef fileName);

} // namespace hookqual::ir
