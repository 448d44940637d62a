// SPDX-License-Identifier: MIT
// Compares rendered text with a file under reports/golden/, for the tests of formats only.
#pragma once

#include "llvm/ADT/Twine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

namespace hookqual::reports {

inline void expectGolden(const std::string &name, const std::string &rendered) {
  std::string path = std::string(HOOKQUAL_SOURCE_DIR) + "/reports/golden/" + name;
  if (std::getenv("HOOKQUAL_REFRESH")) {
    std::error_code error;
    llvm::raw_fd_ostream(path, error) << rendered;
    ASSERT_FALSE(error) << error.message();
  }
  auto buffer = llvm::MemoryBuffer::getFile(path);
  ASSERT_TRUE(buffer) << path << ": " << buffer.getError().message();
  EXPECT_EQ((*buffer)->getBuffer().str(), rendered) << "refresh with HOOKQUAL_REFRESH=1 if this is wanted";
}

} // namespace hookqual::reports
