// SPDX-License-Identifier: MIT
#include "analyzer/commands/AuditLock.h"

#include "analyzer/commands/ProgramDigest.h"
#include "analyzer/witness/SolverVersion.h"
#include "reports/JsonParts.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/JSON.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/SHA256.h>

#include <filesystem>

namespace hookqual::commands {

namespace fs = std::filesystem;

namespace {

constexpr llvm::StringLiteral kSchema = "hookqual-audit-lock/1";

using Entries = std::map<std::string, std::string>;

void writeEntries(llvm::json::OStream &json, llvm::StringRef key, const Entries &entries) {
  json.attributeObject(key, [&] {
    for (const auto &[name, value] : entries)
      reports::writeString(json, reports::unicode(name), value);
  });
}

llvm::Error readEntries(const llvm::json::Object &document, llvm::StringRef key, Entries &entries) {
  const llvm::json::Object *object = document.getObject(key);
  if (!object)
    return llvm::createStringError("has no `" + key + "`");
  for (const auto &[name, value] : *object) {
    const auto text = value.getAsString();
    if (!text)
      return llvm::createStringError("`" + key + "." + llvm::StringRef(name) + "` is no text");
    entries[name.str()] = text->str();
  }
  return llvm::Error::success();
}

} // namespace

llvm::Error addFacts(const ProgramInput &input, const std::string &prefix, AuditLock &lock) {
  auto meta = input.facts.reader.allMeta();
  if (!meta)
    return meta.takeError();
  for (const auto &[key, value] : *meta)
    if (key != "source_root" && key != "object_tree") // where it lay, which decides nothing
      lock.inputs[prefix + "." + key] = value;
  lock.inputs["rules.digest"] = input.rules.digest;
  for (size_t i = 0; i < input.notes.size(); ++i)
    lock.inputs[prefix + ".note." + std::to_string(i)] = input.notes[i];
  return llvm::Error::success();
}

void addTool(const Invocation &invocation, AuditLock &lock) {
  lock.inputs["tool.version"] = invocation.version;
  lock.inputs["tool.program"] = programDigest(invocation.program);
  lock.inputs["tool.solver"] = witness::solverVersion();
  lock.inputs["tool.solver_steps"] = std::to_string(witness::kSolverSteps);
}

llvm::Expected<std::string> sha256Of(const std::string &path) {
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!buffer)
    return llvm::createStringError(path + ": " + buffer.getError().message());
  const auto digest = llvm::SHA256::hash(llvm::arrayRefFromStringRef((*buffer)->getBuffer()));
  return llvm::toHex(digest, /*LowerCase=*/true);
}

llvm::Error addOutputs(const std::string &directory, AuditLock &lock) {
  std::error_code error;
  for (fs::recursive_directory_iterator each(directory, error), end; !error && each != end;
       each.increment(error)) {
    const std::string name = fs::relative(each->path(), directory).string();
    if (!each->is_regular_file() || name == kAuditLock)
      continue;
    llvm::Expected<std::string> digest = sha256Of(each->path().string());
    if (!digest)
      return digest.takeError();
    lock.outputs[name] = *digest;
  }
  if (error)
    return llvm::createStringError(directory + ": " + error.message());
  return llvm::Error::success();
}

void writeLock(const AuditLock &lock, llvm::raw_ostream &out) {
  llvm::json::OStream json(out, /*IndentSize=*/1);
  json.object([&] {
    json.attribute("schema", kSchema);
    writeEntries(json, "inputs", lock.inputs);
    writeEntries(json, "outputs", lock.outputs);
  });
  out << '\n';
}

llvm::Expected<AuditLock> readLock(const std::string &path) {
  auto buffer = llvm::MemoryBuffer::getFile(path);
  if (!buffer)
    return llvm::createStringError(path + ": " + buffer.getError().message());
  const auto fail = [&](llvm::Error error) {
    return llvm::createStringError(path + ": " + llvm::toString(std::move(error)));
  };
  llvm::Expected<llvm::json::Value> document = llvm::json::parse((*buffer)->getBuffer());
  if (!document)
    return fail(document.takeError());
  const llvm::json::Object *object = document->getAsObject();
  if (!object || object->getString("schema") != llvm::StringRef(kSchema))
    return llvm::createStringError(path + ": is no lock of an audit of this version");
  AuditLock lock;
  if (llvm::Error error = readEntries(*object, "inputs", lock.inputs))
    return fail(std::move(error));
  if (llvm::Error error = readEntries(*object, "outputs", lock.outputs))
    return fail(std::move(error));
  return lock;
}

std::vector<std::string> differences(const Entries &locked, const Entries &made) {
  std::vector<std::string> lines;
  for (const auto &[name, value] : locked) {
    const auto found = made.find(name);
    if (found == made.end())
      lines.push_back(name + ": is in the lock alone");
    else if (found->second != value)
      lines.push_back(name + ": locked " + value + ", now " + found->second);
  }
  for (const auto &[name, value] : made)
    if (!locked.contains(name))
      lines.push_back(name + ": is not in the lock");
  return lines;
}

} // namespace hookqual::commands
