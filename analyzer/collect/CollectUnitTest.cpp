// SPDX-License-Identifier: MIT
#include "analyzer/collect/CollectUnit.h"

#include "analyzer/collect/SnippetTesting.h"

#include "gmock/gmock.h"

namespace hookqual::collect {

namespace {

using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;

std::string hashOf(const Snippet &snippet, llvm::StringRef name) {
  return snippet.function(name).symbol.bodyHash;
}

TEST(CollectUnit, FirstErrorIsLocated) {
  const Snippet snippet("int f(void)\n{ return missing; }\nint g(void) { return gone; }");
  EXPECT_EQ(snippet.error(), "unit.c:2:10: error: use of undeclared identifier 'missing'");
}

TEST(CollectUnit, BuildOptionsThatWriteFilesAreIgnored) {
  const Snippet snippet({{"unit.c", "int f(void) { return X; }"}},
                        {"-Wp,-MMD,out.d", "-c", "-o", "out.o", "-DX=3", "-Werror", "-Wall"});
  EXPECT_EQ(snippet.body("f"), "\nb0:\n  return 3\n");
}

TEST(CollectUnit, EqualInlinesHaveEqualHashes) {
  const std::string header = "static inline int inner(int x) { return x + K; }\n"
                             "static inline int outer(int x) { return inner(x); }\n"
                             "static inline int unused(void) { return 1; }\n";
  const auto unit = [&](const std::string &code, const std::string &macro) {
    return FileContents{{"a.h", header}, {"unit.c", "#define K " + macro + "\n#include \"a.h\"\n" + code}};
  };
  const Snippet one(unit("int f(void) { return outer(1); }", "1"));
  const Snippet same(unit("int g(void) { return inner(2) + outer(3); }", "1"));
  const Snippet other(unit("int f(void) { return outer(1); }", "2"));
  EXPECT_EQ(hashOf(one, "outer").size(), 16u);
  EXPECT_EQ(hashOf(one, "outer"), hashOf(same, "outer"));
  EXPECT_EQ(hashOf(one, "inner"), hashOf(same, "inner"));
  EXPECT_NE(hashOf(one, "outer"), hashOf(other, "outer")) << "the callee differs";
  EXPECT_EQ(one.facts().functions.size(), 3u) << "an inline nobody calls is not lowered";
  EXPECT_THAT(one.body("f"), HasSubstr("call outer@a.h#" + hashOf(one, "outer") + "(1)"));
}

TEST(CollectUnit, RecursiveInlinesAreHashedTogether) {
  const std::string header = "static inline int odd(int n);\n"
                             "static inline int even(int n) { return n ? odd(n - 1) : 1; }\n"
                             "static inline int odd(int n) { return n ? even(n - 1) : 0; }\n";
  const Snippet fromEven(
      FileContents{{"a.h", header}, {"unit.c", "#include \"a.h\"\nint f(void) { return even(1); }"}});
  const Snippet fromOdd(
      FileContents{{"a.h", header}, {"unit.c", "#include \"a.h\"\nint f(void) { return odd(1); }"}});
  EXPECT_EQ(hashOf(fromEven, "even"), hashOf(fromOdd, "even"));
  EXPECT_NE(hashOf(fromEven, "even"), hashOf(fromEven, "odd"));
}

TEST(CollectUnit, FunctionsInMembers) {
  const Snippet snippet(R"(
struct ops { int (*open)(void); struct { int (*close)(void); }; };
static int opening(void) { return 0; }
int closing(void);
const struct ops table[] = { { .open = opening, .close = &closing } };
static int (*initcall)(void) __attribute__((used)) = opening;
void f(struct ops *o, int x) { static struct ops local = { .open = closing }; o->open = x ? opening : 0; }
)");
  const ir::Member open{"ops", "open", "unit.c"}, close{"ops", "close", "unit.c"};
  using ir::MemberTarget;
  using enum ir::TargetOrigin;
  EXPECT_THAT(
      snippet.facts().memberTargets,
      testing::UnorderedElementsAre(MemberTarget{open, "opening@unit.c", "table", Initializer},
                                    MemberTarget{close, "closing", "table", Initializer},
                                    MemberTarget{{}, "opening@unit.c", "initcall@unit.c", Initializer},
                                    MemberTarget{open, "closing", "f.local@unit.c", Initializer},
                                    MemberTarget{open, "opening@unit.c", "", Assignment}));
}

TEST(CollectUnit, SymbolsOfIncludedSources) {
  const Snippet snippet(FileContents{{"part.c", "static int g(void) { return 1; }"},
                                     {"unit.c", "#include \"part.c\"\nint f(void) { return g(); }"}});
  EXPECT_THAT(snippet.body("f"), HasSubstr("call g@part.c!unit.c()"));
  EXPECT_THAT(snippet.facts().dependencies, ElementsAre("part.c", "unit.c"));
}

TEST(CollectUnit, PrototypesAndRecords) {
  const Snippet snippet(R"(
struct other { int x; }; struct path { struct other *other; int bits : 4; }; struct unrelated { int y; };
struct file { struct path path; int (*read)(struct other *); };
int hook(struct file *file, int mask);
int hook(struct file *, int);
int f(struct file *file) { return hook(file, 4); })");
  ASSERT_EQ(snippet.facts().prototypes.size(), 2u);
  EXPECT_EQ(snippet.facts().prototypes[1].name, "hook");
  EXPECT_EQ(snippet.facts().prototypes[1].parameters[1].name, "mask");
  ASSERT_THAT(snippet.facts().records,
              ElementsAre(Field(&ir::Record::name, "file"), Field(&ir::Record::name, "path")));
  const ir::Record &file = snippet.facts().records[0];
  EXPECT_EQ(file.fields[1].offset, 16u);
  EXPECT_EQ(file.fields[1].functionParameters.at(0).record, "other@unit.c");
  EXPECT_EQ(snippet.facts().records[1].fields[1].bitWidth, 4u);
}

TEST(CollectUnit, Aliases) {
  const Snippet snippet(R"(
static long se_sys_x(void) { return 0; }
long sys_x(void) __attribute__((alias("se_sys_x")));
long weak_x(void) __attribute__((weak, alias("se_sys_x")));)");
  ASSERT_EQ(snippet.facts().aliases.size(), 2u);
  EXPECT_EQ(snippet.facts().aliases[0].target, "se_sys_x@unit.c");
  EXPECT_TRUE(snippet.facts().aliases[1].isWeak);
}

} // namespace

} // namespace hookqual::collect
