// SPDX-License-Identifier: MIT
#include "reports/SarifReport.h"

#include "reports/SarifParts.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace hookqual::reports {

using llvm::json::OStream;

namespace {

constexpr llvm::StringLiteral kSchemaUri =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

void writeTaxonomy(OStream &json) {
  json.attribute("name", "CWE");
  json.attribute("organization", "MITRE");
  json.attribute("informationUri", "https://cwe.mitre.org/");
  writeMessage(json, "shortDescription", "The MITRE Common Weakness Enumeration.");
  json.attributeArray("taxa", [&] {
    json.object([&] {
      json.attribute("id", "862");
      json.attribute("name", "MissingAuthorization");
      writeMessage(json, "shortDescription", "Missing authorization.");
      json.attribute("helpUri", "https://cwe.mitre.org/data/definitions/862.html");
    });
  });
}

/// Runs of one configuration are comparable; the id is the same for all of them.
void writeAutomation(OStream &json, const Report &report) {
  const std::string kernel = report.kernelVersion.empty() ? "source" : report.kernelVersion;
  const std::string config = report.configDigest.substr(0, 12);
  writeString(json, "id", "hookqual/" + kernel + "/" + (config.empty() ? "default" : config) + "/");
  writeMessage(json, "description", "Authorization hooks of this kernel in this configuration.");
}

void writeVersionControl(OStream &json, const VersionControl &source) {
  json.attributeArray("versionControlProvenance", [&] {
    json.object([&] {
      writeString(json, "repositoryUri", source.repository);
      if (!source.revision.empty())
        writeString(json, "revisionId", source.revision);
      json.attributeObject("mappedTo", [&] { json.attribute("uriBaseId", kSourceRoot); });
    });
  });
}

void writeRun(OStream &json, const Report &report, const SarifOptions &options) {
  json.attributeObject("tool", [&] { writeTool(json, report, options); });
  json.attributeObject("automationDetails", [&] { writeAutomation(json, report); });
  json.attributeArray("invocations", [&] { json.object([&] { writeInvocation(json, report, options); }); });
  if (options.versionControl)
    writeVersionControl(json, *options.versionControl);
  json.attributeObject("originalUriBaseIds", [&] {
    json.attributeObject(kSourceRoot,
                         [&] { writeMessage(json, "description", "The root of the kernel's source tree."); });
  });
  json.attribute("columnKind", "unicodeCodePoints");
  json.attributeArray("taxonomies", [&] { json.object([&] { writeTaxonomy(json); }); });
  json.attributeObject("properties", [&] {
    writeString(json, "kernelVersion", report.kernelVersion);
    writeString(json, "configDigest", report.configDigest);
    writeString(json, "rulesDigest", report.rulesDigest);
  });
  json.attributeArray("results", [&] { writeResults(json, report, options); });
}

} // namespace

std::string uriOf(llvm::StringRef file) {
  constexpr llvm::StringLiteral kKept = "-._~/+@,=";
  std::string uri = file.starts_with("/") ? "file://" : "";
  for (char c : file)
    if (llvm::isAlnum(c) || kKept.contains(c))
      uri += c;
    else
      uri += "%" + llvm::utohexstr(uint8_t(c), /*LowerCase=*/false, /*Width=*/2);
  return uri;
}

void writeMessage(OStream &json, llvm::StringRef key, llvm::StringRef text) {
  json.attributeObject(key, [&] { writeString(json, "text", text); });
}

void writeArtifact(OStream &json, llvm::StringRef file) {
  json.attributeObject("artifactLocation", [&] {
    json.attribute("uri", uriOf(file));
    if (!file.starts_with("/"))
      json.attribute("uriBaseId", kSourceRoot);
  });
}

void writePlace(OStream &json, const SourceRange &where, llvm::StringRef function) {
  json.attributeObject("physicalLocation", [&] {
    writeArtifact(json, where.file);
    if (where.line != 0)
      json.attributeObject("region", [&] {
        json.attribute("startLine", where.line);
        json.attribute("startColumn", std::max(1u, where.column));
        if (where.endLine > where.line || (where.endLine == where.line && where.endColumn > where.column)) {
          json.attribute("endLine", where.endLine);
          json.attribute("endColumn", where.endColumn);
        }
      });
  });
  if (!function.empty())
    json.attributeArray("logicalLocations", [&] {
      json.object([&] {
        writeString(json, "fullyQualifiedName", function);
        json.attribute("kind", "function");
      });
    });
}

std::string UniqueKeys::add(llvm::StringRef text) {
  std::string key = unicode(text);
  for (unsigned copy = 2; llvm::is_contained(used_, key); ++copy)
    key = unicode(text) + "#" + std::to_string(copy);
  used_.push_back(key);
  return key;
}

void writeSarif(const Report &report, llvm::raw_ostream &out, const SarifOptions &options) {
  OStream json(out, /*IndentSize=*/1);
  json.object([&] {
    json.attribute("$schema", kSchemaUri);
    json.attribute("version", "2.1.0");
    json.attributeArray("runs", [&] { json.object([&] { writeRun(json, report, options); }); });
  });
  out << '\n';
}

} // namespace hookqual::reports
