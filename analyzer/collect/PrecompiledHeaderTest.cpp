// SPDX-License-Identifier: MIT
// A unit that starts from a precompiled header must yield what it yields without.
#include "analyzer/collect/PrecompiledHeader.h"

#include "analyzer/collect/CollectUnit.h"
#include "analyzer/collect/FactsDifference.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include "gmock/gmock.h"

#include <map>

namespace hookqual::collect {

namespace {

using testing::HasSubstr;

class PrecompiledHeaderTest : public testing::Test {
protected:
  PrecompiledHeaderTest() {
    EXPECT_FALSE(llvm::sys::fs::createUniqueDirectory("precompiled", directory_));
    add("base.h",
        "#ifndef BASE_H\n#define BASE_H\n#include \"deep.h\"\nstruct base { struct late *late; int x; };\n"
        "static inline int deepest(struct base *b) { return deep(b->x); }\n#endif\n");
    add("deep.h", "#ifndef DEEP_H\n#define DEEP_H\n#define DEEP 3\n#ifndef fmt\n#define fmt(x) x\n#endif\n"
                  "#define say(x) print(fmt(x))\nvoid print(const char *);\n"
                  "static inline int deep(int x) { say(\"deep\"); return x; }\n"
                  "static inline int quiet(int x) { return x; }\n#ifdef FAST\n#define SPEED 2\n#else\n"
                  "#define SPEED 1\n#endif\n#endif\n");
    add("late.h", "#ifndef LATE_H\n#define LATE_H\nstruct late { int y; };\n#define LATE 1\n"
                  "int late_function(struct late *late);\n"
                  "#endif\n");
    add("count.h",
        "#ifndef COUNT_H\n#define COUNT_H\n#define PASTE_(a, b) a##b\n#define PASTE(a, b) PASTE_(a, b)\n"
        "#define TWICE(x) do { x; x; } while (0)\n#define UNIQUE(x) PASTE(x, __COUNTER__)\n#define CHECK_(n) "
        "do { extern void n(void); n(); } while (0)\n#define CHECK() CHECK_(UNIQUE(check_))\n"
        "static inline int counted(void) { int UNIQUE(v_) = 1; CHECK(); return 1; }\n#endif\n");
  }
  ~PrecompiledHeaderTest() override { llvm::sys::fs::remove_directories(directory_); }

  std::string path(llvm::StringRef name) const { return (directory_ + "/" + name).str(); }

  void add(llvm::StringRef name, llvm::StringRef text) {
    std::error_code error;
    llvm::raw_fd_ostream(path(name), error) << text;
    EXPECT_FALSE(error) << error.message();
  }

  void precompileHeaders(const std::string &prefix, std::vector<std::string> arguments = {"-DNAME=\"one\""}) {
    add("prefix.h", prefix);
    arguments.push_back("-I" + path(""));
    const std::string root(directory_);
    ASSERT_EQ(llvm::toString(precompile({arguments, root, root, root, path("prefix.h")})), "");
    header_ = llvm::cantFail(PrecompiledHeader::load(path("prefix.h")));
  }

  /// The reason for parsing plainly; empty when the header was used and nothing differed.
  std::string difference(const std::string &code, const std::string &name = "one") {
    add("unit.c", code);
    const std::string root(directory_);
    CollectOptions options{
        {"-DNAME=\"" + name + "\"", "-I" + path(""), "unit.c"}, root, root, "unit.c", root};
    auto plain = collectUnit(options);
    options.precompiled = header_.get();
    auto fast = collectUnit(options);
    if (!plain || !fast) {
      ADD_FAILURE() << (plain ? "" : llvm::toString(plain.takeError()))
                    << (fast ? "" : llvm::toString(fast.takeError()));
      return "";
    }
    EXPECT_EQ(differenceBetween(plain->facts, fast->facts), "");
    return fast->parsedPlainly;
  }

