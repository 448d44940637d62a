// SPDX-License-Identifier: MIT
#include "analyzer/hooks/Conditions.h"
#include "analyzer/hooks/Functions.h"

#include <gmock/gmock.h>

namespace hookqual::hooks {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> words(llvm::StringRef text) {
  std::vector<std::string> words;
  for (const Token &token : lex(text).tokens)
    words.push_back(token.text.str());
  return words;
}

TEST(Lexer, CommentsAndLiteralsHoldNoTokens) {
  EXPECT_THAT(words("a/*b*/c// d\ne"), ElementsAre("a", "c", "e"));
  EXPECT_THAT(words("x(\"y(\\\"\", '\\'')"), ElementsAre("x", "(", "\"y(\\\"\"", ",", "'\\''", ")"));
  EXPECT_THAT(words("// goes \\\n on\nx"), ElementsAre("x"));
  EXPECT_THAT(words("a /* never closed"), ElementsAre("a"));
  EXPECT_THAT(words("it's\nx"), ElementsAre("it", "'s", "x"));
}

TEST(Lexer, ADirectiveIsOneTokenWithItsContinuedLines) {
  EXPECT_THAT(words("#define A(x) \\\n\tf(x)\ng"), ElementsAre("#define A(x) \\\n\tf(x)", "g"));
  EXPECT_THAT(words("#error don't\nx"), ElementsAre("#error don't", "x"));
  EXPECT_THAT(words("#if A /* one\n two */\nx"), ElementsAre("#if A /* one\n two */", "x"));
  EXPECT_THAT(words("a # b"), ElementsAre("a", "#", "b"));
}

TEST(Lexer, MacrosHaveParametersOnlyWithoutASpace) {
  const LexedText file = lex("#define A(x, ...) f(x##1)\n#define B (x)\n#undef A\n");
  const auto a = macroIn(file.tokens[0]), b = macroIn(file.tokens[1]);
  ASSERT_TRUE(a && b);
  EXPECT_THAT(a->parameters, ElementsAre("x", "..."));
  EXPECT_EQ(spell(a->body), "f(x##1)");
  EXPECT_THAT(b->parameters, IsEmpty());
  EXPECT_EQ(spell(b->body), "(x)");
  EXPECT_FALSE(macroIn(file.tokens[2]));
}

TEST(Lexer, SpellsDeclarationsAsTheKernelDoes) {
  for (const char *text : {"const struct path *path", "int (*actor)(void *, char)", "void **xattr_value",
                           "u8 key[16]", "-EOPNOTSUPP", "unsigned long arg5"})
    EXPECT_EQ(spell(lex(text).tokens), text);
  EXPECT_EQ(spell(lex("struct  task_struct * p\n\t, int\ta").tokens), "struct task_struct *p, int a");
}

std::string conditionAt(llvm::StringRef text, llvm::StringRef name) {
  Conditions conditions;
  const LexedText file = lex(text);
  for (const Token &token : file.tokens) {
    if (token.is(name))
      return conditions.text();
    if (token.kind == TokenKind::Directive)
      conditions.see(token);
  }
  return "not there";
}

TEST(Conditions, AreWhatTheDirectivesAround) {
  EXPECT_EQ(conditionAt("#ifdef A\nx\n#endif", "x"), "A");
  EXPECT_EQ(conditionAt("#ifdef A\n#else\nx\n#endif", "x"), "!A");
  EXPECT_EQ(conditionAt("#ifndef A\nx\n#endif", "x"), "!A");
  EXPECT_EQ(conditionAt("#if defined(A) && !defined(B)\nx", "x"), "A && !B");
  EXPECT_EQ(conditionAt("#if A\n#elif B > 2\nx\n#endif", "x"), "!A && B > 2");
  EXPECT_EQ(conditionAt("#ifdef A\n#ifdef B\n#endif\n#ifdef C\nx", "x"), "A && C");
  EXPECT_EQ(conditionAt("#if A && B\n#else\nx", "x"), "!(A && B)");
  EXPECT_EQ(conditionAt("#endif\nx", "x"), "");
}

TEST(Conditions, TheGuardOfAHeaderIsNone) {
  EXPECT_EQ(conditionAt("#ifndef _H\n#define _H\n#ifdef A\nx", "x"), "A");
  EXPECT_EQ(conditionAt("#ifndef A\n#include <b.h>\n#define A\nx", "x"), "!A");
}

std::vector<std::string> functionNames(llvm::StringRef text) {
  std::vector<std::string> names;
  for (const FunctionBody &function : functionsIn(lex(text)))
    names.push_back(function.name);
  return names;
}

TEST(Functions, AreNamedAsInTheSource) {
  EXPECT_THAT(functionNames("static int __init f(int a)\n{\n\tif (a) { g(); }\n}\nint h(void) { return 0; }"),
              ElementsAre("f", "h"));
  EXPECT_THAT(functionNames("SYSCALL_DEFINE2(open, int, a)\n{\n}\n"), ElementsAre("SYSCALL_DEFINE2(open)"));
  EXPECT_THAT(functionNames("__printf(1, 2) int f(char *a, ...) __must_hold(lock)\n{\n}\n"),
              ElementsAre("f"));
  EXPECT_THAT(functionNames("#ifdef A\n#endif\nint f(void)\n{\n}\nEXPORT_SYMBOL(f);\nint g(void)\n{\n}"),
              ElementsAre("f", "g"));
}

TEST(Functions, DataAndTypesAreNone) {
  EXPECT_THAT(functionNames("struct s { int (*f)(void); };\nstruct s t = { .f = h(1) };\nint p(int);\n"),
              IsEmpty());
}

TEST(Functions, ConditionalBracesDoNotSwallowTheNextFunction) {
  EXPECT_THAT(
      functionNames("int f(int a)\n{\n#ifdef A\n\tif (a) {\n#else\n\tif (!a) {\n#endif\n\t\tg();\n\t}\n}\n"
                    "int h(void)\n{\n}\n"),
      ElementsAre("f", "h"));
  EXPECT_THAT(functionNames("int f(int a)\n{\n#ifdef A\n\tif (a) {\n#endif\n}\nint h(void)\n{\n}\n"),
              ElementsAre("f", "h"));
}

} // namespace
} // namespace hookqual::hooks
