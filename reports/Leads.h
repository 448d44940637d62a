// SPDX-License-Identifier: MIT
// What `hookqual learn` found, as it crosses to the renderers. Leads are no findings: nothing is
// proved by them, and nothing fails because of them.
#pragma once

#include "reports/Finding.h"

namespace llvm {
class raw_ostream;
}

namespace hookqual::reports {

/// One of a family: a function, or an arm of a switch.
struct LeadSibling {
  std::string name; // `do_remount`, `do_fcntl, case 1032`
  SourceRange where;
  std::string carries; // the requirement: `always`, `sometimes`, `no`
};

/// A sibling that lacks what most of its family require.
struct Lead {
  std::string id;          // stays while lines move
  std::string requirement; // `ns_capable(CAP_NET_ADMIN)`
  std::string authorizer;  // `ns_capable`; of a test, the field
  std::string kind;        // of the requirement: authorizer, refusal, family, predicate, test, variable, any
  std::string carries;     // by this sibling: `sometimes`, `no`
  std::string function;    // C name
  std::string arm;         // `case 1032`; empty: the whole function
  SourceRange where;
  std::string family; // a sentence's end: `call change_mnt_propagation`
  std::vector<LeadSibling> siblings;
  uint64_t carriers = 0, members = 0; // of the family
  uint64_t carryingFunctions = 0;     // of the program
  uint64_t families = 0;              // that speak for it
  double score = 0;
  std::vector<LeadSibling> reachedFrom; // callers that do not make the check before they call it
  std::vector<std::string> alsoLacking; // requirements that the same family shares
  std::string lostBefore; // what the function still does before which a base has it require this
  std::string discharge;
};

struct LeadReport {
  std::string toolVersion, rulesDigest, kernelVersion, configDigest;
  std::vector<Lead> leads; // most convincing first
  uint64_t found = 0;      // leads, those not shown included
  uint64_t functions = 0;  // that were compared
};

/// An object of schema `hookqual-leads/1`.
void writeLeadJson(const LeadReport &report, llvm::raw_ostream &out);

/// A paragraph a lead: place, what is missing, the family side by side, what would discharge it.
void writeLeadText(const LeadReport &report, llvm::raw_ostream &out);

} // namespace hookqual::reports
