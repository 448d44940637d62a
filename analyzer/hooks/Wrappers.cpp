// SPDX-License-Identifier: MIT
#include "analyzer/hooks/Wrappers.h"

#include "analyzer/hooks/Functions.h"
#include "analyzer/hooks/KernelDoc.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"

#include <set>

namespace hookqual::hooks {

namespace {

using llvm::StringRef;

class WrapperScan {
public:
  WrapperScan(const SourceFile &file, const Conventions &conventions, std::vector<reports::Hook> &hooks)
      : file_(file), conventions_(conventions), hooks_(hooks), functions_(functionsIn(file.lexed)) {
    for (size_t i = 0; i < hooks.size(); ++i)
      indexOfHook_[hooks[i].name] = i;
  }

  void run() {
    for (size_t function = 0; function < functions_.size(); ++function)
      for (size_t hook : hooksAskedIn(bodyOf(functions_[function])))
        for (size_t wrapper : wrappersAround(function))
          add(hook, functions_[wrapper]);
  }

private:
  Tokens bodyOf(const FunctionBody &function) const {
    return file_.tokens().slice(function.open, function.close - function.open);
  }

  std::set<size_t> hooksAskedIn(Tokens body) const {
    std::set<size_t> asked;
    for (size_t i = 0; i < body.size(); ++i) {
      const auto hook = indexOfHook_.find(hookAskedAt(body, i));
      if (hook != indexOfHook_.end())
        asked.insert(hook->second);
    }
    return asked;
  }

  /// Empty if nothing is asked by this token.
  StringRef hookAskedAt(Tokens body, size_t i) const {
    if (!body[i].isName())
      return "";
    if (const auto macro = conventions_.askingMacros.find(body[i].text.str());
        macro != conventions_.askingMacros.end()) {
      const auto arguments = argumentsAt(body, i + 1);
      const bool isThere = arguments && arguments->each.size() > macro->second;
      return isThere && arguments->each[macro->second].size() == 1 ? arguments->each[macro->second][0].text
                                                                   : StringRef();
    }
    const bool isTable = llvm::is_contained(conventions_.askedTables, body[i].text);
    if (isTable && i + 2 < body.size() && (body[i + 1].is(".") || body[i + 1].is("->")))
      return body[i + 2].text;
    return "";
  }

  /// The function itself if it is named as one, else those that lead to it; itself if none does.
  std::vector<size_t> wrappersAround(size_t function) const {
    std::vector<size_t> wrappers, pending = {function};
    std::set<size_t> seen = {function};
    while (!pending.empty()) {
      const size_t now = pending.back();
      pending.pop_back();
      if (StringRef(functions_[now].name).starts_with(conventions_.wrapperPrefix)) {
        wrappers.push_back(now);
        continue;
      }
      for (size_t user : usersOf(functions_[now].name))
        if (seen.insert(user).second)
          pending.push_back(user);
    }
    return wrappers.empty() ? std::vector{function} : wrappers;
  }

  /// Called or handed over as a callback: both lead to it.
  std::vector<size_t> usersOf(StringRef name) const {
    std::vector<size_t> users;
    for (size_t i = 0; i < functions_.size(); ++i)
      if (llvm::any_of(bodyOf(functions_[i]), [&](const Token &token) { return token.is(name); }))
        users.push_back(i);
    return users;
  }

  void add(size_t index, const FunctionBody &wrapper) {
    reports::Hook &hook = hooks_[index];
    const auto isKnown = [&](const reports::HookSite &site) { return site.function == wrapper.name; };
    if (llvm::any_of(hook.wrappers, isKnown))
      return;
    hook.wrappers.push_back({wrapper.name, file_.at(file_.tokens()[wrapper.nameToken])});
    // The comment of the function that is named after the hook is about the hook itself.
    const bool isNamesake = wrapper.name == conventions_.wrapperPrefix + hook.name;
    if (hook.doc.isEmpty() || isNamesake)
      for (const DocComment &comment : file_.lexed.docComments)
        if (comment.nextToken == wrapper.first)
          if (auto doc = functionDoc(comment.text, wrapper.name)) {
            hook.doc = std::move(*doc);
            hook.doc.of = isNamesake ? "" : wrapper.name;
          }
  }

  const SourceFile &file_;
  const Conventions &conventions_;
  std::vector<reports::Hook> &hooks_;
  std::vector<FunctionBody> functions_;
  llvm::StringMap<size_t> indexOfHook_;
};

} // namespace

void addWrappers(const SourceFile &file, const Conventions &conventions, std::vector<reports::Hook> &hooks) {
  WrapperScan(file, conventions, hooks).run();
}

} // namespace hookqual::hooks
