// SPDX-License-Identifier: MIT
#include "analyzer/hooks/Conventions.h"

#include "analyzer/hooks/kernel.hooks.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/ErrorHandling.h"

#include <array>

namespace hookqual::hooks {

namespace {

using llvm::StringRef;
using Words = llvm::SmallVector<StringRef, 4>;

struct ListKey {
  StringRef key;
  std::vector<std::string> Conventions::*list;
};
struct TextKey {
  StringRef key;
  std::string Conventions::*text;
};

constexpr std::array kLists = {
    ListKey{"documented-in", &Conventions::documentedIn},
    ListKey{"wrapped-in", &Conventions::wrapperFiles},
    ListKey{"asked-through", &Conventions::askedTables},
    ListKey{"not-kernel", &Conventions::notKernel},
};
constexpr std::array kTexts = {
    TextKey{"wrapper-prefix", &Conventions::wrapperPrefix},
    TextKey{"implemented-below", &Conventions::modulesBelow},
    TextKey{"implemented-by", &Conventions::implementingMacro},
    TextKey{"module-by", &Conventions::moduleMacro},
    TextKey{"module-name", &Conventions::moduleNameField},
};

void parseLine(const Words &words, Conventions &conventions) {
  const StringRef key = words[0];
  if (key == "declared-by" && words.size() == 4)
    conventions.declarations.push_back({words[1].str(), words[2].str(), words[3].str()});
  else if (key == "asked-by" && words.size() == 3 &&
           !words[2].getAsInteger(10, conventions.askingMacros[words[1].str()]))
    return;
  if (key == "exported-by" && words.size() == 3)
    conventions.exportingMacros.emplace(words[1].str(), words[2].str());
  for (const ListKey &known : kLists)
    if (key == known.key && words.size() == 2)
      (conventions.*known.list).push_back(words[1].str());
  for (const TextKey &known : kTexts)
    if (key == known.key && words.size() == 2)
      conventions.*known.text = words[1].str();
}

} // namespace

Conventions parseConventions(StringRef text) {
  Conventions conventions;
  while (!text.empty()) {
    StringRef line;
    std::tie(line, text) = text.split('\n');
    Words words;
    line.split('#').first.split(words, ' ', -1, /*KeepEmpty=*/false);
    if (!words.empty())
      parseLine(words, conventions);
  }
  return conventions;
}

const Conventions &shippedConventions() {
  static const Conventions conventions = parseConventions(kKernelHooks);
  return conventions;
}

} // namespace hookqual::hooks
