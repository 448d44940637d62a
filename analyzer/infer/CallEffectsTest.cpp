// SPDX-License-Identifier: MIT
#include "analyzer/infer/InferenceTesting.h"

namespace hookqual::infer {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// A callee that stores the file on success only, and one that finds another.
constexpr llvm::StringLiteral kStoring = R"(
function keep -> int32
  parameter slot : ptr
  parameter file : ptr
b0:
  branch (eq %file null) ? bad : good
bad:
  return -22
good:
  store ptr %file -> %slot
  return 0
)";

TEST(CallEffects, WhatACalleeStoresOnSuccessIsThereAfterSuccess) {
  auto program = [](llvm::StringRef onSuccess, llvm::StringRef onFailure) {
    return (llvm::Twine(R"(  local slot : 8 bytes
b0:
  %h = call hook(%regs, 2) : int32
  branch %h ? out : ask
ask:
  %e = call keep(&slot, %regs) : int32
  branch %e ? )") +
            onFailure + " : " + onSuccess + R"(
go:
  %f = load ptr &slot
  call operate(%f) : int32
  jump out
out:
  return
)" + kStoring)
        .str();
  };
  EXPECT_THAT(errorsOf(program("go", "out")), IsEmpty());
  EXPECT_THAT(errorsOf(program("out", "go")), ElementsAre("sys_entry from sys_entry"));
}

TEST(CallEffects, TwoPlacesThatOneCallFillsAreTwoObjects) {
  EXPECT_THAT(errorsOf(R"(  local left : 8 bytes
  local right : 8 bytes
b0:
  call find(&left, &right)
  %l = load ptr &left
  %e = call hook(%l, 2) : int32
  branch %e ? out : go
go:
  %r = load ptr &right
  call operate(%r) : int32
  jump out
out:
  return
function find
  parameter left : ptr
  parameter right : ptr
b0:
  %a = call fget(1) : ptr
  store ptr %a -> %left
  %b = call fget(2) : ptr
  store ptr %b -> %right
  return
)"),
              ElementsAre("sys_entry from sys_entry"));
}

TEST(CallEffects, WhatWasCheckedAndThenReplacedIsNotCheckedForTheCaller) {
  auto program = [](llvm::StringRef replace) {
    return (llvm::Twine(R"(b0:
  %e = call check(%regs) : int32
  branch %e ? out : go
go:
  %f = load ptr %regs
  call operate(%f) : int32
  jump out
out:
  return
function check -> int32
  parameter slot : ptr
b0:
  %f = load ptr %slot
  %e = call hook(%f, 2) : int32
)") + replace +
            "  return %e\n")
        .str();
  };
  EXPECT_THAT(errorsOf(program("")), IsEmpty());
  EXPECT_THAT(errorsOf(program("  %o = call fget(1) : ptr\n  store ptr %o -> %slot\n")),
              ElementsAre("sys_entry from sys_entry"));
}

TEST(CallEffects, RecursionThatChecksOnEveryWayChecks) {
  auto program = [](llvm::StringRef base) {
    return (llvm::Twine(R"(b0:
  %e = call check(%regs, %regs) : int32
  branch %e ? out : go
go:
  call operate(%regs) : int32
  jump out
out:
  return
function check -> int32
  parameter file : ptr
  parameter depth : int32
b0:
  branch %depth ? deeper : here
deeper:
  %d = call check(%file, (sub %depth 1)) : int32
  return %d
here:
)") + base)
        .str();
  };
  EXPECT_THAT(errorsOf(program("  %e = call hook(%file, 2) : int32\n  return %e\n")), IsEmpty());
  EXPECT_THAT(errorsOf(program("  return 0\n")), ElementsAre("sys_entry from sys_entry"));
}

} // namespace
} // namespace hookqual::infer
