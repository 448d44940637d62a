// SPDX-License-Identifier: MIT
// What the tests of the store share: two units that have an inline and a record in common,
// and a directory for their databases.
#pragma once

#include "analyzer/ir/Text.h"
#include "analyzer/store/Dump.h"
#include "analyzer/store/FactsReader.h"
#include "analyzer/store/FactsWriter.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace hookqual::store {

inline constexpr llvm::StringLiteral kNamei = R"(unit fs/namei.c
depends fs/namei.c
depends include/linux/fs.h
note "asm: 2"
alias vfs_rm = vfs_unlink
record path in include/linux/path.h : 16 bytes
  field mnt +0 : ptr
prototype vfs_unlink in include/linux/fs.h : int32
  takes dir : ptr
target none = init@fs/namei.c in __initcall_init@fs/namei.c
target inode_operations.unlink@include/linux/fs.h = vfs_unlink assigned
function file_inode@include/linux/fs.h#00ff include/linux/fs.h:1 -> ptr
  parameter f : ptr
b0:
  %0 = load ptr %f+32 file.f_inode@include/linux/fs.h
  return %0
function vfs_unlink fs/namei.c:10 -> int32
  parameter dir : ptr
b0:
  %0 = call security_inode_unlink(%dir, &handler) : int32 @11:2
  %1 = call file_inode@include/linux/fs.h#00ff(%dir) : ptr
  store ptr %1 -> %dir+8 inode.i_private@include/linux/fs.h
  call through inode_operations.unlink@include/linux/fs.h %1(%dir)
  return %0
)";

inline constexpr llvm::StringLiteral kOpen = R"(unit fs/open.c
record path in include/linux/path.h : 16 bytes
  field mnt +0 : ptr
function file_inode@include/linux/fs.h#00ff include/linux/fs.h:1 -> ptr
  parameter f : ptr
b0:
  %0 = load ptr %f+32 file.f_inode@include/linux/fs.h
  return %0
function vfs_open fs/open.c:10 -> int32
b0:
  return 0
)";

inline ir::UnitFacts unit(llvm::StringRef text) {
  return llvm::cantFail(ir::parseText(text, "t"));
}

class Store : public testing::Test {
protected:
  void SetUp() override { std::filesystem::create_directories(directory_); }
  void TearDown() override { std::filesystem::remove_all(directory_); }

  std::string path(const std::string &name) const { return (directory_ / name).string(); }

  std::string capture(const std::string &name, const std::vector<llvm::StringRef> &units) {
    FactsWriter writer = llvm::cantFail(FactsWriter::create(path(name)));
    for (const llvm::StringRef text : units)
      llvm::cantFail(writer.addUnit(unit(text), "digest"));
    llvm::cantFail(writer.finish());
    return path(name);
  }

  static std::string dump(const std::string &path) {
    const FactsReader reader = llvm::cantFail(FactsReader::open(path));
    EXPECT_THAT(llvm::cantFail(reader.selfcheck()), testing::IsEmpty());
    std::string text;
    llvm::raw_string_ostream out(text);
    llvm::cantFail(dumpFacts(reader, out));
    return text;
  }

  std::string errorOfOpening(const std::string &content) {
    std::ofstream(path("facts.db"), std::ios::binary) << content;
    return llvm::toString(FactsReader::open(path("facts.db")).takeError());
  }

  const std::filesystem::path directory_ = std::filesystem::temp_directory_path() /
                                           ("hookqual-store-" + std::to_string(::getpid()) +
                                            testing::UnitTest::GetInstance()->current_test_info()->name());
};

} // namespace hookqual::store
