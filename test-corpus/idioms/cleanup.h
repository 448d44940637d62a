/* SPDX-License-Identifier: MIT */
/* The kernel's scoped resources, in miniature. */
#pragma once

#include "fs.h"

#define __cleanup(function) __attribute__((__cleanup__(function)))
#define __free(name) __cleanup(__free_##name)
#define no_free_ptr(p)                                                                             \
	({                                                                                         \
		__auto_type __ptr = (p);                                                           \
		(p) = NULL;                                                                        \
		__ptr;                                                                             \
	})
#define return_ptr(p) return no_free_ptr(p)

#define DEFINE_FREE(name, type, free)                                                              \
	static inline void __free_##name(void *p)                                                  \
	{                                                                                          \
		type _T = *(type *)p;                                                              \
		free;                                                                              \
	}

#define DEFINE_CLASS(name, type, exit, init, arguments...)                                         \
	typedef type class_##name##_t;                                                             \
	static inline void class_##name##_destructor(type *p)                                      \
	{                                                                                          \
		type _T = *p;                                                                      \
		exit;                                                                              \
	}                                                                                          \
	static inline type class_##name##_constructor(arguments)                                   \
	{                                                                                          \
		type t = init;                                                                     \
		return t;                                                                          \
	}

#define CLASS(name, variable)                                                                      \
	class_##name##_t variable __cleanup(class_##name##_destructor) = class_##name##_constructor

#define __UNIQUE(prefix, line) prefix##line
#define __SCOPE(prefix, line) __UNIQUE(prefix, line)
#define guard(name) CLASS(name, __SCOPE(guard_, __LINE__))
#define scoped_guard(name, arguments...)                                                           \
	for (CLASS(name, scope)(arguments), *done = NULL; !done; done = (void *)1)
