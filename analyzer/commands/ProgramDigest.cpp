// SPDX-License-Identifier: MIT
#include "analyzer/commands/ProgramDigest.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/Config/llvm-config.h>
#include <llvm/Support/BLAKE3.h>
#include <llvm/Support/MemoryBuffer.h>

namespace hookqual::commands {

std::string programDigest(const std::string &program) {
  llvm::BLAKE3 hasher;
  if (auto bytes = llvm::MemoryBuffer::getFile(program, /*IsText=*/false, /*RequiresNullTerminator=*/false))
    hasher.update((*bytes)->getBuffer());
  hasher.update("clang " LLVM_VERSION_STRING);
  return llvm::toHex(hasher.final<16>(), /*LowerCase=*/true);
}

} // namespace hookqual::commands
