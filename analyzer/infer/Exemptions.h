// SPDX-License-Identifier: MIT
// Exemptions whose selectors speak of the route: which callers, files and origins.
#pragma once

#include "analyzer/infer/Signature.h"
#include "rules/Rule.h"

#include <optional>

namespace hookqual::infer {

/// Whether the exemption speaks of the operation and its object alone.
bool isOfOperationAlone(const rules::Exemption &exemption);

/// Whether its selectors of callers, files and origins match the route; those of entries
/// are judged when the entry is known.
bool coversRoute(const ir::Program &program, const TermPool &terms, const rules::Rule &rule, size_t exemption,
                 const Obligation &obligation);

/// The first exemption of the rule that covers the obligation on the route it took so far.
std::optional<size_t> exemptionOf(const ir::Program &program, const TermPool &terms, const rules::Rule &rule,
                                  const Obligation &obligation);

} // namespace hookqual::infer
