// SPDX-License-Identifier: MIT
#include "analyzer/review/Difference.h"

#include "llvm/ADT/StringExtras.h"

#include <map>
#include <set>
#include <string>
#include <tuple>

namespace hookqual::review {

namespace {

using reports::Finding;
using reports::Route;

/// What identifies a finding beside the file that its function lies in.
using Place = std::tuple<std::string, std::string, std::string, std::string>;

Place placeOf(const Finding &finding) {
  return {finding.rule, finding.operation, finding.object, finding.function};
}

std::set<std::string> fingerprintsOf(llvm::ArrayRef<Finding> findings) {
  std::set<std::string> all;
  for (const Finding &finding : findings)
    all.insert(finding.fingerprint);
  return all;
}

/// Fingerprints of `now` that have no twin before, mapped to what they were called before.
std::map<std::string, std::string> formerNames(llvm::ArrayRef<Finding> before, llvm::ArrayRef<Finding> now) {
  const std::set<std::string> old = fingerprintsOf(before), current = fingerprintsOf(now);
  std::map<Place, std::vector<std::string>> gone;
  for (const Finding &finding : before)
    if (!current.contains(finding.fingerprint))
      gone[placeOf(finding)].push_back(finding.fingerprint);
  std::map<std::string, std::string> names;
  std::map<Place, size_t> taken;
  for (const Finding &finding : now) {
    if (old.contains(finding.fingerprint))
      continue;
    const auto known = gone.find(placeOf(finding));
    if (known != gone.end() && taken[known->first] < known->second.size())
      names[finding.fingerprint] = known->second[taken[known->first]++];
  }
  return names;
}

std::string keyOf(const std::string &fingerprint, const Route &route) {
  return fingerprint + " " + llvm::join(route.functions, ">");
}

/// The findings with those of their routes that `known` does not have.
template <typename NameOf>
std::vector<Finding> withRoutesBeyond(const std::set<std::string> &known, llvm::ArrayRef<Finding> findings,
                                      NameOf nameOf) {
  std::vector<Finding> beyond;
  for (const Finding &finding : findings) {
    Finding part = finding;
    std::erase_if(part.routes,
                  [&](const Route &route) { return known.contains(keyOf(nameOf(finding), route)); });
    if (!part.routes.empty())
      beyond.push_back(std::move(part));
  }
  return beyond;
}

template <typename NameOf> std::set<std::string> routesOf(llvm::ArrayRef<Finding> findings, NameOf nameOf) {
  std::set<std::string> all;
  for (const Finding &finding : findings)
    for (const Route &route : finding.routes)
      all.insert(keyOf(nameOf(finding), route));
  return all;
}

} // namespace

Difference differenceOf(llvm::ArrayRef<Finding> before, llvm::ArrayRef<Finding> now) {
  const std::map<std::string, std::string> former = formerNames(before, now);
  const auto asBefore = [&](const Finding &finding) {
    const auto name = former.find(finding.fingerprint);
    return name == former.end() ? finding.fingerprint : name->second;
  };
  const auto itself = [](const Finding &finding) { return finding.fingerprint; };
  const std::set<std::string> old = routesOf(before, itself), current = routesOf(now, asBefore);
  Difference difference;
  difference.fresh = withRoutesBeyond(old, now, asBefore);
  difference.fixed = withRoutesBeyond(current, before, itself);
  for (const Finding &finding : now) {
    bool isKnown = false;
    for (const Route &route : finding.routes)
      isKnown |= old.contains(keyOf(asBefore(finding), route));
    difference.unchanged += isKnown ? 1 : 0;
  }
  return difference;
}

} // namespace hookqual::review
