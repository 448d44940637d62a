// SPDX-License-Identifier: MIT
// The worker's side of PackedUnit.h; PackedUnit.cpp reads what this writes.
#include "analyzer/ir/Binary.h"
#include "analyzer/ir/ByteStream.h"
#include "analyzer/ir/Canonical.h"
#include "analyzer/ir/References.h"
#include "analyzer/store/Blob.h"
#include "analyzer/store/PackedForm.h"
#include "analyzer/store/PackedUnit.h"

#include "llvm/ADT/StringMap.h"

#include <map>

namespace hookqual::store {
namespace {

class Packer {
public:
  std::string pack(const ir::UnitFacts &facts) {
    writeFunctions(facts.functions);
    writeDeclarations(facts.prototypes);
    writeDeclarations(facts.records);
    writeTargets(facts.memberTargets);
    writeAliases(facts.aliases);
    writeTexts(facts.notes);
    writeTexts(facts.dependencies);
    ir::ByteWriter whole;
    whole.string(facts.unit);
    whole.number(stringCount_);
    whole.raw(strings_.take());
    whole.number(memberNumbers_.size());
    whole.raw(members_.take());
    whole.raw(rest_.take());
    return kPackedMagic.str() + store::pack(whole.take(), kFastest);
  }

private:
  uint32_t string(llvm::StringRef text) {
    const auto [entry, isNew] = stringNumbers_.try_emplace(text, stringCount_);
    if (isNew) {
      strings_.string(text);
      ++stringCount_;
    }
    return entry->second;
  }

  uint32_t member(const ir::Member &member) {
    const auto [entry, isNew] = memberNumbers_.try_emplace(member, uint32_t(memberNumbers_.size()));
    if (isNew)
      for (const std::string *name : {&member.record, &member.field, &member.file})
        members_.number(string(*name));
    return entry->second;
  }

  void writeFunctions(const std::vector<ir::Function> &functions) {
    rest_.number(functions.size());
    for (const ir::Function &function : functions)
      writeFunction(ir::canonical(function));
  }

  void writeFunction(const ir::Function &function) {
    const std::string body = ir::writeCanonicalBinary(function);
    const ir::References references = ir::collectReferences(function);
    rest_.number(string(toString(function.symbol)));
    rest_.number(string(function.file));
    rest_.number(function.line);
    rest_.byte(uint8_t(function.symbol.linkage));
    rest_.byte(function.isWeak);
    rest_.number(references.calls);
    rest_.number(references.valueCalls);
    rest_.raw(hashOf(body));
    rest_.string(encode(numbered(references)));
    rest_.string(body);
  }

  Mentions numbered(const ir::References &references) {
    Mentions mentions;
    for (const std::string &callee : references.callees)
      mentions.callees.push_back(string(callee));
    for (const auto &[called, sites] : references.memberCalls)
      mentions.memberCalls.push_back({member(called), sites});
    for (const ir::Member &loaded : references.memberLoads)
      mentions.memberLoads.push_back(member(loaded));
    for (const ir::Member &stored : references.memberStores)
      mentions.memberStores.push_back(member(stored));
    for (const std::string &address : references.addressesTaken)
      mentions.addressesTaken.push_back(string(address));
    for (const ir::CodeFlow &flow : references.codeFlows)
      mentions.codeFlows.push_back({numbered(flow.from), numbered(flow.to)});
    mentions.sort();
    return mentions;
  }

  PlaceNumbers numbered(const ir::CodePlace &place) {
    PlaceNumbers numbers{place.kind, place.index, 0};
    if (ir::hasMember(place.kind))
      numbers.name = member(place.member);
    else if (ir::hasSymbol(place.kind))
      numbers.name = string(place.symbol);
    return numbers;
  }

  template <typename Declaration> void writeDeclarations(const std::vector<Declaration> &declarations) {
    rest_.number(declarations.size());
    for (const Declaration &declaration : declarations) {
      const std::string bytes = ir::writeBinary(declaration);
      rest_.number(string(declaration.name));
      rest_.raw(hashOf(bytes));
      rest_.string(bytes);
    }
  }

  /// Zero stands for none.
  void writeTargets(const std::vector<ir::MemberTarget> &targets) {
    rest_.number(targets.size());
    for (const ir::MemberTarget &target : targets) {
      rest_.number(target.member == ir::Member{} ? 0 : uint64_t(member(target.member)) + 1);
      rest_.number(string(target.target));
      rest_.number(target.holder.empty() ? 0 : uint64_t(string(target.holder)) + 1);
      rest_.byte(uint8_t(target.origin));
    }
  }

  void writeAliases(const std::vector<ir::Alias> &aliases) {
    rest_.number(aliases.size());
    for (const ir::Alias &alias : aliases) {
      rest_.number(string(alias.name));
      rest_.number(string(alias.target));
      rest_.byte(alias.isWeak);
    }
  }

  void writeTexts(const std::vector<std::string> &texts) {
    rest_.number(texts.size());
    for (const std::string &text : texts)
      rest_.string(text);
  }

  llvm::StringMap<uint32_t> stringNumbers_;
  uint32_t stringCount_ = 0;
  std::map<ir::Member, uint32_t> memberNumbers_;
  ir::ByteWriter strings_, members_, rest_;
};

} // namespace

std::string packUnit(ir::UnitFacts facts) {
  return Packer().pack(ir::sorted(std::move(facts)));
}

} // namespace hookqual::store
