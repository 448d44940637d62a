// Macros produce the functions, whose bodies differ in whether they ask.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define DEFINE_CLEAR_OK(name)                                                                      \
	static int name(struct file *file)                                                         \
	{                                                                                          \
		if (security_file_truncate(file))                                                  \
			return -EACCES;                                                            \
		return do_ftruncate(file, 0);                                                      \
	}                                                                                          \
	FILE_ENTRY(name)

#define DEFINE_CLEAR_BAD(name)                                                                     \
	static int name(struct file *file)                                                         \
	{                                                                                          \
		return do_ftruncate(file, 0);                                                      \
	}                                                                                          \
	FILE_ENTRY(name)

#define DEFINE_HANDLER(name, body)                                                                 \
	static inline int __##name(struct file *file);                                             \
	static int name(struct file *file)                                                         \
	{                                                                                          \
		int error = security_file_truncate(file);                                          \
		return error ? error : __##name(file);                                             \
	}                                                                                          \
	FILE_ENTRY(name)                                                                           \
	static inline int __##name(struct file *file) body

/* like COMPAT_SYSCALL_DEFINE: another way in for the same body */
#define COMPAT_ENTRY(function)                                                                     \
	SYSCALL_DEFINE2(compat_##function, int, fd, unsigned int, flags)                           \
	{                                                                                          \
		struct file *opened = fget(fd & 0xffff);                                           \
		if (!opened || flags)                                                              \
			return -EBADF;                                                             \
		return function(opened);                                                           \
	}

DEFINE_CLEAR_OK(clear_left_ok)
DEFINE_CLEAR_OK(clear_right_ok)
DEFINE_CLEAR_BAD(clear_left_unasked) // expect: file/truncate file (missing) // entry: clear_left_unasked
DEFINE_CLEAR_BAD(clear_right_unasked) // expect: file/truncate file (missing) // entry: clear_right_unasked

DEFINE_HANDLER(clear_handled, {
	file->f_flags = 0;
	return do_ftruncate(file, 0);
})

static int clear_compat_ok(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_compat_ok)
COMPAT_ENTRY(clear_compat_ok)

static int clear_compat_bad(struct file *file)
{
	return do_ftruncate(file, 0); // expect: file/truncate file (missing) // entry: clear_compat_bad compat_clear_compat_bad
}
FILE_ENTRY(clear_compat_bad)
COMPAT_ENTRY(clear_compat_bad)