  llvm::SmallString<128> directory_;
  std::shared_ptr<const PrecompiledHeader> header_;
};

TEST_F(PrecompiledHeaderTest, SameFactsForWhatTheUnitIncludes) {
  precompileHeaders("#include <base.h>\n#include <late.h>\n");
  EXPECT_EQ(difference("#include <base.h>\nint f(struct base *b) { return deepest(b) + DEEP; }\n"), "");
  EXPECT_EQ(difference("#include <late.h>\nint f(struct late *l) { return late_function(l); }\n"), "");
}

TEST_F(PrecompiledHeaderTest, HidesTypesAndFunctionsThatAreNotIncluded) {
  precompileHeaders("#include <base.h>\n#include <late.h>\n");
  EXPECT_EQ(difference("struct late; int late_function(struct late *l);\n"
                       "int f(struct late *l) { return late_function(l); }\n"),
            "");
  EXPECT_EQ(difference("#include <base.h>\nstruct late *f(struct base *b) { return b->late; }\n"), "");
}

TEST_F(PrecompiledHeaderTest, RefusesMacrosThatAreNotIncluded) {
  precompileHeaders("#include <base.h>\n#include <late.h>\n");
  EXPECT_THAT(
      difference("#ifdef LATE\nint f(void) { return 1; }\n#else\nint g(void) { return 2; }\n#endif\n"),
      HasSubstr("`LATE` is a macro of late.h, which is not included"));
}

TEST_F(PrecompiledHeaderTest, RefusesMacrosThatHeadersTest) {
  precompileHeaders("#include <base.h>\n");
  EXPECT_THAT(difference("#define FAST\n#include <base.h>\nint f(void) { return SPEED; }\n"),
              HasSubstr("`FAST` is defined before deep.h, which mentions it"));
  EXPECT_EQ(difference("#include <base.h>\n#define FAST\nint f(void) { return SPEED; }\n"), "");
}

TEST_F(PrecompiledHeaderTest, AnotherDefaultMattersWhereItIsExpanded) {
  precompileHeaders("#include <base.h>\n");
  const std::string own = "#define fmt(x) \"own: \" x\n#include <base.h>\n";
  EXPECT_EQ(difference(own + "int f(int x) { say(\"f\"); return quiet(x); }\n"), "");
  EXPECT_THAT(difference(own + "int f(int x) { return deep(x); }\n"),
              HasSubstr("code of deep.h expands a macro"));
}

TEST_F(PrecompiledHeaderTest, ADefaultOfAHeaderThatIsNotIncludedDoesNotExist) {
  precompileHeaders("#include <base.h>\n");
  EXPECT_EQ(difference("#ifndef fmt\n#define fmt(x) \"own: \" x\n#endif\n"
                       "void own(const char *); void f(void) { own(fmt(\"f\")); }\n"),
            "");
  EXPECT_EQ(difference("#ifndef fmt\n#define fmt(x) \"own: \" x\n#endif\n#include <base.h>\n"
                       "int f(int x) { say(\"f\"); return quiet(x); }\n"),
            "");
  EXPECT_EQ(difference("#include <base.h>\n#ifndef fmt\nint g(void) { return 1; }\n#endif\n"
                       "int f(int x) { say(\"f\"); return quiet(x); }\n"),
            "");
}

TEST_F(PrecompiledHeaderTest, ADefinitionThatComesToTheSameIsNone) {
  add("same.h",
      "#ifndef SAME_H\n#define SAME_H\n#define SAME (-1)\n#define noreturn_ __attribute__((noreturn))\n"
      "static inline int same(void) { return SAME; }\n#endif\n");
  add("other.h", "#define SAME (-1)\n#define noreturn_ __attribute__((__noreturn__))\n");
  precompileHeaders("#include <same.h>\n");
  EXPECT_EQ(difference("#include <other.h>\n#include <same.h>\nint f(void) { return same() + SAME; }\n"), "");
  EXPECT_THAT(difference("#define SAME 7\n#include <same.h>\nint f(void) { return same(); }\n"),
              HasSubstr("`SAME` is defined before same.h"));
}

TEST_F(PrecompiledHeaderTest, AHeaderThatSaysNothingUntilItIsAskedMayBeEntered) {
  add("define.h", "#ifdef CREATE\nint NAME_OF;\n#undef CREATE\n#endif\n");
  add("event.h", "#ifndef EVENT_H\n#define EVENT_H\nint event(void);\n#endif\n#include <define.h>\n");
  precompileHeaders("#include <base.h>\n#include <event.h>\n");
  EXPECT_EQ(
      difference(
          "#define CREATE\n#define NAME_OF created\n#include <define.h>\nint f(void) { return created; }\n"),
      "");
  EXPECT_THAT(difference("#define CREATE\n#define NAME_OF created\n#include <event.h>\n"
                         "int f(void) { return created + event(); }\n"),
              HasSubstr("`CREATE` is defined before define.h"));
}

TEST_F(PrecompiledHeaderTest, BranchesThatWereNotCompiledDoNotMatter) {
  add("branch.h", "#ifndef BRANCH_H\n#define BRANCH_H\n#if 0\nint x = UNSEEN;\n#endif\n"
                  "#define uses_late LATER\nint branch(void);\n#endif\n");
  precompileHeaders("#include <branch.h>\n");
  EXPECT_EQ(difference("#define UNSEEN 1\n#define LATER 2\n#include <branch.h>\n"
                       "int f(void) { return branch() + UNSEEN + uses_late; }\n"),
            "");
}

TEST_F(PrecompiledHeaderTest, MacrosOfTheCommandLineMayDiffer) {
  add("named.h", "#ifndef NAMED_H\n#define NAMED_H\n"
                 "static inline const char *name(void) { return NAME; }\n#endif\n");
  precompileHeaders("#include <base.h>\n#include \"named.h\"\n");
  EXPECT_EQ(difference("#include <base.h>\nvoid print(const char *); void f(void) { print(NAME); }\n", "two"),
            "");
  EXPECT_EQ(difference("#include \"named.h\"\nconst char *f(void) { return name(); }\n", "one"), "");
  EXPECT_THAT(difference("#include \"named.h\"\nconst char *f(void) { return name(); }\n", "two"),
              HasSubstr("code of named.h expands a macro"));
}

TEST_F(PrecompiledHeaderTest, CountersLeaveNoTrace) {
  precompileHeaders("#include <base.h>\n#include <count.h>\nstatic int UNIQUE(before_), UNIQUE(before_);\n");
  EXPECT_EQ(difference("#include <count.h>\nstatic int UNIQUE(a_) = 1, UNIQUE(a_) = 2;\n"
                       "int f(void) { CHECK(); TWICE(CHECK()); return counted(); }\n"),
            "");
}

TEST_F(PrecompiledHeaderTest, LeavesOutHeadersThatCannotStandWithTheOthers) {
  add("clash.h", "struct base { int other; };\n");
  precompileHeaders("#include <base.h>\n#include <clash.h>\n#include <late.h>\n");
  EXPECT_EQ(header_->index.find("clash.h"), -1);
  EXPECT_GE(header_->index.find("late.h"), 0);
  EXPECT_THAT(difference("#include <clash.h>\nint f(struct base *b) { return b->other; }\n"),
              HasSubstr("clash.h:1:8: error: redefinition of 'base'"));
}

TEST_F(PrecompiledHeaderTest, ADamagedIndexIsRefused) {
  precompileHeaders("#include <base.h>\n");
  const std::string bytes = header_->index.toBytes();
  EXPECT_EQ(llvm::cantFail(HeaderIndex::fromBytes(bytes)).toBytes(), bytes);
  for (size_t size = 0; size < bytes.size(); ++size)
    EXPECT_NE(llvm::toString(HeaderIndex::fromBytes(bytes.substr(0, size)).takeError()), "") << size;
}

} // namespace

} // namespace hookqual::collect
