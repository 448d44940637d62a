// SPDX-License-Identifier: MIT
// Pieces that the binary form of functions and that of declarations share.
#pragma once

#include "analyzer/ir/ByteStream.h"
#include "analyzer/ir/UnitFacts.h"

#include <type_traits>

namespace hookqual::ir {

template <typename Item, typename Write>
void writeEach(ByteWriter &out, const std::vector<Item> &items, Write write) {
  out.number(items.size());
  for (const Item &item : items)
    write(out, item);
}

template <typename Read> auto readEach(ByteReader &in, Read read) {
  std::vector<std::decay_t<decltype(read(in))>> items;
  for (size_t left = in.count(); left > 0 && !in.failed(); --left)
    items.push_back(read(in));
  return items;
}

inline void writeString(ByteWriter &out, const std::string &text) {
  out.string(text);
}
inline std::string readString(ByteReader &in) {
  return in.string();
}

inline void writeType(ByteWriter &out, const Type &type) {
  out.byte(uint8_t(uint8_t(type.typeClass) << 1 | uint8_t(type.isSigned)));
  out.number(type.bits);
}

inline Type readType(ByteReader &in) {
  const uint8_t shape = in.byte();
  if ((shape >> 1) > uint8_t(TypeClass::Other))
    in.fail();
  Type type;
  type.typeClass = in.failed() ? TypeClass::Void : TypeClass(shape >> 1);
  type.isSigned = (shape & 1) != 0;
  type.bits = in.number32();
  return type;
}

inline void writeMember(ByteWriter &out, const Member &member) {
  out.string(member.record);
  out.string(member.field);
  out.string(member.file);
}

inline Member readMember(ByteReader &in) {
  Member member;
  member.record = in.string();
  member.field = in.string();
  member.file = in.string();
  return member;
}

} // namespace hookqual::ir
