// SPDX-License-Identifier: MIT
#include "analyzer/witness/MemoryContents.h"

#include "analyzer/witness/TermText.h"
#include "analyzer/witness/ValueEncoder.h"

#include <algorithm>

namespace hookqual::witness {

using infer::TermId;
using infer::TermKind;
using ir::InstructionKind;
using ir::ValueId;
using ir::ValueKind;

namespace {

// What a chain of more dereferences leads to is named by where it was read.
constexpr uint32_t kMaxKeyDepth = 12;

struct Bytes {
  int64_t low = 0, high = 0; // exclusive
};

Bytes bytesOf(int64_t offset, uint32_t bits, uint32_t bitOffset) {
  const int64_t low = offset + bitOffset / 8;
  return {low, std::max(low + 1, offset + int64_t(bitOffset + bits + 7) / 8)};
}

Bytes bytesOf(const Place &place) {
  return bytesOf(place.offset, place.bits, place.bitOffset);
}

bool overlap(Bytes a, Bytes b) {
  return a.low < b.high && b.low < a.high;
}

/// A variable's memory, which is nowhere else.
bool isVariable(const infer::TermPool &terms, TermId base) {
  return terms[base].kind == TermKind::Local || terms[base].kind == TermKind::Global;
}

bool isLocal(const infer::TermPool &terms, TermId base) {
  return terms[base].kind == TermKind::Local;
}

/// What of an address is written in the code: the variable it is in, if it is one, and the
/// offset; without the offset when it is computed.
struct WrittenAddress {
  const ir::Value *root = nullptr;
  std::optional<int64_t> offset = 0;
};

WrittenAddress writtenAddress(const ir::Function &function, ValueId address) {
  WrittenAddress written{&function.value(address)};
  while (written.root->kind == ValueKind::Offset || written.root->kind == ValueKind::Element) {
    if (written.root->kind == ValueKind::Element)
      written.offset.reset();
    else if (written.offset)
      *written.offset += written.root->constant;
    written.root = &function.value(written.root->operands[0]);
  }
  return written;
}

} // namespace

MemoryContents::MemoryContents(z3::context &context, infer::TermPool &terms, const ir::Function &function,
                               std::string prefix, CalleeSummaries &summaries, PathBlocks &paths,
                               Caller caller)
    : context_(context), terms_(terms), function_(function), prefix_(std::move(prefix)),
      summaries_(summaries), paths_(paths), caller_(caller) {
  findEvents();
  for (Loop &loop : loopsOf(function))
    loops_.emplace(loop.head, std::move(loop.blocks));
}

void MemoryContents::findEvents() {
  events_.resize(function_.blocks.size());
  for (uint32_t b = 0; b < function_.blocks.size(); ++b) {
    const auto &instructions = function_.blocks[b].instructions;
    for (size_t i = 0; i < instructions.size(); ++i) {
      if (instructions[i].kind == InstructionKind::Load)
        points_[instructions[i].site] = {b, i};
      else
        events_[b].push_back({i, &instructions[i]});
    }
  }
}

Place MemoryContents::placeAt(TermId address, uint32_t bits) const {
  const auto [base, offset] = terms_.split(address);
  return {.base = base, .offset = offset, .bits = bits};
}

Place MemoryContents::placeOf(const ir::Instruction &access) {
  Place place = placeAt(keyOf(access.address), access.type.bits);
  place.bitOffset = access.isBitField ? access.bitOffset : 0;
  place.isBitField = access.isBitField;
  return place;
}

TermId MemoryContents::keyOf(ValueId id) {
  if (auto known = keys_.find(id); known != keys_.end())
    return known->second;
  const ir::Value &value = function_.value(id);
  auto operand = [&](size_t i) { return keyOf(value.operands[i]); };
  TermId key;
  switch (value.kind) {
  case ValueKind::Load:
    key = contentOfLoad(id).key;
    break;
  case ValueKind::Offset:
    key = terms_.offset(operand(0), value.constant);
    break;
  case ValueKind::Element:
    key = terms_.element(operand(0), operand(1), value.constant);
    break;
  default:
    key = leafTerm(terms_, function_, id);
  }
  if (terms_.depth(key) > kMaxKeyDepth)
    key = terms_.atom(TermKind::Opaque, id.index, value.type.bits);
  return keys_[id] = key;
}

z3::expr MemoryContents::valueOfLoad(ValueId load) {
  return contentOfLoad(load).value;
}

Content MemoryContents::contentOfLoad(ValueId load) {
  if (auto known = loads_.find(load); known != loads_.end())
    return known->second;
  const ir::Value &value = function_.value(load);
  const auto point = points_.find(value.index);
  Content content{context_.bv_const((prefix_ + "v" + std::to_string(load.index)).c_str(),
                                    ValueEncoder::widthOf(value.type)),
                  terms_.atom(TermKind::Opaque, load.index, value.type.bits)};
  if (point != points_.end()) {
    const ir::Instruction &access =
        function_.blocks[point->second.block].instructions[point->second.instruction];
    if (!access.isVolatile && access.type.bits <= 64 && access.type.bits != 0)
      content = contentAt(placeOf(access), point->second);
  }
  return loads_.insert_or_assign(load, content).first->second;
}

Content MemoryContents::unknown(const Place &place, const std::string &where) {
  const std::string name = prefix_ + where + "." + std::to_string(place.base.index) + "." +
                           std::to_string(place.offset) + "." + std::to_string(place.bits) + "." +
                           std::to_string(place.bitOffset);
  return {context_.bv_const(name.c_str(), place.bits), terms_.string(name)};
}

Content MemoryContents::contentAt(const Place &place, Position point) {
  if (auto last = lastBefore(place, point))
    return *last;
  return contentInto(place, point.block);
}

/// Of the last instruction before the point, in its block, that may change the place.
std::optional<Content> MemoryContents::lastBefore(const Place &place, Position point) {
  const auto &events = events_[point.block];
  for (size_t i = events.size(); i-- > 0;) {
    if (events[i].position >= point.instruction)
      continue;
    const ir::Instruction &instruction = *events[i].instruction;
    const Effect effect = effectOn(place, instruction, {point.block, events[i].position});
    if (effect == Effect::None)
      continue;
    if (effect == Effect::MayChange)
      return unknown(place, "s" + std::to_string(instruction.site));
    return Content{values_->encodeAs(instruction.value, place.bits), keyOf(instruction.value)};
  }
  return std::nullopt;
}

MemoryContents::Effect MemoryContents::effectOn(const Place &place, const ir::Instruction &instruction,
                                                Position point) {
  if (instruction.kind == InstructionKind::Store)
    return effectOfStore(place, instruction);
  return mayChangeByCall(place, instruction, point) ? Effect::MayChange : Effect::None;
}

/// Behind different pointers lies the same memory at most if it is the same field of it.
MemoryContents::Effect MemoryContents::effectOfStore(const Place &place, const ir::Instruction &store) {
  auto known = stored_.find(store.site);
  if (known == stored_.end())
    known = stored_.emplace(store.site, placeOf(store)).first;
  const Place &stored = known->second;
  if (stored == place && store.type.bits <= 64)
    return Effect::Writes;
  const bool doOverlap = overlap(bytesOf(place), bytesOf(stored));
  if (stored.base == place.base)
    return doOverlap ? Effect::MayChange : Effect::None;
  const bool isElement =
      terms_[stored.base].kind == TermKind::Element || terms_[place.base].kind == TermKind::Element;
  auto root = [&](TermId base) {
    while (terms_[base].kind == TermKind::Element)
      base = terms_.split(terms_[base].operands[0]).first;
    return base;
  };
  const TermId a = root(stored.base), b = root(place.base);
  if (isElement && a == b)
    return Effect::MayChange;
  if (isVariable(terms_, a) && isVariable(terms_, b))
    return Effect::None;
  if (isLocal(terms_, a) || isLocal(terms_, b))
    return Effect::None; // a pointer to it would be written as its address
  return doOverlap || isElement ? Effect::MayChange : Effect::None;
}

/// An unseen callee may fill the variables it is given, and nothing else (infer/CallTransfer.cpp).
bool MemoryContents::mayFill(const Place &place, const ir::Instruction &call, size_t argument) const {
  const ir::Prototype *prototype =
      call.callee == ir::CalleeKind::Direct
          ? summaries_.program().prototype(ir::nameOf(function_.spelling(call.symbol)))
          : nullptr;
  const bool isConst = prototype && argument < prototype->parameters.size() &&
                       prototype->parameters[argument].type.spelling.starts_with("const ");
  return isLocal(terms_, place.base) && !isConst;
}

const std::vector<MemoryContents::Written> &
MemoryContents::writtenBy(const ir::Instruction &call, const infer::FunctionSummary &callee, Position point) {
  if (auto known = written_.find(call.site); known != written_.end())
    return known->second;
  std::vector<Written> written;
  const auto &mayWrite = callee.summary.mayWrite;
  for (size_t i = 0; i < call.arguments.size() && i < mayWrite.size(); ++i) {
    const auto [base, offset] = terms_.split(keyOf(call.arguments[i]));
    for (const infer::ByteRange &range : mayWrite[i])
      if (range.isEverything())
        written.push_back({.base = base, .isEverything = true});
      else
        written.push_back({.base = base, .low = offset + range.low, .high = offset + range.high});
  }
  for (const infer::StoreEffect &effect : callee.summary.stores)
    if (const auto address = inCaller(*callee.terms, effect.address, call, point)) {
      const auto [base, offset] = terms_.split(*address);
      const Bytes bytes = bytesOf(offset, uint32_t(effect.bits), 0);
      written.push_back({.base = base, .low = bytes.low, .high = bytes.high});
    }
  return written_[call.site] = std::move(written);
}

bool MemoryContents::mayChangeByCall(const Place &place, const ir::Instruction &call, Position point) {
  if (const infer::FunctionSummary *callee = summaries_.find(function_, call)) {
    const auto &written = writtenBy(call, *callee, point);
    return std::any_of(written.begin(), written.end(), [&](const Written &each) {
      if (each.base != place.base)
        return false;
      return each.isEverything ? isLocal(terms_, place.base) : overlap(bytesOf(place), {each.low, each.high});
    });
  }
  for (size_t i = 0; i < call.arguments.size(); ++i)
    if (terms_.split(keyOf(call.arguments[i])).first == place.base && mayFill(place, call, i))
      return true;
  return false;
}

/// By what is written in the loop, since names in it are not known before it is entered.
bool MemoryContents::loopMayChange(uint32_t head, const Place &place) const {
  const auto loop = loops_.find(head);
  if (loop == loops_.end())
    return false;
  const infer::Term base = terms_[place.base];
  auto mayBeBase = [&](const ir::Value &root) {
    const bool isOther = (root.kind == ValueKind::Local) != (base.kind == TermKind::Local) ||
                         (root.kind == ValueKind::Local && root.index != base.index);
    return !isOther;
  };
  for (uint32_t block : loop->second)
    for (const Event &event : events_[block]) {
      const ir::Instruction &instruction = *event.instruction;
      if (instruction.kind == InstructionKind::Store) {
        const WrittenAddress at = writtenAddress(function_, instruction.address);
        const bool mayOverlap =
            !at.offset || base.kind == TermKind::Element ||
            overlap(bytesOf(place), bytesOf(*at.offset, instruction.type.bits,
                                            instruction.isBitField ? instruction.bitOffset : 0));
        if (mayOverlap && mayBeBase(*at.root))
          return true;
        continue;
      }
      for (ValueId argument : instruction.arguments)
        if (isPointer(function_.value(argument).type.typeClass) &&
            mayBeBase(*writtenAddress(function_, argument).root))
          return true;
    }
  return false;
}

Content MemoryContents::contentInto(const Place &place, uint32_t block) {
  if (auto known = into_.find({place, block}); known != into_.end())
    return known->second;
  if (block != 0 && !paths_.isRelevant(block))
    return unknown(place, "b" + std::to_string(block)); // no path comes by it
  // Bottom up, so that long functions need no deep recursion.
  for (uint32_t b = 0; b <= block; ++b)
    if ((b == 0 || paths_.isRelevant(b)) && !into_.contains({place, b})) {
      const Content content = b == 0                    ? contentAtEntry(place)
                              : loopMayChange(b, place) ? unknown(place, "l" + std::to_string(b))
                                                        : merged(place, b);
      into_.insert_or_assign({place, b}, content);
    }
  return into_.at({place, block});
}

Content MemoryContents::merged(const Place &place, uint32_t block) {
  std::vector<std::pair<uint32_t, Content>> ways;
  for (ir::BlockId predecessor : function_.blocks[block].predecessors) {
    const uint32_t from = predecessor.index;
    if (from >= block || (from != 0 && !paths_.isRelevant(from)))
      continue;
    ways.emplace_back(from, contentAt(place, {from, function_.blocks[from].instructions.size()}));
  }
  const bool isOne = std::all_of(ways.begin(), ways.end(), [&](const auto &way) {
    return z3::eq(way.second.value, ways.front().second.value);
  });
  if (ways.empty() || !isOne) {
    const Content here = unknown(place, "b" + std::to_string(block));
    for (const auto &[from, content] : ways)
      paths_.equateOnEdges(from, block, here.value, content.value);
    return here;
  }
  return ways.front().second;
}

/// The name of a callee's term here: parameters are the arguments, memory is as the call finds it.
std::optional<TermId> MemoryContents::inCaller(const infer::TermPool &calleeTerms, TermId id,
                                               const ir::Instruction &call, Position point) {
  if (calleeTerms.depth(id) > kMaxKeyDepth)
    return std::nullopt;
  const infer::Term term = calleeTerms[id]; // a copy: the pool may be ours, which grows
  auto operand = [&](size_t i) { return inCaller(calleeTerms, term.operands[i], call, point); };
  switch (term.kind) {
  case TermKind::Parameter:
    if (term.index >= call.arguments.size())
      return std::nullopt;
    return keyOf(call.arguments[term.index]);
  case TermKind::Global:
    return terms_.global(calleeTerms.text(id));
  case TermKind::Constant:
    return terms_.constant(term.constant);
  case TermKind::Offset:
    if (auto base = operand(0))
      return terms_.offset(*base, term.constant);
    return std::nullopt;
  case TermKind::Load: {
    if (term.operands.size() != 1 || term.bits == 0 || term.bits > 64)
      return std::nullopt;
    auto address = operand(0);
    if (!address)
      return std::nullopt;
    return contentAt(placeAt(*address, term.bits), point).key;
  }
  default:
    return std::nullopt;
  }
}

Content MemoryContents::contentAtEntry(const Place &place) {
  if (caller_.memory) {
    auto known = namesInCaller_.find(place.base);
    if (known == namesInCaller_.end())
      known =
          namesInCaller_
              .emplace(place.base, caller_.memory->inCaller(terms_, place.base, *caller_.call, caller_.point))
              .first;
    if (const std::optional<TermId> base = known->second) {
      Place there = place;
      const auto [root, offset] = terms_.split(*base);
      there.base = root;
      there.offset += offset;
      return caller_.memory->contentAt(there, caller_.point);
    }
  }
  Content content = unknown(place, "m");
  if (!place.isBitField && terms_.depth(place.base) < kMaxKeyDepth)
    content.key = terms_.load(terms_.offset(place.base, place.offset), TermId(), place.bits);
  return content;
}

} // namespace hookqual::witness
