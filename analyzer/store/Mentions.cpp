// SPDX-License-Identifier: MIT
#include "analyzer/store/Mentions.h"
#include "analyzer/ir/ByteStream.h"

#include <algorithm>

namespace hookqual::store {
namespace {

void writeNumbers(ir::ByteWriter &out, const std::vector<int64_t> &numbers) {
  out.number(numbers.size());
  int64_t previous = 0;
  for (const int64_t number : numbers) {
    out.signedNumber(number - previous);
    previous = number;
  }
}

void readNumbers(ir::ByteReader &in, std::vector<int64_t> &numbers) {
  numbers.clear();
  uint64_t number = 0;
  for (size_t left = in.count(); left > 0; --left) {
    number += uint64_t(in.signedNumber());
    numbers.push_back(int64_t(number));
  }
}

void writeCalls(ir::ByteWriter &out, const std::vector<MemberSites> &calls) {
  out.number(calls.size());
  for (const MemberSites &call : calls) {
    out.number(uint64_t(call.member));
    out.number(call.sites);
  }
}

void readCalls(ir::ByteReader &in, std::vector<MemberSites> &calls) {
  calls.clear();
  for (size_t left = in.count(); left > 0; --left) {
    const auto member = int64_t(in.number());
    calls.push_back({member, in.number()});
  }
}

void writePlace(ir::ByteWriter &out, const PlaceNumbers &place) {
  out.byte(uint8_t(place.kind));
  out.number(place.index);
  out.number(uint64_t(place.name));
}

PlaceNumbers readPlace(ir::ByteReader &in) {
  PlaceNumbers place;
  place.kind = in.enumerator(ir::kLastCodePlaceKind);
  place.index = in.number32();
  place.name = int64_t(in.number());
  return place;
}

void writeFlows(ir::ByteWriter &out, const std::vector<FlowNumbers> &flows) {
  out.number(flows.size());
  for (const FlowNumbers &flow : flows) {
    writePlace(out, flow.from);
    writePlace(out, flow.to);
  }
}

void readFlows(ir::ByteReader &in, std::vector<FlowNumbers> &flows) {
  flows.clear();
  for (size_t left = in.count(); left > 0; --left) {
    const PlaceNumbers from = readPlace(in);
    flows.push_back({from, readPlace(in)});
  }
}

} // namespace

void Mentions::sort() {
  for (std::vector<int64_t> *numbers : {&callees, &memberLoads, &memberStores, &addressesTaken})
    std::ranges::sort(*numbers);
  std::ranges::sort(memberCalls, {}, &MemberSites::member);
  std::ranges::sort(codeFlows);
}

std::string encode(const Mentions &mentions) {
  ir::ByteWriter out;
  writeNumbers(out, mentions.callees);
  writeCalls(out, mentions.memberCalls);
  writeNumbers(out, mentions.memberLoads);
  writeNumbers(out, mentions.memberStores);
  writeNumbers(out, mentions.addressesTaken);
  writeFlows(out, mentions.codeFlows);
  return out.take();
}

bool decodeInto(Mentions &mentions, llvm::StringRef bytes) {
  ir::ByteReader in(bytes);
  readNumbers(in, mentions.callees);
  readCalls(in, mentions.memberCalls);
  readNumbers(in, mentions.memberLoads);
  readNumbers(in, mentions.memberStores);
  readNumbers(in, mentions.addressesTaken);
  readFlows(in, mentions.codeFlows);
  return !in.failed() && in.atEnd();
}

} // namespace hookqual::store
