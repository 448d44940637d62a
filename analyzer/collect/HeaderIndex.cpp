// SPDX-License-Identifier: MIT
#include "analyzer/collect/HeaderIndex.h"

#include "analyzer/ir/BinaryParts.h"

#include <algorithm>
#include <map>

namespace hookqual::collect {

namespace {

constexpr llvm::StringLiteral kMagic = "hqH\1";

void writeNumbers(ir::ByteWriter &out, const std::vector<uint32_t> &numbers) {
  uint32_t previous = 0;
  ir::writeEach(out, numbers, [&](ir::ByteWriter &to, uint32_t number) {
    to.signedNumber(int64_t(number) - previous);
    previous = number;
  });
}

std::vector<uint32_t> readNumbers(ir::ByteReader &in) {
  int64_t previous = 0;
  return ir::readEach(in, [&](ir::ByteReader &from) {
    previous += from.signedNumber();
    return uint32_t(previous);
  });
}

void writePlace(ir::ByteWriter &out, HeaderPlace place) {
  out.number(place.file);
  out.number(place.offset);
}

HeaderPlace readPlace(ir::ByteReader &in) {
  HeaderPlace place;
  place.file = in.number32();
  place.offset = in.number32();
  return place;
}

void writeMentions(ir::ByteWriter &out, const HeaderIndex::Mentions &mentions) {
  writeNumbers(out, mentions.inDirective);
  writeNumbers(out, mentions.undefinedIn);
  writeNumbers(out, mentions.inCode);
  out.byte(mentions.areExpansionsKnown);
  ir::writeEach(out, mentions.expansions, writePlace);
}

HeaderIndex::Mentions readMentions(ir::ByteReader &in) {
  HeaderIndex::Mentions mentions;
  mentions.inDirective = readNumbers(in);
  mentions.undefinedIn = readNumbers(in);
  mentions.inCode = readNumbers(in);
  mentions.areExpansionsKnown = in.flag();
  mentions.expansions = ir::readEach(in, readPlace);
  return mentions;
}

bool areBelow(const std::vector<uint32_t> &numbers, size_t limit) {
  return std::ranges::all_of(numbers, [limit](uint32_t number) { return number < limit; });
}

} // namespace

uint32_t HeaderIndex::add(llvm::StringRef path) {
  const auto [entry, isNew] = byPath_.try_emplace(path, uint32_t(files.size()));
  if (isNew)
    files.push_back({path.str(), {}});
  return entry->second;
}

int64_t HeaderIndex::find(llvm::StringRef path) const {
  const auto found = byPath_.find(path);
  return found == byPath_.end() ? -1 : int64_t(found->second);
}

std::string HeaderIndex::toBytes() const {
  ir::ByteWriter out;
  out.raw(kMagic);
  ir::writeEach(out, files, [](ir::ByteWriter &to, const File &file) {
    to.string(file.path);
    writeNumbers(to, file.includes);
    ir::writeEach(to, file.defaults, ir::writeString);
    to.byte(file.isInert);
  });
  writeNumbers(out, implicit);
  ir::writeEach(out, macros, ir::writeString);
  std::map<std::string, const Mentions *> ordered;
  for (const auto &entry : mentions)
    ordered[entry.first().str()] = &entry.second;
  out.number(ordered.size());
  for (const auto &[name, mention] : ordered) {
    out.string(name);
    writeMentions(out, *mention);
  }
  out.number(counters.size());
  for (const auto &[number, place] : counters) {
    out.number(number);
    writePlace(out, place);
  }
  return out.take();
}

llvm::Expected<HeaderIndex> HeaderIndex::fromBytes(llvm::StringRef bytes) {
  if (!bytes.consume_front(kMagic))
    return llvm::createStringError("not an index of a precompiled header of this version");
  ir::ByteReader in(bytes);
  HeaderIndex index;
  bool isSound = true;
  for (size_t left = in.count(); left > 0 && !in.failed(); --left) {
    File &file = index.files[index.add(in.string())];
    file.includes = readNumbers(in);
    file.defaults = ir::readEach(in, ir::readString);
    file.isInert = in.flag();
  }
  const size_t count = index.files.size();
  index.implicit = readNumbers(in);
  index.macros = ir::readEach(in, ir::readString);
  for (size_t left = in.count(); left > 0 && !in.failed(); --left) {
    const std::string name = in.string();
    const Mentions &mention = index.mentions[name] = readMentions(in);
    for (const auto *list : {&mention.inDirective, &mention.inCode, &mention.undefinedIn})
      isSound = isSound && areBelow(*list, count);
  }
  for (size_t left = in.count(); left > 0 && !in.failed(); --left) {
    const uint64_t number = in.number();
    index.counters.emplace(number, readPlace(in));
  }
  for (const File &file : index.files)
    isSound = isSound && areBelow(file.includes, count);
  if (in.failed() || !in.atEnd() || !isSound || !areBelow(index.implicit, count))
    return llvm::createStringError("truncated or damaged index of a precompiled header");
  return index;
}

llvm::StringRef macroNameIn(llvm::StringRef option) {
  return option.drop_front().take_until([](char c) { return c == '=' || c == '('; });
}

} // namespace hookqual::collect
