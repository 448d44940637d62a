// SPDX-License-Identifier: MIT
#include "analyzer/hooks/ReadHooks.h"

#include "analyzer/hooks/CallSites.h"
#include "analyzer/hooks/Declarations.h"
#include "analyzer/hooks/Implementations.h"
#include "analyzer/hooks/KernelDoc.h"
#include "analyzer/hooks/SourceTree.h"
#include "analyzer/hooks/Wrappers.h"
#include "analyzer/infer/InParallel.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"

#include <cstring>
#include <map>
#include <tuple>

namespace hookqual::hooks {

namespace {

using llvm::StringRef;
using reports::Hook;
using reports::HookTree;

/// memmem: the fastest search there is, and most of the tree is only searched.
bool contains(StringRef text, StringRef what) {
  return memmem(text.data(), text.size(), what.data(), what.size()) != nullptr;
}

/// What one file of the tree contributes.
struct FileParts {
  std::vector<FoundCall> calls;
  ModuleParts modules;
  std::string failure; // why it could not be read
};

class TreeReader {
public:
  TreeReader(const std::string &root, const Conventions &conventions, unsigned jobs)
      : root_(root), conventions_(conventions), jobs_(jobs) {}

  llvm::Expected<HookTree> run() {
    if (llvm::Error error = readDeclarations())
      return error;
    llvm::sort(tree_.hooks, [](const Hook &a, const Hook &b) { return a.name < b.name; });
    for (size_t i = 0; i < tree_.hooks.size(); ++i)
      indexOfHook_[tree_.hooks[i].name] = i;
    readWrappers();
    readListedDocs();
    readSources();
    return std::move(tree_);
  }

private:
  bool has(const std::string &file) const { return llvm::sys::fs::exists(root_ + "/" + file); }

  /// The text of a file that every tree of its kind has.
  llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> need(const std::string &file) const {
    auto text = readSource(root_, file);
    if (!text)
      return llvm::createStringError(root_ + "/" + file + ": " + text.getError().message());
    return std::move(*text);
  }

  llvm::Error readDeclarations() {
    std::vector<std::string> tried;
    for (const DeclarationForm &form : conventions_.declarations) {
      tried.push_back(form.kind + " " + form.name + " in " + form.file);
      if (!has(form.file))
        continue;
      auto text = need(form.file);
      if (!text)
        return text.takeError();
      auto hooks = hooksDeclaredIn((*text)->getBuffer(), form);
      if (!hooks)
        return hooks.takeError();
      if (hooks->empty())
        continue;
      tree_.hooks = std::move(*hooks);
      tree_.declaredIn = form.file;
      return llvm::Error::success();
    }
    return llvm::createStringError(root_ + ": no hooks are declared: looked for " + llvm::join(tried, ", "));
  }

  void readWrappers() {
    for (const std::string &file : conventions_.wrapperFiles)
      if (has(file)) // what cannot be read is told when all sources are read
        if (auto text = readSource(root_, file))
          addWrappers(SourceFile(file, (*text)->getBuffer()), conventions_, tree_.hooks);
    for (size_t i = 0; i < tree_.hooks.size(); ++i)
      for (const reports::HookSite &wrapper : tree_.hooks[i].wrappers) {
        hooksOfWrapper_[wrapper.function].push_back(i);
        wrappers_.insert(wrapper.function);
      }
  }

  void readListedDocs() {
    for (const std::string &file : conventions_.documentedIn)
      if (has(file))
        if (auto text = readSource(root_, file)) {
          const LexedText lexed = lex((*text)->getBuffer());
          for (const DocComment &comment : lexed.docComments)
            addListedDocs(comment.text, tree_.hooks);
        }
  }

  void readSources() {
    SourceList sources = listSources(root_, conventions_.notKernel);
    std::vector<FileParts> parts(sources.files.size());
    infer::forEachInParallel(parts.size(), jobs_, [&](size_t i) { parts[i] = read(sources.files[i]); });
    ModuleParts modules;
    for (size_t i = 0; i < parts.size(); ++i) {
      if (!parts[i].failure.empty())
        sources.unread.push_back({sources.files[i], parts[i].failure});
      for (FoundCall &call : parts[i].calls)
        for (size_t hook : hooksOfWrapper_[call.callee])
          tree_.hooks[hook].callSites.push_back(call.site);
      llvm::append_range(modules.implementations, parts[i].modules.implementations);
      llvm::append_range(modules.modules, parts[i].modules.modules);
    }
    addImplementations(modules);
    tree_.unread = std::move(sources.unread);
    tree_.filesRead =
        parts.size() -
        size_t(llvm::count_if(parts, [](const FileParts &each) { return !each.failure.empty(); }));
  }

  FileParts read(const std::string &file) const {
    FileParts parts;
    const auto text = readSource(root_, file);
    if (!text)
      return {.failure = text.getError().message()};
    const StringRef source = (*text)->getBuffer();
    const bool mayCall = mentionsWrapper(source) && !isWrapperSource(file);
    const bool mayImplement = StringRef(file).starts_with(conventions_.modulesBelow + "/");
    if (!mayCall && !mayImplement)
      return parts;
    const SourceFile lexed(file, source);
    if (mayCall)
      parts.calls = callsIn(lexed, wrappers_);
    if (mayImplement)
      parts.modules = modulePartsIn(lexed, conventions_);
    return parts;
  }

  /// Lexing is slow compared with searching, and few files speak of hooks.
  bool mentionsWrapper(StringRef source) const {
    if (contains(source, conventions_.wrapperPrefix))
      return true;
    return llvm::any_of(wrappers_.keys(), [&](StringRef wrapper) {
      return !wrapper.starts_with(conventions_.wrapperPrefix) && contains(source, wrapper);
    });
  }

  /// In the source of the wrappers themselves, calls of others are how they work. Inline wrappers
  /// in a header that call others are callers.
  bool isWrapperSource(StringRef file) const {
    return file.ends_with(".c") && llvm::is_contained(conventions_.wrapperFiles, file);
  }

  void addImplementations(ModuleParts &modules) {
    nameModules(modules, conventions_);
    for (const FoundImplementation &found : modules.implementations) {
      if (!found.hook.empty()) {
        if (const auto hook = indexOfHook_.find(found.hook); hook != indexOfHook_.end())
          tree_.hooks[hook->second].implementations.push_back(
              {found.module, found.before, found.where, false});
        continue;
      }
      for (Hook &hook : tree_.hooks)
        hook.implementations.push_back(
            {found.module, found.before + hook.name + found.after, found.where, true});
    }
    for (Hook &hook : tree_.hooks)
      llvm::sort(hook.implementations, [](const auto &a, const auto &b) {
        return std::tie(a.module, a.where.file, a.where.line, a.where.column) <
               std::tie(b.module, b.where.file, b.where.line, b.where.column);
      });
  }

  const std::string &root_;
  const Conventions &conventions_;
  const unsigned jobs_;
  HookTree tree_;
  std::map<std::string, size_t, std::less<>> indexOfHook_;
  std::map<std::string, std::vector<size_t>> hooksOfWrapper_;
  llvm::StringSet<> wrappers_;
};

} // namespace

llvm::Expected<HookTree> readHooks(const std::string &root, const Conventions &conventions, unsigned jobs) {
  return TreeReader(root, conventions, jobs).run();
}

} // namespace hookqual::hooks
