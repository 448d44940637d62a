// SPDX-License-Identifier: MIT
#include "analyzer/learn/Check.h"

#include "llvm/ADT/StringExtras.h"

namespace hookqual::learn {

namespace {

std::string rightText(const Check &check) {
  if (!check.rightName.empty())
    return check.rightName;
  if (!check.right)
    return "";
  return *check.right < 10 ? std::to_string(*check.right)
                           : "0x" + llvm::utohexstr(uint64_t(*check.right), true);
}

} // namespace

std::string textOf(const Check &check) {
  switch (check.kind) {
  case CheckKind::Any:
    return "any authorization";
  case CheckKind::Test:
  case CheckKind::Variable:
    return check.name + (check.right ? " & " + rightText(check) : "");
  case CheckKind::Family:
    return check.name + " " + rightText(check);
  case CheckKind::Authorizer:
  case CheckKind::Refusal:
  case CheckKind::Predicate:
  case CheckKind::Announcement:
    return check.right ? check.name + "(" + rightText(check) + ")" : check.name;
  }
  return check.name;
}

CheckId CheckTable::idOf(const Check &check) {
  auto [found, isNew] = ids_.emplace(check, CheckId(uint32_t(checks_.size())));
  if (isNew)
    checks_.push_back(check);
  return found->second;
}

} // namespace hookqual::learn
