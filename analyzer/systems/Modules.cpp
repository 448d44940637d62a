// SPDX-License-Identifier: MIT
#include "analyzer/systems/Modules.h"

#include "analyzer/ir/Calls.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace hookqual::systems {

using ir::FunctionId;

namespace {

constexpr unsigned kDeepestStart = 4; // calls from a module's start to its registration

std::string folderOf(llvm::StringRef file) {
  return file.rsplit('/').first.rsplit('/').second.str();
}

class ModuleNames {
public:
  ModuleNames(const ir::Program &program, const Knowledge &known) : program_(program), known_(known) {
    for (uint32_t i = 0; i < program.functionCount(); ++i)
      for (const ir::MemberTarget &target : program.addressesTakenOf(FunctionId(i)))
        if (const auto module = known.moduleDescriptions.captured(ir::nameOf(target.holder));
            module && !target.member.field.empty())
          startedBy(FunctionId(i), moduleName(known, *module));
  }

  std::string of(const std::string &table, FunctionId function) const {
    if (const auto found = tables_.find(table); found != tables_.end())
      return found->second;
    const std::string &file = program_.function(function).file;
    if (const auto found = files_.find(file); found != files_.end())
      return found->second;
    return folderOf(file);
  }

private:
  void startedBy(FunctionId start, const std::string &module) {
    files_.emplace(program_.function(start).file, module);
    for (FunctionId called : calledDirectly(program_, start, kDeepestStart)) {
      const ir::Function &function = program_.function(called);
      for (const ir::Block &block : function.blocks)
        for (const ir::Instruction &instruction : block.instructions)
          if (instruction.kind == ir::InstructionKind::Call && instruction.callee == ir::CalleeKind::Direct &&
              known_.moduleRegistrations.matches(ir::nameOf(function.spelling(instruction.symbol))))
            noteTables(function, instruction, module);
    }
  }

  void noteTables(const ir::Function &function, const ir::Instruction &call, const std::string &module) {
    for (ir::ValueId id : call.arguments)
      if (const ir::Value &value = function.value(id); value.kind == ir::ValueKind::Global)
        tables_.emplace(function.spelling(value.symbol), module);
  }

  const ir::Program &program_;
  const Knowledge &known_;
  std::map<std::string, std::string> tables_, files_; // to their modules
};

/// The records that the set names, and the captured program knows.
std::vector<const ir::Record *> hookRecords(const ir::Program &program, const Knowledge &known) {
  std::vector<const ir::Record *> records;
  for (const std::string &name : known.hookRecords.globs())
    if (const ir::Record *record = program.recordNamed(name))
      records.push_back(record);
  return records;
}

} // namespace

std::vector<FunctionId> calledDirectly(const ir::Program &program, FunctionId function, unsigned deepest) {
  std::set<FunctionId> seen{function};
  std::vector<FunctionId> level{function};
  for (unsigned depth = 0; depth < deepest && !level.empty(); ++depth) {
    std::vector<FunctionId> next;
    for (FunctionId caller : level)
      for (const ir::Block &block : program.function(caller).blocks)
        for (const ir::Instruction &instruction : block.instructions) {
          const FunctionId callee = ir::directCalleeOf(program, program.function(caller), instruction);
          if (callee.valid() && seen.insert(callee).second)
            next.push_back(callee);
        }
    level = std::move(next);
  }
  return {seen.begin(), seen.end()};
}

std::vector<std::string> declaredHooks(const ir::Program &program, const Knowledge &known) {
  std::set<std::string> hooks;
  for (const ir::Record *record : hookRecords(program, known))
    for (const ir::RecordField &field : record->fields)
      if (field.type.type.typeClass == ir::TypeClass::Code)
        hooks.insert(field.name);
  return {hooks.begin(), hooks.end()};
}

std::vector<Registration> registrationsIn(const ir::Program &program, const Knowledge &known) {
  const ModuleNames names(program, known);
  std::vector<Registration> found;
  for (const ir::Record *record : hookRecords(program, known))
    for (const ir::RecordField &field : record->fields) {
      const ir::Member member{record->name, field.name, record->file};
      for (FunctionId function : program.targetsOf(member))
        for (const ir::MemberTarget &target : program.addressesTakenOf(function))
          if (target.member == member && !target.holder.empty())
            found.push_back({field.name, names.of(target.holder, function), function, target.holder});
    }
  const auto order = [](const Registration &each) {
    return std::tie(each.hook, each.module, each.function, each.table);
  };
  llvm::sort(found, [&](const Registration &a, const Registration &b) { return order(a) < order(b); });
  found.erase(std::unique(found.begin(), found.end(),
                          [&](const Registration &a, const Registration &b) { return order(a) == order(b); }),
              found.end());
  return found;
}

} // namespace hookqual::systems
