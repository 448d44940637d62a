// SPDX-License-Identifier: MIT
// Terms and IR values as a reader of the C source would write them.
#pragma once

#include "analyzer/infer/Term.h"
#include "analyzer/ir/Program.h"

#include <string>

namespace hookqual::witness {

/// Local names are for people; fingerprints use positions, which survive renaming.
enum class Naming : uint8_t { Source, Canonical };

/// `dentry->d_inode`, `&path`, `lookup_one()`, `flags & 64`.
std::string textOf(const ir::Program &program, infer::TermPool &terms, const ir::Function &function,
                   infer::TermId term, Naming naming);

/// The name of a value that is made of no others; of any other one an atom of its own.
infer::TermId leafTerm(infer::TermPool &terms, const ir::Function &function, ir::ValueId value);

/// The IR value as a term in which loads stand for themselves. For display only: it says
/// nothing about which loads are equal.
infer::TermId displayTerm(infer::TermPool &terms, const ir::Function &function, ir::ValueId value);

/// `term` as it is written: whichever version of memory it reads.
infer::TermId withoutVersions(infer::TermPool &terms, infer::TermId term);

/// The elements of a tuple, joined.
std::string textOfObjects(const ir::Program &program, infer::TermPool &terms, const ir::Function &function,
                          infer::TermId tuple, Naming naming);

} // namespace hookqual::witness
