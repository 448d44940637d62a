// SPDX-License-Identifier: MIT
#include "analyzer/hooks/Implementations.h"

#include "llvm/Support/Path.h"

#include <map>
#include <set>

namespace hookqual::hooks {

namespace {

namespace path = llvm::sys::path;
using llvm::StringRef;

class PartsScan {
public:
  PartsScan(const SourceFile &file, const Conventions &conventions)
      : file_(file), tokens_(file.tokens()), conventions_(conventions) {}

  ModuleParts run() {
    for (size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind == TokenKind::Directive)
        readGenerator(tokens_[i]);
      else if (tokens_[i].is(conventions_.implementingMacro))
        readRegistration(i);
      else if (tokens_[i].is(conventions_.moduleMacro))
        readModule(i);
      else if (isTableOfHooks(i))
        readTable(i + 2);
    }
    return std::move(parts_);
  }

private:
  /// MACRO(hook, function)
  void readRegistration(size_t i) {
    const auto arguments = argumentsAt(tokens_, i + 1);
    if (arguments && arguments->each.size() == 2 && arguments->each[0].size() == 1)
      parts_.implementations.push_back({.hook = arguments->each[0][0].text.str(),
                                        .before = spell(arguments->each[1]),
                                        .where = file_.at(tokens_[i])});
  }

  /// `#define DECLARING_MACRO(type, default, NAME, ...) MACRO(NAME, prefix_##NAME)`, and then the
  /// declarations are included: it registers a function for every hook.
  void readGenerator(const Token &directive) {
    const std::optional<Macro> macro = macroIn(directive);
    if (!macro || macro->parameters.size() < 3 || !declaresHooks(macro->name))
      return;
    const std::string &hook = macro->parameters[2];
    for (size_t i = 0; i < macro->body.size(); ++i) {
      if (!macro->body[i].is(conventions_.implementingMacro))
        continue;
      const auto arguments = argumentsAt(macro->body, i + 1);
      if (arguments && arguments->each.size() == 2 && spell(arguments->each[0]) == hook)
        addGenerated(arguments->each[1], hook, macro->body[i]);
    }
  }

  bool declaresHooks(StringRef macro) const {
    for (const DeclarationForm &form : conventions_.declarations)
      if (form.kind == "macro" && macro == form.name)
        return true;
    return false;
  }

  void addGenerated(Tokens function, StringRef hook, const Token &at) {
    FoundImplementation found{.where = file_.at(at)};
    bool isBehind = false;
    for (const Token &token : function) {
      if (token.is(hook))
        isBehind = true;
      else if (!token.is("##"))
        (isBehind ? found.after : found.before) += token.text;
    }
    if (isBehind)
      parts_.implementations.push_back(found);
  }

  /// MACRO(...) = { .name = "...", ... }. Names that are macros are not known here.
  void readModule(size_t i) {
    const auto arguments = argumentsAt(tokens_, i + 1);
    if (!arguments)
      return;
    forEachMember(arguments->close + 1, [&](const Token &field, Tokens value) {
      if (field.is(conventions_.moduleNameField))
        addModule(value);
    });
  }

  void addModule(Tokens value) {
    if (value.size() == 1 && value[0].kind == TokenKind::String)
      parts_.modules.push_back({file_.name, value[0].text.trim('"').str()});
  }

  /// `struct tag variable`, of the record that declares hooks.
  bool isTableOfHooks(size_t i) const {
    if (i + 2 >= tokens_.size() || !tokens_[i].is("struct") || !tokens_[i + 2].isName())
      return false;
    for (const DeclarationForm &form : conventions_.declarations)
      if (form.kind == "struct" && tokens_[i + 1].is(form.name))
        return true;
    return false;
  }

  void readTable(size_t variable) {
    forEachMember(variable, [&](const Token &field, Tokens value) {
      if (field.is(conventions_.moduleNameField))
        addModule(value);
      else if (value.size() == 1 && value[0].isName())
        parts_.implementations.push_back(
            {.hook = field.text.str(), .before = value[0].text.str(), .where = file_.at(field)});
    });
  }

  /// take(field, value) for each `.field = value` in the braces of the initializer that begins
  /// after token `i`; attributes may stand before its `=`.
  template <typename Take> void forEachMember(size_t i, Take take) const {
    while (i < tokens_.size() && !tokens_[i].is("{") && !tokens_[i].is(";") && !tokens_[i].is(")"))
      ++i;
    if (i == tokens_.size() || !tokens_[i].is("{"))
      return;
    for (size_t depth = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].is("{"))
        ++depth;
      else if (tokens_[i].is("}") && --depth == 0)
        return;
      else if (depth == 1 && tokens_[i].is(".") && i + 2 < tokens_.size() && tokens_[i + 2].is("="))
        take(tokens_[i + 1], valueAt(i + 3));
    }
  }

  Tokens valueAt(size_t i) const {
    return tokens_.drop_front(i).take_until(
        [](const Token &token) { return token.is(",") || token.is("}"); });
  }

  const SourceFile &file_;
  Tokens tokens_;
  const Conventions &conventions_;
  ModuleParts parts_;
};

class ModuleNames {
public:
  ModuleNames(const std::vector<FoundModule> &modules, StringRef below) : below_(below) {
    for (const FoundModule &module : modules) {
      byFile_[module.file].insert(module.name);
      byDirectory_[path::parent_path(module.file).str()].insert(module.name);
    }
  }

  std::string of(StringRef file) const {
    if (const std::string name = onlyOne(byFile_, file); !name.empty())
      return name;
    const StringRef directory = path::parent_path(file);
    for (StringRef up = directory; up.size() > below_.size(); up = path::parent_path(up))
      if (const std::string name = onlyOne(byDirectory_, up); !name.empty())
        return name;
    return directory == below_ ? path::stem(file).str() : path::filename(directory).str();
  }

private:
  using Names = std::map<std::string, std::set<std::string>>;

  static std::string onlyOne(const Names &all, StringRef key) {
    const auto names = all.find(key.str());
    return names == all.end() || names->second.size() != 1 ? "" : *names->second.begin();
  }

  Names byFile_, byDirectory_;
  StringRef below_;
};

} // namespace

ModuleParts modulePartsIn(const SourceFile &file, const Conventions &conventions) {
  return PartsScan(file, conventions).run();
}

void nameModules(ModuleParts &parts, const Conventions &conventions) {
  const ModuleNames names(parts.modules, conventions.modulesBelow);
  for (FoundImplementation &each : parts.implementations)
    each.module = names.of(each.where.file);
}

} // namespace hookqual::hooks
