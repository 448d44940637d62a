// SPDX-License-Identifier: MIT
#include "analyzer/signature/Prototype.h"

#include "gtest/gtest.h"

namespace hookqual::signature {
namespace {

TEST(Prototype, NamesStandWhereCWritesThem) {
  ir::Function function{.symbol = {.linkage = ir::Linkage::Internal, .name = "visit"},
                        .returnTypeSpelling = "struct list *",
                        .isVariadic = true,
                        .parameters = {{.name = "head", .typeSpelling = "struct list *"},
                                       {.name = "test", .typeSpelling = "int (*)(void *)"},
                                       {.name = "names", .typeSpelling = "char [8]"},
                                       {.typeSpelling = "int"}}};
  EXPECT_EQ(prototypeOf(function),
            "static struct list *visit(struct list *head, int (*test)(void *), char names[8], int, ...)");
  EXPECT_EQ(prototypeOf({.symbol = {.name = "idle"}, .returnTypeSpelling = "void"}), "void idle(void)");
}

} // namespace
} // namespace hookqual::signature
