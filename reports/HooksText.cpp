// SPDX-License-Identifier: MIT
#include "reports/Hooks.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

namespace hookqual::reports {

namespace {

using llvm::raw_ostream;
using llvm::StringRef;

constexpr unsigned kLabelWidth = 13;

raw_ostream &label(raw_ostream &out, StringRef text) {
  return out << "  " << llvm::left_justify(text, kLabelWidth);
}

std::string place(const SourceRange &where) {
  return llvm::formatv("{0}:{1}:{2}", where.file, where.line, where.column).str();
}

void writePrototype(const Hook &hook, raw_ostream &out) {
  out << hook.where.file << ':' << hook.where.line << ": " << hook.returns
      << (StringRef(hook.returns).ends_with("*") ? "" : " ") << hook.name << '(' << parametersText(hook)
      << ')';
  if (returnsValue(hook))
    out << ", default " << hook.defaultValue;
  out << '\n';
}

raw_ostream &writeSite(const HookSite &site, raw_ostream &out) {
  return out << place(site.where) << ": " << (site.function.empty() ? "outside functions" : site.function)
             << (site.isNamedOnly ? ", named, not called" : "") << '\n';
}

void writeSites(StringRef title, const std::vector<HookSite> &sites, raw_ostream &out) {
  for (const HookSite &site : sites)
    writeSite(site, label(out, &site == &sites.front() ? title : ""));
}

void writeImplementations(const Hook &hook, raw_ostream &out) {
  for (const HookImplementation &each : hook.implementations)
    label(out, &each == &hook.implementations.front() ? "answered by" : "")
        << each.module << ": " << each.function << (each.isGenerated ? " (made for every hook)" : "") << '\n';
  if (hook.implementations.empty())
    label(out, "answered by") << "no module\n";
}

void writeEntry(const HookEntry &entry, raw_ostream &out) {
  label(out, "rules");
  if (!entry.rules.empty())
    out << llvm::join(entry.rules, ", ") << '\n';
  else if (!entry.none.empty())
    out << "none: " << entry.none << ", " << entry.why << '\n';
  else
    out << "no entry\n";
}

void writeHook(const Hook &hook, raw_ostream &out) {
  writePrototype(hook, out);
  if (!hook.doc.summary.empty())
    out << "  " << hook.doc.summary << '\n';
  if (!hook.condition.empty())
    label(out, "if") << hook.condition << '\n';
  writeSites("asked by", hook.wrappers, out);
  writeSites("called", hook.callSites, out);
  if (hook.callSites.empty())
    label(out, "called") << "nowhere\n";
  writeImplementations(hook, out);
  writeEntry(hook.entry, out);
}

StringRef aspectText(HookAspect aspect) {
  switch (aspect) {
  case HookAspect::Returns:
    return "return type";
  case HookAspect::Default:
    return "default";
  case HookAspect::Parameters:
    return "parameters";
  case HookAspect::ParameterNames:
    return "names of parameters";
  case HookAspect::Condition:
    return "condition";
  }
  return "";
}

std::string orNone(const std::string &text) {
  return text.empty() ? "none" : text;
}

void writeList(llvm::StringRef what, const std::vector<std::string> &items, raw_ostream &out) {
  if (!items.empty())
    out << "    " << what << "  " << llvm::join(items, ", ") << '\n';
}

void writePlacementDrift(const HookDrift &drift, raw_ostream &out) {
  out << "\nperhaps renamed: " << drift.renamed.size() << '\n';
  for (const HookRenaming &each : drift.renamed)
    out << "  " << each.before << " -> " << each.after << ": " << each.likeness << "% alike (name "
        << each.names << "%, parameters " << each.parameters << "%, callers " << each.callers << "%)\n";
  out << "\noperations changed: of " << drift.operations.size() << " hooks\n";
  for (const HookOperations &each : drift.operations) {
    out << "  " << each.hook << '\n';
    writeList("gained", each.gained, out);
    writeList("lost  ", each.lost, out);
  }
}

void writeDrift(const HookDrift &drift, raw_ostream &out) {
  out << "added: " << drift.added.size() << '\n';
  for (const Hook &hook : drift.added)
    writePrototype(hook, out.indent(2));
  out << "\nremoved: " << drift.removed.size() << '\n';
  for (const Hook &hook : drift.removed)
    writePrototype(hook, out.indent(2));
  out << "\nchanged: " << drift.changed.size() << '\n';
  for (const HookChange &change : drift.changed) {
    out << "  " << change.hook << ": " << aspectText(change.aspect) << '\n';
    out << "    was  " << orNone(change.before) << "\n    is   " << orNone(change.after) << '\n';
  }
  out << "\ncalls moved: of " << drift.moved.size() << " hooks\n";
  for (const HookMove &move : drift.moved) {
    out << "  " << move.hook << '\n';
    for (const HookSite &site : move.gone)
      writeSite(site, out << "    gone  ");
    for (const HookSite &site : move.come)
      writeSite(site, out << "    new   ");
  }
  writePlacementDrift(drift, out);
}

void writeUnread(const HookTree &tree, raw_ostream &out) {
  if (!tree.unread.empty())
    out << "  not read: " << tree.unread.size() << '\n';
  for (const UnreadFile &unread : tree.unread)
    out << "    " << unread.file << ": " << unread.reason << '\n';
}

void writeVersion(const HookTree &tree, raw_ostream &out) {
  const HookCounts counts = countHooks(tree);
  out << (tree.kernelVersion.empty() ? "kernel of unknown version" : "kernel " + tree.kernelVersion) << ": "
      << counts.hooks << " hooks in " << tree.declaredIn << ", " << counts.returning << " return a value\n";
  out << "  " << counts.callSites << " calls; " << counts.notCalled << " hooks are called nowhere\n";
  out << "  " << counts.implementations << " functions of modules; " << counts.notImplemented
      << " hooks have none" << " but those made for every hook\n";
}

void writeCounts(const HookTree &tree, raw_ostream &out) {
  const HookCounts counts = countHooks(tree);
  writeVersion(tree, out);
  out << "  " << counts.withRule << " hooks have rules, " << counts.withReason << " a reason for none, "
      << counts.hooks - counts.withRule - counts.withReason << " no entry\n";
  out << "  " << tree.filesRead << " files read\n";
  writeUnread(tree, out);
}

} // namespace

void writeHooksText(const HookReport &report, raw_ostream &out) {
  if (report.drift) {
    writeDrift(*report.drift, out);
  } else {
    for (const Hook &hook : report.tree.hooks) {
      if (&hook != &report.tree.hooks.front())
        out << '\n';
      writeHook(hook, out);
    }
  }
  out << '\n';
  writeCounts(report.tree, out);
  if (report.drift) {
    writeVersion(report.drift->against, out);
    writeUnread(report.drift->against, out);
  }
}

} // namespace hookqual::reports
