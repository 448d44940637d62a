// SPDX-License-Identifier: MIT
// A program with one authorizer call weakened, over the unchanged one.
#pragma once

#include "analyzer/mutate/HookCalls.h"

namespace hookqual::mutate {

/// Answers as `base` does but for the body of one function, and who calls what.
class WeakenedProgram : public ir::Program {
public:
  WeakenedProgram(const ir::Program &base, const HookCall &call, ir::Function body);

  size_t functionCount() const override { return base_.functionCount(); }
  ir::CallCounts callCounts() const override { return base_.callCounts(); }
  ir::FunctionId find(std::string_view spelling) const override { return base_.find(spelling); }
  const std::string &spelling(ir::FunctionId function) const override { return base_.spelling(function); }
  const ir::Function &function(ir::FunctionId function) const override {
    return function == changed_ ? body_ : base_.function(function);
  }
  std::span<const ir::FunctionId> callersOf(ir::FunctionId function) const override {
    return base_.callersOf(function);
  }
  std::span<const ir::FunctionId> directCallersOf(ir::FunctionId function) const override {
    return base_.directCallersOf(function);
  }
  std::span<const ir::FunctionId> functionsCalling(std::string_view name) const override {
    return name == hook_ ? std::span<const ir::FunctionId>(callers_) : base_.functionsCalling(name);
  }
  std::span<const ir::FunctionId> functionsCallingMember(std::string_view member) const override {
    return base_.functionsCallingMember(member);
  }
  std::span<const ir::FunctionId> functionsLoading(std::string_view member) const override {
    return base_.functionsLoading(member);
  }
  std::span<const ir::FunctionId> functionsStoring(std::string_view member) const override {
    return base_.functionsStoring(member);
  }
  std::span<const ir::FunctionId> functionsNamed(std::string_view name) const override {
    return base_.functionsNamed(name);
  }
  std::span<const ir::FunctionId> targetsOf(const ir::Member &member) const override {
    return base_.targetsOf(member);
  }
  std::span<const ir::FunctionId> targetsOf(ir::FunctionId caller,
                                            const ir::Instruction &call) const override {
    return base_.targetsOf(caller, call);
  }
  std::span<const ir::MemberTarget> addressesTakenOf(ir::FunctionId function) const override {
    return base_.addressesTakenOf(function);
  }
  ir::Entry entry(ir::FunctionId function) const override { return base_.entry(function); }
  const ir::Prototype *prototype(std::string_view name) const override { return base_.prototype(name); }
  const ir::Prototype *prototypeIn(std::string_view name, std::string_view file) const override {
    return base_.prototypeIn(name, file);
  }
  const ir::Record *record(std::string_view key) const override { return base_.record(key); }
  const ir::Record *recordNamed(std::string_view name) const override { return base_.recordNamed(name); }

private:
  const ir::Program &base_;
  ir::FunctionId changed_;
  std::string hook_;
  ir::Function body_;
  std::vector<ir::FunctionId> callers_; // of the hook
};

} // namespace hookqual::mutate
