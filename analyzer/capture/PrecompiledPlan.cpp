// SPDX-License-Identifier: MIT
#include "analyzer/capture/PrecompiledPlan.h"

#include "analyzer/capture/ArgumentAdjuster.h"
#include "analyzer/capture/Paths.h"

#include <llvm/ADT/StringMap.h>
#include <llvm/ADT/StringRef.h>

#include <algorithm>
#include <map>
#include <set>

namespace hookqual::capture {

using llvm::StringRef;
using Arguments = std::vector<std::string>;

namespace {

/// Below this share of a group's units a header costs more than it saves.
constexpr double kSmallestShare = 0.01;
constexpr size_t kFewestInclusions = 4;

bool isMacro(StringRef argument) {
  return argument.starts_with("-D") || argument.starts_with("-U");
}

bool isIncludeDirectory(StringRef argument) {
  return argument.starts_with("-I") && argument.size() > 2;
}

StringRef macroName(StringRef argument) {
  return argument.drop_front(2).take_until([](char c) { return c == '='; });
}

/// The adjusted arguments without the source file.
Arguments withoutSource(const PlannedUnit &unit) {
  Arguments arguments = adjustArguments(unit.command.arguments);
  std::erase_if(arguments, [&](const std::string &argument) {
    return !argument.starts_with("-") && absolutePath(argument, unit.command.directory) == unit.command.file;
  });
  return arguments;
}

/// What all units say alike, and what is each unit's own.
class Commonness {
public:
  explicit Commonness(const std::vector<Arguments> &units) : units_(units.size()) {
    for (const Arguments &arguments : units) {
      const std::set<StringRef> distinct(arguments.begin(), arguments.end());
      for (StringRef argument : distinct) {
        if (isMacro(argument))
          values_[macroName(argument)].insert(argument);
        ++counts_[argument];
      }
    }
  }

  /// Part of a group's identity: everything but macros of few units, which HeaderUse judges, and
  /// include directories that are not everybody's.
  bool identifies(StringRef argument) const {
    if (isMacro(argument))
      return values_.lookup(macroName(argument)).size() == 1 &&
             counts_.lookup(argument) >= kFewestForPrecompiling;
    return !isIncludeDirectory(argument) || isCommon(argument);
  }

  /// A macro of which nearly every unit has a value of its own.
  bool isIndividual(StringRef argument) const {
    return isMacro(argument) && values_.lookup(macroName(argument)).size() > 1;
  }

private:
  bool isCommon(StringRef argument) const { return counts_.lookup(argument) * 2 > units_; }

  size_t units_;
  llvm::StringMap<size_t> counts_;
  llvm::StringMap<std::set<StringRef>> values_;
};

/// Include directories of few units must come behind the common ones: before them they
/// could hide a header that others find.
bool findsCommonHeadersFirst(const Arguments &arguments, const Commonness &common) {
  bool isOwn = false;
  for (const std::string &argument : arguments) {
    if (!isIncludeDirectory(argument))
      continue;
    if (isOwn && common.identifies(argument))
      return false;
    isOwn = isOwn || !common.identifies(argument);
  }
  return true;
}

/// The names between < and > of the #include lines in a source's text.
std::set<StringRef> includedHeaders(StringRef text) {
  std::set<StringRef> headers;
  while (!text.empty()) {
    StringRef line;
    std::tie(line, text) = text.split('\n');
    line = line.ltrim();
    if (!line.consume_front("#"))
      continue;
    line = line.ltrim();
    if (!line.consume_front("include"))
      continue;
    line = line.ltrim();
    if (line.consume_front("<") && line.contains('>'))
      headers.insert(line.take_until([](char c) { return c == '>'; }));
  }
  return headers;
}

} // namespace

std::vector<PrecompiledGroup> groupForPrecompiling(const std::vector<PlannedUnit> &units) {
  std::vector<Arguments> arguments;
  for (const PlannedUnit &unit : units)
    arguments.push_back(withoutSource(unit));
  const Commonness common(arguments);

  std::map<std::pair<std::string, Arguments>, PrecompiledGroup> groups;
  for (size_t i = 0; i < units.size(); ++i) {
    if (!findsCommonHeadersFirst(arguments[i], common))
      continue;
    Arguments key, whole;
    for (std::string &argument : arguments[i]) {
      if (common.identifies(argument))
        key.push_back(argument);
      if (common.identifies(argument) || common.isIndividual(argument))
        whole.push_back(argument);
    }
    PrecompiledGroup &group = groups[{units[i].command.directory, std::move(key)}];
    const bool isFirst =
        group.units.empty() || units[i].unit < units[group.units.front()].unit; // of the plan's order
    if (isFirst) {
      group.arguments = std::move(whole);
      group.directory = units[i].command.directory;
      group.units.insert(group.units.begin(), i);
    } else {
      group.units.push_back(i);
    }
  }
  std::vector<PrecompiledGroup> worthwhile;
  for (auto &[key, group] : groups)
    if (group.units.size() >= kFewestForPrecompiling) {
      std::ranges::sort(group.units);
      worthwhile.push_back(std::move(group));
    }
  return worthwhile;
}

void chooseHeaders(PrecompiledGroup &group, const std::vector<PlannedUnit> &units) {
  std::map<std::string, size_t> counts;
  for (size_t unit : group.units) {
    llvm::Expected<std::string> text = readFile(units[unit].command.file);
    if (!text) {
      llvm::consumeError(text.takeError()); // its worker will say so
      continue;
    }
    for (StringRef header : includedHeaders(*text))
      ++counts[header.str()];
  }
  const size_t fewest = std::max(kFewestInclusions, size_t(double(group.units.size()) * kSmallestShare));
  for (const auto &[header, count] : counts)
    if (count >= fewest)
      group.headers.push_back(header);
  std::ranges::sort(group.headers, {}, [&](const std::string &header) {
    return std::pair(-int64_t(counts.at(header)), header);
  });
}

} // namespace hookqual::capture
