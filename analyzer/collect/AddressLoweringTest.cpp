// SPDX-License-Identifier: MIT
#include "analyzer/collect/SnippetTesting.h"

#include "gmock/gmock.h"

namespace hookqual::collect {

namespace {

using testing::HasSubstr;

TEST(AddressLowering, ContainerOfUndoesTheMembersAddress) {
  const Snippet snippet(R"(
struct inode { int mode; }; struct sock { long pad; struct { int a; struct inode inode; } e; };
#define container_of(ptr, type, member) ({ void *__p = (void *)(ptr); \
  ((type *)(__p - __builtin_offsetof(type, member))); })
#define old_container_of(ptr, type, member) \
  ((type *)((unsigned long)(ptr) - (unsigned long)&((type *)0)->member))
struct sock *f(struct sock *s) { return container_of(&s->e.inode, struct sock, e.inode); }
struct sock *g(struct sock *s) { return old_container_of(&s->e.inode, struct sock, e.inode); }
)");
  EXPECT_EQ(snippet.body("f"), "\nb0:\n  return %s\n");
  EXPECT_EQ(snippet.body("g"), "\nb0:\n  return %s\n");
}

TEST(AddressLowering, VolatileReadKeepsTheMember) {
  const Snippet snippet(R"(
#define READ_ONCE(x) (*(const volatile typeof(x) *)&(x))
struct file { long pos; int flags; };
int f(struct file *file) { return READ_ONCE(file->flags); })");
  EXPECT_THAT(snippet.body("f"), HasSubstr("%0 = load volatile int32 %file+8 file.flags@unit.c"));
}

TEST(AddressLowering, AnonymousMembersBelongToTheNamedRecord) {
  const Snippet snippet(R"(
struct page { long flags; union { struct { int order; int count; }; long mapping; }; };
int f(struct page *p) { return p->count; })");
  EXPECT_THAT(snippet.body("f"), HasSubstr("load int32 %p+12 page.count@unit.c"));
}

TEST(AddressLowering, OutParameterIsRead) {
  const Snippet snippet(R"(
struct path { void *mnt, *dentry; }; int kern_path(const char *, struct path *); int use(void *);
int f(void) { struct path path; int x; kern_path("/etc", &path); asm("" : "=m"(x)); use(&x); return use(path.dentry); })");
  EXPECT_THAT(snippet.body("f"), HasSubstr("call kern_path(\"/etc\", &path)"));
  EXPECT_THAT(snippet.body("f"), HasSubstr("load ptr &path+8 path.dentry@unit.c"));
}

TEST(AddressLowering, ParameterWhoseAddressIsTakenIsStoredFirst) {
  const Snippet snippet("void g(int *); int f(int x) { g(&x); return x; }");
  EXPECT_EQ(snippet.body("f"), R"(
b0:
  store int32 %x -> &x
  call g(&x)
  %2 = load int32 &x
  return %2
)");
}

TEST(AddressLowering, CompoundLiteralAndDesignatedInitialiser) {
  const Snippet snippet(R"(
struct data { int flags; void *dir; int rest; }; int act(struct data *);
int f(void *dir) { struct data d = { .dir = dir }; act(&d); return act(&(struct data){ .flags = 3 }); })");
  EXPECT_THAT(snippet.body("f"), HasSubstr("store ptr %dir -> &d+8 data.dir@unit.c"));
  EXPECT_THAT(snippet.body("f"), HasSubstr("data.flags@unit.c"));
}

TEST(AddressLowering, MemberOfAReturnedStruct) {
  const Snippet snippet(R"(
struct fd { unsigned long word; }; struct fd fdget(int); void *f(int n) {
  return (void *)(fdget(n).word & ~3UL); })");
  EXPECT_THAT(snippet.body("f"), HasSubstr("store aggregate64 %0"));
  EXPECT_THAT(snippet.body("f"), HasSubstr("fd.word@unit.c"));
  EXPECT_THAT(snippet.body("f"), HasSubstr("return (and %2 -4)"));
}

TEST(AddressLowering, ConstantObjectsAreTheirValue) {
  const Snippet snippet(
      "static const int def = -95; const int open = 1; int f(int x) { return x ? def : open; }");
  EXPECT_THAT(snippet.body("f"), HasSubstr("-95"));
  EXPECT_THAT(snippet.body("f"), HasSubstr("load int32 &open"));
}

TEST(AddressLowering, BitFieldsOfOneWordHaveOneAddress) {
  const Snippet snippet(R"(
struct s { unsigned a : 3, b : 5; }; unsigned f(struct s *s) { s->b = 2; return s->a; })");
  const auto &instructions = snippet.function("f").blocks.front().instructions;
  ASSERT_EQ(instructions.size(), 2u);
  EXPECT_EQ(instructions[0].address, instructions[1].address);
  EXPECT_EQ(instructions[0].bitOffset, 3u);
  EXPECT_EQ(instructions[0].type.bits, 5u);
}

TEST(AddressLowering, ErrorPointersRoundTrip) {
  const Snippet snippet(R"(
static inline void *ERR_PTR(long e) { return (void *)e; }
int g(void); int f(void) { int e = g(); void *p = (void *)(long)e; return (int)(long)p; })");
  EXPECT_THAT(snippet.body("f"), HasSubstr("return %0"));
}

} // namespace

} // namespace hookqual::collect
