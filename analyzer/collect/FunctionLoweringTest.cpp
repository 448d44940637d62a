// SPDX-License-Identifier: MIT
#include "analyzer/collect/SnippetTesting.h"

#include "gmock/gmock.h"

namespace hookqual::collect {

namespace {

using testing::HasSubstr;
using testing::Not;

TEST(FunctionLowering, GotoLadderJoinsResultsInOnePhi) {
  const Snippet snippet(R"(
int check(void); int act(void); void unlock(void);
int f(void) {
  int error = check();
  if (error) goto out;
  error = act();
  if (error < 0) goto out;
  error = 0;
out:
  unlock();
  return error;
})");
  EXPECT_EQ(snippet.body("f"), R"(
b0:
  %0 error = call check() : int32
  branch %0 ? b1 : b2
b1:
  jump b5
b2:
  %1 error = call act() : int32
  branch (lt %1 0) ? b3 : b4
b3:
  jump b5
b4:
  jump b5
b5:
  %b5.0 error = phi int32 b1: %0, b3: %1, b4: 0
  call unlock()
  return %b5.0
)");
}

TEST(FunctionLowering, SwitchMergesCasesOfOneTarget) {
  const Snippet snippet(R"(
int f(unsigned cmd) {
  switch (cmd) {
  case 1: case 2: case 7 ... 9: return 10;
  case 3: return 11;
  default: return 12;
  }
})");
  EXPECT_THAT(snippet.body("f"), HasSubstr("switch %cmd { case 1..2, 7..9 -> b1; case 3 -> b2; "
                                           "except 1..3, 7..9 -> b3 }"));
}

TEST(FunctionLowering, LogicalValueIsConstantOnShortCircuit) {
  const Snippet snippet("int g(int); int f(int a, int b) { int r = a && (b || g(a)); return r; }");
  EXPECT_EQ(snippet.body("f"), R"(
b0:
  branch %a ? b1 : b3
b1:
  branch %b ? b3 : b2
b2:
  %0 = call g(%a) : int32
  jump b3
b3:
  %b3.0 r = phi int32 b0: 0, b1: 1, b2: (ne %0 0)
  return %b3.0
)");
}

TEST(FunctionLowering, ConditionIsTheTestedValue) {
  const Snippet snippet(R"(
int f(char *p, int a, int b) {
  if (__builtin_expect(!!(!p), 0)) return 1;
  if (a == 0 || !(b < 3)) return 2;
  return 3;
})");
  EXPECT_EQ(snippet.body("f"), R"(
b0:
  branch %p ? b2 : b1
b1:
  return 1
b2:
  branch %a ? b3 : b4
b3:
  branch (ge %b 3) ? b4 : b5
b4:
  return 2
b5:
  return 3
)");
}

TEST(FunctionLowering, ConditionalOperators) {
  const Snippet snippet(R"(
int g(int);
int mode(int op) { return g(op == 0 ? 4 : 2); }
int elvis(int x) { return g(x) ?: -5; })");
  EXPECT_THAT(snippet.body("mode"), HasSubstr("branch %op ? b2 : b1\n"));
  EXPECT_THAT(snippet.body("mode"), HasSubstr("= phi int32 b1: 4, b2: 2\n"));
  EXPECT_EQ(snippet.body("elvis"), R"(
b0:
  %0 = call g(%x) : int32
  branch %0 ? b2 : b1
b1:
  jump b2
b2:
  %b2.0 = phi int32 b0: %0, b1: -5
  return %b2.0
)");
}

TEST(FunctionLowering, LoopCarriesValuesInPhis) {
  const Snippet snippet(
      "int f(int *a, int n) { int s = 0; for (int i = 0; i < n; i++) s += a[i]; return s; }");
  EXPECT_EQ(snippet.body("f"), R"(
b0:
  jump b1
b1:
  %b1.0 i = phi int32 b0: 0, b2: (add %b1.0 1)
  %b1.1 s = phi int32 b0: 0, b2: (add %b1.1 %0)
  branch (lt %b1.0 %n) ? b2 : b3
b2:
  %0 = load int32 %a[%b1.0 * 4]
  jump b1
b3:
  return %b1.1
)");
}

TEST(FunctionLowering, UnchangedVariableNeedsNoPhi) {
  const Snippet snippet("void g(int *); void f(int *p, int n) { while (n--) g(p); }");
  EXPECT_THAT(snippet.body("f"), HasSubstr("call g(%p)"));
}

TEST(FunctionLowering, CleanupRunsOnEveryWayOut) {
  const Snippet snippet(R"(
struct lock; struct guard { struct lock *lock; };
void release(struct guard *); int act(void);
int f(struct lock *l) {
  struct guard g __attribute__((cleanup(release))) = { .lock = l };
  if (!l) return -1;
  return act();
})");
  EXPECT_EQ(snippet.body("f"), R"(
b0:
  store aggregate64 0 -> &g
  store ptr %l -> &g guard.lock@unit.c
  branch %l ? b2 : b1
b1:
  call release(&g)
  return -1
b2:
  %3 = call act() : int32
  call release(&g)
  return %3
)");
}

TEST(FunctionLowering, NothingFollowsNoreturn) {
  const Snippet snippet(R"(
_Noreturn void panic(void);
int f(int x) { if (x) panic(); else if (x == 3) __builtin_unreachable(); return x; })");
  EXPECT_THAT(snippet.body("f"), HasSubstr("call panic()\n  unreachable"));
}

TEST(FunctionLowering, ConstantConditionsLeaveNoBranch) {
  const Snippet snippet(R"(
#define IS_ENABLED(x) (x || 0)
int g(void); int h(void);
int f(void) { if (IS_ENABLED(0)) return g(); do { h(); } while (0); return sizeof(long); })");
  EXPECT_EQ(snippet.body("f"), R"(
b0:
  %0 = call h() : int32
  return 8
)");
}

TEST(FunctionLowering, AsmGotoTeachesNothing) {
  const Snippet snippet(R"(
int f(void) { int x; asm goto("" : "=r"(x) : : : yes); return x; yes: return 1; })");
  EXPECT_THAT(snippet.body("f"), HasSubstr("opaque"));
  EXPECT_THAT(snippet.facts().notes, testing::ElementsAre("asm output: 1"));
}

TEST(FunctionLowering, StatementExpressionHasItsLastValue) {
  const Snippet snippet(R"(
int g(int);
#define twice(x) ({ int _x = g(x); _x + _x; })
int f(int a) { return twice(a) - 1; })");
  EXPECT_THAT(snippet.body("f"), HasSubstr("return (sub (add %0 %0) 1)"));
}

TEST(FunctionLowering, ResultsAreNamedAfterTheVariablesTheyGoTo) {
  const Snippet snippet(R"(
struct pair { long a, b; };
struct file *fget(int fd); long check(struct file *); struct pair both(void); int take(int *);
#define checked(file) ({ long __ret = check(file); __ret; })
#define fetched(pointer, helper) ({ int helper = *pointer; helper; })
#define PASTE(a, b) a##b
int f(int fd, int *p) {
  struct file *file = fget(fd);
  int error = check(file);
  if (!error) error = checked(file);
  struct pair pair = both();
  int number = fd ?: *p, copy = error;
  take(&number);
  fd = fetched(p, PASTE(unique, 7));
  return error + copy + fd + take(p);
})");
  const std::string body = snippet.body("f");
  for (const char *line : {" file = call fget(%fd)", " error = call check(%0) : int64", " pair = call both()",
                           " error = phi int32 b0", " number = phi int32 b2", " fd = load int32 %p"})
    EXPECT_THAT(body, HasSubstr(line));
  EXPECT_THAT(body, Not(HasSubstr("copy"))); // the first name stays
  EXPECT_THAT(body, Not(testing::AnyOf(HasSubstr("__ret"), HasSubstr("unique"))));
}

TEST(FunctionLowering, MacroThatDefinesFunctions) {
  const Snippet snippet(R"(
#define DEFINE_CALL(name, type, arg) \
  static long do_##name(type arg); \
  long sys_##name(long arg) { return do_##name((type)arg); } \
  static long do_##name(type arg)
DEFINE_CALL(close, unsigned int, fd) { return fd; })");
  EXPECT_THAT(snippet.body("sys_close"), HasSubstr("call do_close@unit.c((cast uint32 %fd))"));
  EXPECT_EQ(snippet.function("do_close").line, 6u);
}

TEST(FunctionLowering, ReadThroughVariableStaysACallThroughTheMember) {
  const Snippet snippet(R"(
struct ops { int (*open)(int); }; struct file { const struct ops *ops; };
int f(struct file *file) { int (*open)(int) = file->ops->open; return open ? open(1) : 0; })");
  EXPECT_THAT(snippet.body("f"), HasSubstr("call through ops.open@unit.c %1(1)"));
}

} // namespace

} // namespace hookqual::collect
