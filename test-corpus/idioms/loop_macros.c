// Macros wrap the check in do { } while (0), and may leave the function from there.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define RETURN_IF_REFUSED(file)                                                                    \
	do {                                                                                       \
		int __error = security_file_truncate(file);                                        \
		if (__error)                                                                       \
			return __error;                                                            \
	} while (0)

#define NOTE_IF_REFUSED(file)                                                                      \
	do {                                                                                       \
		int __error = security_file_truncate(file);                                        \
		if (__error)                                                                       \
			note(__error);                                                             \
	} while (0)

#define BREAK_IF_REFUSED(file)                                                                     \
	do {                                                                                       \
		if (security_file_truncate(file))                                                  \
			break;                                                                     \
	} while (0)

#define GOTO_IF_REFUSED(file, label)                                                               \
	do {                                                                                       \
		if (security_file_truncate(file))                                                  \
			goto label;                                                                \
	} while (0)

#define for_each_file(file) for (; (file); (file) = next_file(file))

void note(int error);

static int clear_return_ok(struct file *file)
{
	RETURN_IF_REFUSED(file);
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_return_ok)

static int clear_note_bad(struct file *file)
{
	NOTE_IF_REFUSED(file);
	return do_ftruncate(file, 0); // expect: file/truncate file (ignored-result)
}
FILE_ENTRY(clear_note_bad)

static int clear_goto_ok(struct file *file)
{
	int error = -EACCES;

	GOTO_IF_REFUSED(file, out);
	error = do_ftruncate(file, 0);
out:
	return error;
}
FILE_ENTRY(clear_goto_ok)

/* the break leaves the macro's own loop and nothing more */
static int clear_break_bad(struct file *file)
{
	for_each_file(file) {
		BREAK_IF_REFUSED(file);
		do_ftruncate(file, 0); // expect: file/truncate file (ignored-result)
	}
	return 0;
}
FILE_ENTRY(clear_break_bad)

static int clear_broken_ok(struct file *file)
{
	for_each_file(file) {
		if (security_file_truncate(file))
			break;
		do_ftruncate(file, 0);
	}
	return 0;
}
FILE_ENTRY(clear_broken_ok)

static int clear_once_ok(struct file *file)
{
	int error;

	do {
		error = -EBADF;
		if (!file->f_inode)
			break;
		error = security_file_truncate(file);
		if (error)
			break;
		error = do_ftruncate(file, 0);
	} while (0);
	return error;
}
FILE_ENTRY(clear_once_ok)

static int clear_once_bad(struct file *file)
{
	int error;

	do {
		error = 0;
		if (!file->f_inode)
			break;
		error = security_file_truncate(file);
	} while (0);
	return error ?: do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY(clear_once_bad)
