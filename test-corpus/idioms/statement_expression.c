// The check stands inside a statement expression, whose last value is its answer.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define checked_call(file)                                                                         \
	({                                                                                         \
		int __error = security_file_truncate(file);                                        \
		if (!__error)                                                                      \
			(file)->f_flags = 0;                                                       \
		__error;                                                                           \
	})
#define swallowed_call(file)                                                                       \
	({                                                                                         \
		int __error = security_file_truncate(file);                                        \
		if (__error)                                                                       \
			(file)->f_flags = 0;                                                       \
		0;                                                                                 \
	})

static int clear_macro_ok(struct file *file)
{
	int error = checked_call(file);

	if (error)
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_macro_ok)

static int clear_macro_bad(struct file *file)
{
	int error = swallowed_call(file);

	if (error)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file (ignored-result)
}
FILE_ENTRY(clear_macro_bad)

static int clear_condition_ok(struct file *file)
{
	if (({ int error = security_file_truncate(file); error < 0; }))
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_condition_ok)

static int clear_condition_bad(struct file *file)
{
	if (({ int error = security_file_truncate(file); error > 0; }))
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_condition_bad)

static int clear_argument_ok(struct file *file)
{
	return do_ftruncate(({
		if (security_file_truncate(file))
			return -EACCES;
		file;
	}), 0);
}
FILE_ENTRY(clear_argument_ok)

static int clear_argument_bad(struct file *file)
{
	return do_ftruncate(({ // expect: file/truncate next_file() (wrong-object)
		if (security_file_truncate(file))
			return -EACCES;
		next_file(file);
	}), 0);
}
FILE_ENTRY(clear_argument_bad)
