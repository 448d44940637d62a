// SPDX-License-Identifier: MIT
#include "reports/Hooks.h"

#include "reports/JsonParts.h"

namespace hookqual::reports {

namespace {

using llvm::json::OStream;

/// The configuration stays empty: all of them are read.
struct Head {
  std::string toolVersion, rulesDigest, kernelVersion, configDigest;
};

void writeParameter(OStream &json, const HookParameter &parameter) {
  writeString(json, "type", parameter.type);
  writeString(json, "name", parameter.name);
}

void writeSite(OStream &json, const HookSite &site) {
  writeString(json, "function", site.function);
  writeWhere(json, site.where);
}

void writeImplementation(OStream &json, const HookImplementation &implementation) {
  writeString(json, "module", implementation.module);
  writeString(json, "function", implementation.function);
  json.attribute("generated", implementation.isGenerated);
  writeWhere(json, implementation.where);
}

void writeCall(OStream &json, const HookSite &site) {
  writeSite(json, site);
  json.attribute("named_only", site.isNamedOnly);
}

void writeDoc(OStream &json, const HookDoc &doc) {
  writeString(json, "of", doc.of);
  writeString(json, "summary", doc.summary);
  writeString(json, "description", doc.description);
  writeObjects(json, "parameters", doc.parameters, [](OStream &out, const DocumentedParameter &parameter) {
    writeString(out, "name", parameter.name);
    writeString(out, "text", parameter.text);
  });
  writeString(json, "returns", doc.returns);
}

void writeDeclaration(OStream &json, const Hook &hook) {
  writeString(json, "name", hook.name);
  writeString(json, "returns", hook.returns);
  writeString(json, "default", hook.defaultValue);
  writeObjects(json, "parameters", hook.parameters, writeParameter);
  writeString(json, "condition", hook.condition);
  writeWhere(json, hook.where);
}

void writeHook(OStream &json, const Hook &hook) {
  writeDeclaration(json, hook);
  json.attributeObject("doc", [&] { writeDoc(json, hook.doc); });
  writeObjects(json, "wrappers", hook.wrappers, writeSite);
  writeObjects(json, "call_sites", hook.callSites, writeCall);
  writeObjects(json, "implemented_by", hook.implementations, writeImplementation);
  json.attributeObject("entry", [&] {
    writeTexts(json, "rules", hook.entry.rules);
    writeString(json, "none", hook.entry.none);
    writeString(json, "why", hook.entry.why);
  });
}

llvm::StringRef toString(HookAspect aspect) {
  switch (aspect) {
  case HookAspect::Returns:
    return "returns";
  case HookAspect::Default:
    return "default";
  case HookAspect::Parameters:
    return "parameters";
  case HookAspect::ParameterNames:
    return "parameter-names";
  case HookAspect::Condition:
    return "condition";
  }
  return "returns";
}

void writeUnread(OStream &json, const HookTree &tree) {
  writeObjects(json, "unread", tree.unread, [](OStream &out, const UnreadFile &unread) {
    writeString(out, "file", unread.file);
    writeString(out, "reason", unread.reason);
  });
}

void writeTexts(OStream &json, llvm::StringRef name, const std::vector<std::string> &texts) {
  json.attributeArray(name, [&] {
    for (const std::string &text : texts)
      json.value(unicode(text));
  });
}

void writeDrift(OStream &json, const HookDrift &drift) {
  json.attributeObject("against", [&] {
    writeString(json, "version", drift.against.kernelVersion);
    writeString(json, "declared_in", drift.against.declaredIn);
    json.attribute("hooks", drift.against.hooks.size());
    writeUnread(json, drift.against);
  });
  writeObjects(json, "added", drift.added, writeDeclaration);
  writeObjects(json, "removed", drift.removed, writeDeclaration);
  writeObjects(json, "changed", drift.changed, [](OStream &out, const HookChange &change) {
    writeString(out, "name", change.hook);
    out.attribute("what", toString(change.aspect));
    writeString(out, "before", change.before);
    writeString(out, "after", change.after);
  });
  writeObjects(json, "moved", drift.moved, [](OStream &out, const HookMove &move) {
    writeString(out, "name", move.hook);
    writeObjects(out, "gone", move.gone, writeCall);
    writeObjects(out, "come", move.come, writeCall);
  });
  writeObjects(json, "renamed", drift.renamed, [](OStream &out, const HookRenaming &each) {
    writeString(out, "before", each.before);
    writeString(out, "after", each.after);
    out.attribute("likeness", each.likeness);
    out.attribute("names", each.names);
    out.attribute("parameters", each.parameters);
    out.attribute("callers", each.callers);
  });
  writeObjects(json, "operations", drift.operations, [](OStream &out, const HookOperations &each) {
    writeString(out, "name", each.hook);
    writeTexts(out, "gained", each.gained);
    writeTexts(out, "lost", each.lost);
  });
}

void writeCounts(OStream &json, const HookTree &tree) {
  const HookCounts counts = countHooks(tree);
  json.attribute("hooks", counts.hooks);
  json.attribute("returning", counts.returning);
  json.attribute("call_sites", counts.callSites);
  json.attribute("not_called", counts.notCalled);
  json.attribute("implementations", counts.implementations);
  json.attribute("not_implemented", counts.notImplemented);
  json.attribute("with_rule", counts.withRule);
  json.attribute("with_reason", counts.withReason);
  json.attribute("files", tree.filesRead);
}

} // namespace

void writeHooksJson(const HookReport &report, llvm::raw_ostream &out) {
  OStream json(out, 2);
  json.object([&] {
    writeHead(json, "hookqual-hooks/1",
              Head{report.toolVersion, report.rulesDigest, report.tree.kernelVersion, ""});
    writeString(json, "declared_in", report.tree.declaredIn);
    json.attributeObject("counts", [&] { writeCounts(json, report.tree); });
    writeUnread(json, report.tree);
    writeObjects(json, "hooks", report.tree.hooks, writeHook);
    if (report.drift)
      json.attributeObject("drift", [&] { writeDrift(json, *report.drift); });
  });
  out << '\n';
}

} // namespace hookqual::reports
