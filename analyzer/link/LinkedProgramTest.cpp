// SPDX-License-Identifier: MIT
#include "analyzer/link/LinkedProgram.h"
#include "analyzer/ir/Text.h"
#include "analyzer/store/FactsWriter.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include <filesystem>
#include <unistd.h>

namespace hookqual::link {
namespace {

constexpr llvm::StringLiteral kUnits = R"(unit b.c
alias sys_unlink = vfs_unlink
record path in b.h : 8 bytes
prototype vfs_unlink in b.h : int32
  takes dir : ptr
target inode_operations.unlink@fs.h = ext4_unlink@b.c in ops@b.c
function inl@fs.h#0a fs.h:1
b:
  call deep()
  return
function ext4_unlink@b.c b.c:1
b:
  call inl@fs.h#0a()
  return
function twice b.c:5
b:
  return
unit a.c
record path in a.h : 16 bytes
record path in b.h : 8 bytes
function inl@fs.h#0a fs.h:1
b:
  call deep()
  return
function twice a.c:5
b:
  return
function weak a.c:7 weak
b:
  return
function vfs_unlink a.c:9 -> int32
  parameter dir : ptr
b:
  %op = load ptr %dir+8 inode_operations.unlink@fs.h
  store int32 0 -> %dir inode.i_state@fs.h
  call through inode_operations.unlink@fs.h %op(%dir)
  return 0
unit c.c
function weak c.c:7
b:
  call sys_unlink()
  return
)";

/// Every answer of a program, as text.
std::string describe(const ir::Program &program) {
  std::string text;
  const auto list = [&](const char *what, std::span<const ir::FunctionId> functions) {
    text += std::string("  ") + what;
    for (const ir::FunctionId function : functions)
      text += " " + program.spelling(function);
    text += "\n";
  };
  for (uint32_t i = 0; i < program.functionCount(); ++i) {
    const ir::FunctionId id(i);
    text += ir::toText(program.function(id)) + std::string(toString(program.entry(id).entryClass)) + "\n";
    list("callers", program.callersOf(id));
    list("named", program.functionsNamed(ir::nameOf(program.spelling(id))));
  }
  list("calling deep", program.functionsCalling("deep"));
  list("unlink called", program.functionsCallingMember("inode_operations.unlink"));
  list("unlink loaded", program.functionsLoading("inode_operations.unlink"));
  list("state stored", program.functionsStoring("inode.i_state"));
  list("targets", program.targetsOf({"inode_operations", "unlink", "fs.h"}));
  return text + program.recordNamed("path")->file + program.prototype("vfs_unlink")->parameters[0].name;
}

class Linking : public testing::Test {
protected:
  void SetUp() override { std::filesystem::create_directories(directory_); }
  void TearDown() override { std::filesystem::remove_all(directory_); }

  std::unique_ptr<LinkedProgram> link(llvm::StringRef text) {
    store::FactsWriter writer = llvm::cantFail(store::FactsWriter::create(path_));
    for (const ir::UnitFacts &unit : llvm::cantFail(ir::parseUnits(text, "t")))
      llvm::cantFail(writer.addUnit(unit, ""));
    llvm::cantFail(writer.finish());
    return llvm::cantFail(LinkedProgram::link(llvm::cantFail(store::FactsReader::open(path_)), {}));
  }

  const std::filesystem::path directory_ =
      std::filesystem::temp_directory_path() / ("hookqual-link-" + std::to_string(::getpid()));
  const std::string path_ = (directory_ / "facts.db").string();
};

TEST_F(Linking, StoredUnitsAnswerLikeUnitsInMemory) {
  const ir::InMemoryProgram expected(llvm::cantFail(ir::parseUnits(kUnits, "t")));
  EXPECT_EQ(describe(*link(kUnits)), describe(expected));
}

TEST_F(Linking, SymbolsAreResolvedAcrossUnits) {
  const std::unique_ptr<LinkedProgram> program = link(kUnits);
  EXPECT_EQ(program->function(program->find("weak")).file, "c.c");
  EXPECT_EQ(program->function(program->find("twice")).file, "a.c");
  EXPECT_EQ(program->duplicateDefinitions(), 1u);
  EXPECT_EQ(program->find("sys_unlink"), program->find("vfs_unlink"));
  EXPECT_EQ(program->recordNamed("path")->file, "b.h");
  EXPECT_THAT(program->damagedFunctions(), testing::IsEmpty());
}

TEST_F(Linking, WhatCannotBeDecodedIsListedOnce) {
  const std::string bytes = store::packUnit(llvm::cantFail(ir::parseUnits(kUnits, "t")).front());
  store::PackedUnit unit = llvm::cantFail(store::openPackedUnit(bytes));
  unit.functions.front().body = unit.prototypes.front().bytes = unit.records.front().bytes = "nonsense";
  store::FactsWriter writer = llvm::cantFail(store::FactsWriter::create(path_));
  llvm::cantFail(writer.addUnit(unit, ""));
  llvm::cantFail(writer.finish());
  const auto program =
      llvm::cantFail(LinkedProgram::link(llvm::cantFail(store::FactsReader::open(path_)), {}));
  for (int twice = 0; twice < 2; ++twice) {
    EXPECT_EQ(program->function(program->find("ext4_unlink@b.c")).blocks.size(), 1u);
    EXPECT_EQ(program->prototype("vfs_unlink"), nullptr);
    EXPECT_EQ(program->record("path@b.h"), nullptr);
  }
  EXPECT_THAT(program->damagedFunctions(), testing::ElementsAre(testing::StartsWith("ext4_unlink@b.c: "),
                                                                testing::StartsWith("prototype vfs_unlink: "),
                                                                testing::StartsWith("record path: ")));
}

TEST_F(Linking, NoUnitsMakeAnEmptyProgram) {
  EXPECT_EQ(link("")->functionCount(), 0u);
}

} // namespace
} // namespace hookqual::link
