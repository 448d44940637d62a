// SPDX-License-Identifier: MIT
#include "rules/Document.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"

namespace hookqual::rules {

const Node::Key *Node::findKey(llvm::StringRef key) const {
  for (const Key &candidate : keys)
    if (candidate.text == key)
      return &candidate;
  return nullptr;
}

const Node *Node::find(llvm::StringRef key) const {
  const Key *found = findKey(key);
  return found ? &items[found - keys.data()] : nullptr;
}

llvm::StringRef describe(NodeKind kind) {
  switch (kind) {
  case NodeKind::Null:
    return "nothing";
  case NodeKind::Scalar:
    return "text";
  case NodeKind::List:
    return "a list";
  case NodeKind::Map:
    return "a map";
  }
  llvm_unreachable("all kinds are named");
}

/// No value of the language has lines of its own: `|` and `>` only wrap long sentences.
static std::string joinLines(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef> words;
  llvm::SplitString(text, words);
  return llvm::join(words, " ");
}

namespace {

/// Copies LLVM's single-pass nodes into a tree that may be read in any order.
class TreeBuilder {
public:
  TreeBuilder(const llvm::SourceMgr &sources, std::string file, Diagnostics &diagnostics)
      : sources_(sources), file_(std::move(file)), diagnostics_(diagnostics) {}

  Node build(llvm::yaml::Node *node) {
    if (!node)
      return {};
    Node tree;
    tree.where = pointOf(*node);
    if (auto *scalar = llvm::dyn_cast<llvm::yaml::ScalarNode>(node)) {
      llvm::SmallString<64> storage;
      tree.kind = NodeKind::Scalar;
      tree.text = scalar->getValue(storage).str();
    } else if (auto *block = llvm::dyn_cast<llvm::yaml::BlockScalarNode>(node)) {
      tree.kind = NodeKind::Scalar;
      tree.text = joinLines(block->getValue());
    } else if (auto *list = llvm::dyn_cast<llvm::yaml::SequenceNode>(node)) {
      tree.kind = NodeKind::List;
      for (llvm::yaml::Node &item : *list)
        tree.items.push_back(build(&item));
    } else if (auto *map = llvm::dyn_cast<llvm::yaml::MappingNode>(node)) {
      tree.kind = NodeKind::Map;
      for (llvm::yaml::KeyValueNode &pair : *map)
        addPair(tree, pair);
      if (!tree.keys.empty())
        tree.where = tree.keys.front().where;
    } else if (llvm::isa<llvm::yaml::AliasNode>(node)) {
      diagnostics_.report(tree.where, "aliases are not part of the rule language");
    }
    return tree;
  }

private:
  const llvm::SourceMgr &sources_;
  std::string file_;
  Diagnostics &diagnostics_;

  /// The first character of what the user wrote. LLVM starts flow collections at the token
  /// behind the bracket and aliases behind their name; of quoted text the content counts.
  const char *startOf(llvm::yaml::Node &node) const {
    const char *bufferStart = sources_.getMemoryBuffer(sources_.getMainFileID())->getBufferStart();
    const char *start = node.getSourceRange().Start.getPointer();
    if (auto *alias = llvm::dyn_cast<llvm::yaml::AliasNode>(&node))
      return alias->getName().data() - 1;
    if (auto *scalar = llvm::dyn_cast<llvm::yaml::ScalarNode>(&node))
      return scalar->getRawValue().starts_with("\"") || scalar->getRawValue().starts_with("'") ? start + 1
                                                                                               : start;
    bool isCollection = llvm::isa<llvm::yaml::SequenceNode, llvm::yaml::MappingNode>(node);
    const char *bracket = start;
    while (isCollection && bracket > bufferStart && llvm::isSpace(bracket[-1]))
      --bracket;
    return isCollection && bracket > bufferStart && (bracket[-1] == '[' || bracket[-1] == '{') ? bracket - 1
                                                                                               : start;
  }

  SourcePoint pointOf(llvm::yaml::Node &node) const {
    if (!node.getSourceRange().isValid())
      return {file_, 1, 1};
    auto [line, column] = sources_.getLineAndColumn(llvm::SMLoc::getFromPointer(startOf(node)));
    return {file_, line, column};
  }

  void addPair(Node &map, llvm::yaml::KeyValueNode &pair) {
    Node key = build(pair.getKey());
    Node value = build(pair.getValue());
    if (key.kind == NodeKind::Null && value.kind == NodeKind::Null)
      return; // what LLVM yields after a syntax error
    if (value.kind == NodeKind::Null)
      value.where = key.where;
    if (key.kind != NodeKind::Scalar) {
      diagnostics_.report(key.where, ("a key is text, not " + describe(key.kind)).str());
      return;
    }
    if (map.findKey(key.text)) {
      diagnostics_.report(key.where, "duplicate key '" + key.text + "'");
      return;
    }
    map.keys.push_back({key.where, std::move(key.text)});
    map.items.push_back(std::move(value));
  }
};

struct SyntaxErrors {
  Diagnostics &diagnostics;
  std::string file;
};

void collectSyntaxError(const llvm::SMDiagnostic &diagnostic, void *context) {
  auto &errors = *static_cast<SyntaxErrors *>(context);
  SourcePoint where{errors.file, static_cast<uint32_t>(std::max(diagnostic.getLineNo(), 1)),
                    static_cast<uint32_t>(diagnostic.getColumnNo() + 1)};
  llvm::StringRef message = diagnostic.getMessage();
  std::string text = message.take_front(1).lower() + message.drop_front(1).str();
  errors.diagnostics.report(where, "YAML: " + llvm::StringRef(text).rtrim(".!").str());
}

} // namespace

std::optional<Node> parseDocument(llvm::MemoryBufferRef buffer, Diagnostics &diagnostics) {
  llvm::SourceMgr sources;
  std::string file = buffer.getBufferIdentifier().str();
  SyntaxErrors errors{diagnostics, file};
  sources.setDiagHandler(collectSyntaxError, &errors);

  size_t reportedBefore = diagnostics.count();
  llvm::yaml::Stream stream(buffer, sources, /*ShowColors=*/false);
  TreeBuilder builder(sources, file, diagnostics);
  std::optional<Node> tree;
  for (llvm::yaml::Document &document : stream) {
    llvm::yaml::Node *root = document.getRoot();
    if (!root || stream.failed())
      break;
    Node built = builder.build(root);
    if (tree && built.kind != NodeKind::Null)
      diagnostics.report(built.where, "a rule file holds one YAML document");
    if (!tree)
      tree = std::move(built);
  }
  if (stream.failed() || diagnostics.count() != reportedBefore)
    return std::nullopt;
  return tree;
}

} // namespace hookqual::rules
