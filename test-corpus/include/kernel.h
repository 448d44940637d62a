/* SPDX-License-Identifier: MIT */
/* As much of the kernel's idiom as the corpus needs: errors in pointers, embedded
   structs, system calls. The shapes are the kernel's, the size is not. */
#pragma once

typedef _Bool bool;
typedef long long loff_t;
typedef unsigned long size_t;
#define true 1
#define false 0
#define NULL ((void *)0)
#define __user
#define inline inline __attribute__((__always_inline__))

#define EPERM 1
#define ENOENT 2
#define EAGAIN 11
#define EBADF 9
#define EACCES 13
#define EINVAL 22
#define MAX_ERRNO 4095

#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
#define READ_ONCE(x) (*(const volatile __typeof__(x) *)&(x))
#define WRITE_ONCE(x, value) (*(volatile __typeof__(x) *)&(x) = (value))

#define container_of(ptr, type, member)                                                            \
	({                                                                                         \
		void *__mptr = (void *)(ptr);                                                      \
		((type *)(__mptr - __builtin_offsetof(type, member)));                             \
	})

static inline void *ERR_PTR(long error) { return (void *)error; }
static inline long PTR_ERR(const void *ptr) { return (long)ptr; }
static inline bool IS_ERR(const void *ptr)
{
	return unlikely((unsigned long)ptr >= (unsigned long)-MAX_ERRNO);
}

struct pt_regs {
	unsigned long di, si, dx, r10;
};

/* Like the kernel's: the entry is __x64_sys_NAME, the body a static function. */
#define SYSCALL_DEFINE1(name, t1, a1)                                                              \
	static long __do_sys_##name(t1 a1);                                                        \
	long __x64_sys_##name(const struct pt_regs *regs);                                         \
	long __x64_sys_##name(const struct pt_regs *regs)                                          \
	{                                                                                          \
		return __do_sys_##name((t1)regs->di);                                              \
	}                                                                                          \
	static long __do_sys_##name(t1 a1)
#define SYSCALL_DEFINE2(name, t1, a1, t2, a2)                                                      \
	static long __do_sys_##name(t1 a1, t2 a2);                                                 \
	long __x64_sys_##name(const struct pt_regs *regs);                                         \
	long __x64_sys_##name(const struct pt_regs *regs)                                          \
	{                                                                                          \
		return __do_sys_##name((t1)regs->di, (t2)regs->si);                                \
	}                                                                                          \
	static long __do_sys_##name(t1 a1, t2 a2)
#define SYSCALL_DEFINE3(name, t1, a1, t2, a2, t3, a3)                                              \
	static long __do_sys_##name(t1 a1, t2 a2, t3 a3);                                          \
	long __x64_sys_##name(const struct pt_regs *regs);                                         \
	long __x64_sys_##name(const struct pt_regs *regs)                                          \
	{                                                                                          \
		return __do_sys_##name((t1)regs->di, (t2)regs->si, (t3)regs->dx);                  \
	}                                                                                          \
	static long __do_sys_##name(t1 a1, t2 a2, t3 a3)
