// SPDX-License-Identifier: MIT
// A YAML file as a tree whose every node knows its place.
//
//   YAML text ─parseDocument─► Node ─readers─► RuleSet
//
// The subset: maps with scalar keys, lists, scalars. No anchors, aliases, tags or second
// documents: a rule file says each thing where it holds.
#pragma once

#include "rules/Diagnostics.h"
#include "rules/Rule.h"

#include "llvm/Support/MemoryBufferRef.h"

#include <optional>
#include <string>
#include <vector>

namespace hookqual::rules {

enum class NodeKind : uint8_t { Null, Scalar, List, Map };

struct Node {
  struct Key {
    SourcePoint where;
    std::string text;
  };

  NodeKind kind = NodeKind::Null;
  SourcePoint where;
  std::string text;        // Scalar
  std::vector<Key> keys;   // Map, parallel to `items`
  std::vector<Node> items; // Map: the values; List: the elements

  /// The value under `key` of a map; null when it is absent.
  const Node *find(llvm::StringRef key) const;
  const Key *findKey(llvm::StringRef key) const;
};

/// `a map`, `a list`, `text` or `nothing`, for messages.
llvm::StringRef describe(NodeKind kind);

/// The tree of the file's only document; nothing when it does not parse, in which case
/// the reason stands in `diagnostics`. The buffer's identifier is the file name.
std::optional<Node> parseDocument(llvm::MemoryBufferRef buffer, Diagnostics &diagnostics);

} // namespace hookqual::rules
