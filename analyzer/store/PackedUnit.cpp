// SPDX-License-Identifier: MIT
#include "analyzer/store/PackedUnit.h"
#include "analyzer/ir/ByteStream.h"
#include "analyzer/store/Blob.h"
#include "analyzer/store/PackedForm.h"

namespace hookqual::store {
namespace {

llvm::Error damaged() {
  return llvm::createStringError("truncated or damaged facts of a unit");
}

template <typename Item>
void readEach(ir::ByteReader &in, const PackedUnit &unit, std::vector<Item> &items,
              Item (*read)(ir::ByteReader &, const PackedUnit &)) {
  const size_t count = in.count();
  items.reserve(std::min<size_t>(count, 4096)); // a damaged count must not become an allocation
  for (size_t left = count; left > 0 && !in.failed(); --left)
    items.push_back(read(in, unit));
}

llvm::StringRef readText(ir::ByteReader &in, const PackedUnit &) {
  return in.raw(in.count());
}

uint32_t checked(ir::ByteReader &in, uint64_t number, size_t limit) {
  if (number >= limit)
    in.fail();
  return in.failed() ? 0 : uint32_t(number);
}

PackedUnit::String readString(ir::ByteReader &in, const PackedUnit &unit) {
  return checked(in, in.number(), unit.strings.size());
}

std::optional<uint32_t> readOptional(ir::ByteReader &in, size_t limit) {
  const uint64_t number = in.number();
  return number == 0 ? std::nullopt : std::optional(checked(in, number - 1, limit));
}

PackedUnit::MemberNames readMember(ir::ByteReader &in, const PackedUnit &unit) {
  PackedUnit::MemberNames member;
  member.record = readString(in, unit);
  member.field = readString(in, unit);
  member.file = readString(in, unit);
  return member;
}

bool areWithin(const std::vector<int64_t> &numbers, size_t limit) {
  return std::ranges::all_of(numbers, [&](int64_t number) { return number >= 0 && size_t(number) < limit; });
}

bool isWithin(const PlaceNumbers &place, size_t strings, size_t members) {
  const size_t limit = ir::hasMember(place.kind) ? members : ir::hasSymbol(place.kind) ? strings : 1;
  return place.name >= 0 && size_t(place.name) < limit;
}

/// Read once here, so that what is handed on can be read again without doubt.
llvm::StringRef readMentions(ir::ByteReader &in, const PackedUnit &unit) {
  const llvm::StringRef bytes = in.raw(in.count());
  Mentions mentions;
  const size_t strings = unit.strings.size(), members = unit.members.size();
  const bool isRight = decodeInto(mentions, bytes) && areWithin(mentions.callees, strings) &&
                       areWithin(mentions.addressesTaken, strings) &&
                       areWithin(mentions.memberLoads, members) &&
                       areWithin(mentions.memberStores, members) &&
                       std::ranges::all_of(mentions.memberCalls,
                                           [&](const MemberSites &call) {
                                             return call.member >= 0 && size_t(call.member) < members;
                                           }) &&
                       std::ranges::all_of(mentions.codeFlows, [&](const FlowNumbers &flow) {
                         return isWithin(flow.from, strings, members) && isWithin(flow.to, strings, members);
                       });
  if (!isRight)
    in.fail();
  return bytes;
}

PackedUnit::Function readFunction(ir::ByteReader &in, const PackedUnit &unit) {
  PackedUnit::Function function;
  function.symbol = readString(in, unit);
  function.file = readString(in, unit);
  function.line = in.number32();
  function.linkage = in.enumerator(ir::Linkage::Inline);
  function.isWeak = in.flag();
  function.calls = in.number();
  function.valueCalls = in.number();
  function.hash = in.raw(kHashBytes);
  function.mentions = readMentions(in, unit);
  function.body = in.raw(in.count());
  return function;
}

PackedUnit::Declaration readDeclaration(ir::ByteReader &in, const PackedUnit &unit) {
  PackedUnit::Declaration declaration;
  declaration.name = readString(in, unit);
  declaration.hash = in.raw(kHashBytes);
  declaration.bytes = in.raw(in.count());
  return declaration;
}

PackedUnit::Target readTarget(ir::ByteReader &in, const PackedUnit &unit) {
  PackedUnit::Target target;
  target.member = readOptional(in, unit.members.size());
  target.target = readString(in, unit);
  target.holder = readOptional(in, unit.strings.size());
  target.origin = in.enumerator(ir::TargetOrigin::Assignment);
  return target;
}

PackedUnit::Alias readAlias(ir::ByteReader &in, const PackedUnit &unit) {
  PackedUnit::Alias alias;
  alias.name = readString(in, unit);
  alias.target = readString(in, unit);
  alias.isWeak = in.flag();
  return alias;
}

void readParts(ir::ByteReader &in, PackedUnit &unit) {
  unit.unit = readText(in, unit);
  readEach(in, unit, unit.strings, readText);
  readEach(in, unit, unit.members, readMember);
  readEach(in, unit, unit.functions, readFunction);
  readEach(in, unit, unit.prototypes, readDeclaration);
  readEach(in, unit, unit.records, readDeclaration);
  readEach(in, unit, unit.targets, readTarget);
  readEach(in, unit, unit.aliases, readAlias);
  readEach(in, unit, unit.notes, readText);
  readEach(in, unit, unit.dependencies, readText);
}

} // namespace

llvm::Expected<PackedUnit> openPackedUnit(llvm::StringRef bytes) {
  if (!bytes.consume_front(kPackedMagic))
    return llvm::createStringError("not packed facts of this version");
  llvm::Expected<std::string> content = unpack(bytes);
  if (!content) {
    llvm::consumeError(content.takeError());
    return damaged();
  }
  PackedUnit unit;
  unit.bytes_ = std::make_unique<const std::string>(std::move(*content));
  ir::ByteReader in(*unit.bytes_);
  readParts(in, unit);
  if (in.failed() || !in.atEnd())
    return damaged();
  return unit;
}

} // namespace hookqual::store
