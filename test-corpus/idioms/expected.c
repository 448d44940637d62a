// The compiler is told which answer to expect, which changes nothing about the answer.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define WARN_ON(condition)                                                                         \
	({                                                                                         \
		int __ret = !!(condition);                                                         \
		if (unlikely(__ret))                                                               \
			warn();                                                                    \
		unlikely(__ret);                                                                   \
	})

void warn(void);

static int clear_unlikely_ok(struct file *file)
{
	if (unlikely(security_file_truncate(file)))
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_unlikely_ok)

static int clear_unlikely_bad(struct file *file)
{
	if (unlikely(!security_file_truncate(file)))
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file (ignored-result)
}
FILE_ENTRY(clear_unlikely_bad)

static int clear_likely_ok(struct file *file)
{
	int error = security_file_truncate(file);

	if (likely(!error))
		return do_ftruncate(file, 0);
	return error;
}
FILE_ENTRY(clear_likely_ok)

static int clear_expected_ok(struct file *file)
{
	int error = security_file_truncate(file);

	if (__builtin_expect(error != 0, 0) || unlikely(error < 0))
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_expected_ok)

/* expecting one is not testing for one */
static int clear_expected_bad(struct file *file)
{
	int error = security_file_truncate(file);

	if (__builtin_expect(error, 0) && likely(file->f_flags))
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_expected_bad)

static int clear_warned_ok(struct file *file)
{
	if (WARN_ON(security_file_truncate(file)))
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_warned_ok)

static int clear_warned_bad(struct file *file)
{
	WARN_ON(security_file_truncate(file));
	return do_ftruncate(file, 0); // expect: file/truncate file (ignored-result)
}
FILE_ENTRY(clear_warned_bad)
