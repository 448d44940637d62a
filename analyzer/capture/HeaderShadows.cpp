// SPDX-License-Identifier: MIT
#include "analyzer/capture/HeaderShadows.h"

#include "analyzer/capture/FileStamp.h"
#include "analyzer/capture/Paths.h"

#include <set>

namespace hookqual::capture {

std::vector<std::string> includeDirectories(const std::vector<std::string> &arguments,
                                            const std::string &directory) {
  std::vector<std::string> directories;
  for (size_t i = 0; i < arguments.size(); ++i) {
    llvm::StringRef argument = arguments[i];
    if (!argument.consume_front("-I"))
      continue;
    if (argument.empty() && i + 1 < arguments.size())
      argument = arguments[++i];
    directories.push_back(absolutePath(argument, directory));
  }
  return directories;
}

bool HeaderShadows::exists(const std::string &path) {
  const auto [entry, isNew] = existing_.try_emplace(path);
  if (isNew)
    entry->second = glance(path).size >= 0;
  return entry->second;
}

std::vector<std::string> HeaderShadows::find(const std::vector<std::string> &directories,
                                             store::FileNumber file) {
  std::vector<std::string> shadows;
  const std::string &place = sources_.placeOf(file);
  for (size_t later = 0; later < directories.size(); ++later) {
    const std::string name = pathBelow(place, directories[later]);
    for (size_t earlier = 0; !name.empty() && earlier < later; ++earlier)
      if (std::string shadow = directories[earlier] + "/" + name; shadow != place && exists(shadow))
        shadows.push_back(std::move(shadow));
  }
  return shadows;
}

std::string HeaderShadows::of(const std::vector<std::string> &directories,
                              const std::vector<store::FileNumber> &files) {
  Shadows &known = known_[directories];
  std::set<std::string> shadows;
  for (const store::FileNumber file : files) {
    const auto [entry, isNew] = known.try_emplace(file);
    if (isNew)
      entry->second = find(directories, file);
    shadows.insert(entry->second.begin(), entry->second.end());
  }
  std::string text;
  for (const std::string &shadow : shadows)
    text += shadow + '\n';
  return text;
}

} // namespace hookqual::capture
