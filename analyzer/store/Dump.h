// SPDX-License-Identifier: MIT
// `hookqual facts dump`: the facts as IR text, in an order that depends on nothing but the
// facts. What units share (header inlines, records, prototypes) is printed once, as the
// unit `<headers>`; run metadata is left out, since it says when and where, not what.
#pragma once

#include "analyzer/store/FactsReader.h"

#include "llvm/Support/raw_ostream.h"

namespace hookqual::store {

llvm::Error dumpFacts(const FactsReader &reader, llvm::raw_ostream &out);

} // namespace hookqual::store
