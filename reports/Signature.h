// SPDX-License-Identifier: MIT
// What `hookqual signature` prints, as it crosses to the renderers: the inferred qualified
// prototype of a function, in the words of its source. Conditions are over its parameters.
#pragma once

#include "reports/Finding.h"

namespace llvm {
class raw_ostream;
}

namespace hookqual::reports {

/// Objects that one authorizer judges together, and the qualifier they need or have got.
struct QualifiedObjects {
  std::string objects;    // `dir, dentry`; empty: no caller can name them
  std::string authorizer; // of `checked(authorizer)`
  std::string mode;       // the right: `mask has 2`, `mask = flags & 3`; empty: the rule asks for none
  friend bool operator==(const QualifiedObjects &, const QualifiedObjects &) = default;
};

/// A place in `function` and what happens there: a call on the way, or the operation.
struct SignatureSite {
  std::string function, what;
  SourceRange where;
  friend bool operator==(const SignatureSite &, const SignatureSite &) = default;
};

/// A rule of which each call of the function is an operation.
struct OperationOf {
  std::string rule, operation;
  std::vector<QualifiedObjects> anyOf; // in the words of the rule, over the parameters
  bool isConditional = false;          // only calls that the rule's conditions select
};

enum class RequirementEnd : uint8_t {
  Callers, // each of them is asked to meet it
  Here,    // nobody above could: a type error, which `check` reports if some path is feasible
  Assumed, // no caller was captured, and those there are are taken to meet it
};

struct Requirement {
  std::string rule, operation;
  std::vector<QualifiedObjects> anyOf; // one of these serves
  std::vector<std::string> when;       // one of these holds; empty: always
  std::vector<SignatureSite> chain;    // a shortest one, from the function down to the operation
  RequirementEnd end = RequirementEnd::Callers;
};

struct EnsuredObjects {
  QualifiedObjects qualified;
  std::vector<SignatureSite> sites; // of the calls that check them, or below which that happens
  friend bool operator==(const EnsuredObjects &, const EnsuredObjects &) = default;
};

/// A way of returning that the rules tell from others.
struct EnsuredOutcome {
  std::string returned;          // `0`, `< 0`, `anything`; empty for a function that returns nothing
  std::vector<std::string> when; // one of these holds on this way; empty: nothing is known
  std::vector<EnsuredObjects> checked;
  friend bool operator==(const EnsuredOutcome &, const EnsuredOutcome &) = default;
};

/// The ways of returning, of which at least one has checked something for the rules.
struct EnsuredOutcomes {
  std::vector<std::string> rules; // to which they look the same, ascending
  std::vector<EnsuredOutcome> outcomes;
};

struct SignatureStore {
  std::string place; // `kiocb->ki_filp`
  std::string value; // empty: on some ways of returning only, or what callers cannot name
};

/// What holds of the function whatever the rule.
struct SignatureEffects {
  bool isFollowed = false;             // else the body is too large, and nothing of this is known
  std::string returned;                // as in EnsuredOutcome
  std::string value;                   // what is returned on every way; empty: nothing that callers can name
  std::vector<SignatureStore> stores;  // to memory that a parameter or the result leads to
  std::vector<std::string> lookupKeys; // not empty: the result was looked up by these
};

struct Signature {
  std::string name;
  std::string symbol; // canonical spelling
  SourceRange where;  // of the definition
  std::string prototype;
  EntryReference entry; // of class `none` if it is none
  uint64_t callers = 0; // functions that call it, or may through a member
  std::vector<OperationOf> operationOf;
  std::vector<Requirement> requirements; // by rule
  std::vector<Requirement> typeErrors;   // of objects that the function itself came by; end Here
  std::vector<EnsuredOutcomes> ensures;
  SignatureEffects effects;
};

struct SignatureReport {
  std::string toolVersion, rulesDigest, kernelVersion, configDigest;
  std::vector<Signature> signatures;
};

/// An object of schema `hookqual-signatures/1`.
void writeSignatureJson(const SignatureReport &report, llvm::raw_ostream &out);

/// A paragraph a function: the C prototype, what it requires, what it ensures, what it does.
void writeSignatureText(const SignatureReport &report, llvm::raw_ostream &out);

} // namespace hookqual::reports
