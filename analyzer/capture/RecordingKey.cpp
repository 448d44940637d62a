// SPDX-License-Identifier: MIT
#include "analyzer/capture/RecordingKey.h"

#include "analyzer/capture/FileStamp.h"
#include "analyzer/capture/Paths.h"
#include "analyzer/capture/Subprocess.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Config/llvm-config.h>

#include <algorithm>

namespace hookqual::capture {

namespace {

/// Beginnings of `NAME=value`. PATH is not one: what it leads to is.
bool mattersToKbuild(llvm::StringRef variable) {
  constexpr llvm::StringRef kVariables[] = {
      "ARCH=",    "SUBARCH=",   "CROSS_COMPILE", "LLVM",        "KBUILD_",       "KCONFIG_", "CONFIG_",
      "KCFLAGS=", "KCPPFLAGS=", "KAFLAGS=",      "KRUSTFLAGS=", "LOCALVERSION=", "HOSTC",    "HOSTLD",
      "HOSTAR=",  "CFLAGS_",    "AFLAGS_",       "LDFLAGS",     "CC=",           "AS=",      "AR=",
      "NM=",      "OBJCOPY=",   "AWK=",          "PAHOLE=",     "RUSTC=",        "W=",
  };
  return llvm::any_of(kVariables, [&](llvm::StringRef start) { return variable.starts_with(start); });
}

} // namespace

std::vector<std::string> programsAskedFor(const RecordingTools &tools) {
  std::vector<std::string> paths;
  for (const std::string &name : {tools.hostCompiler, std::string("make"), std::string("ld"),
                                  std::string("pahole"), std::string("rustc"), std::string("bindgen")})
    if (auto path = llvm::sys::findProgramByName(name))
      paths.push_back(*path);
  return paths;
}

llvm::Expected<std::string> recordingKey(const KeyParts &parts) {
  std::vector<std::string> texts = {parts.toolVersion, LLVM_VERSION_STRING, parts.sourceRoot, parts.config};
  for (const std::string &script : {parts.tools.compiler, parts.tools.linker}) {
    llvm::Expected<std::string> text = readFile(script);
    if (!text)
      return text.takeError();
    texts.push_back(*text);
  }
  for (std::string &program : programsAskedFor(parts.tools))
    texts.push_back(std::move(program));
  std::vector<llvm::StringRef> variables = programEnvironment();
  std::ranges::sort(variables);
  for (llvm::StringRef variable : variables)
    if (mattersToKbuild(variable))
      texts.push_back(variable.str());

  std::string key;
  for (const std::string &text : texts)
    key += std::to_string(text.size()) + ":" + text;
  return digestOf(key);
}

} // namespace hookqual::capture
