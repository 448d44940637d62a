// A structure comes back by value, is changed and handed on by value.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct fd {
	struct file *file;
	unsigned int flags;
};

/* too large for registers, so the caller lends the memory */
struct wide {
	unsigned long words[4];
	struct file *file;
	struct file *second;
};

static struct wide widen(struct file *file)
{
	struct wide wide = { .file = file };

	wide.second = next_file(file);
	return wide;
}

static struct fd without_flags(struct fd f)
{
	f.flags = 0;
	return f;
}

static struct fd with_file(struct fd f, struct file *file)
{
	f.file = file;
	return f;
}

static int judge(struct fd f)
{
	return security_file_truncate(f.file);
}

static int clear_wide_ok(struct file *file)
{
	struct wide wide = widen(file);

	if (security_file_truncate(wide.file))
		return -EACCES;
	return do_ftruncate(wide.file, 0);
}
FILE_ENTRY(clear_wide_ok)

static int clear_wide_bad(struct file *file)
{
	struct wide wide = widen(file);

	if (security_file_truncate(wide.file))
		return -EACCES;
	/* named by its offset: fields of structures returned by value have no names */
	return do_ftruncate(wide.second, 0); // expect: file/truncate wide.40 (wrong-object)
}
FILE_ENTRY(clear_wide_bad)

static int clear_widened_ok(struct file *file)
{
	struct wide wide = widen(file);

	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(wide.file, 0); // spurious: file/truncate - what a callee put into a structure that it returns is forgotten
}
FILE_ENTRY(clear_widened_ok)

static int clear_flagless_ok(struct file *file)
{
	struct fd f = { file, 1 };

	if (judge(f))
		return -EACCES;
	f = without_flags(f);
	return do_ftruncate(f.file, 0); // spurious: file/truncate - what a callee put into a structure that it returns is forgotten
}
FILE_ENTRY(clear_flagless_ok)

static int clear_flagless_bad(struct file *file)
{
	struct fd f = { file, 1 };

	if (judge(f))
		return -EACCES;
	f = with_file(f, next_file(file));
	/* named by its offset: fields of structures returned by value have no names */
	return do_ftruncate(f.file, 0); // expect: file/truncate f.0 (wrong-object)
}
FILE_ENTRY(clear_flagless_bad)

static int clear_changed_copy_ok(struct file *file)
{
	struct fd f = { file, 1 };

	if (judge(f))
		return -EACCES;
	with_file(f, next_file(file));
	return do_ftruncate(f.file, 0);
}
FILE_ENTRY(clear_changed_copy_ok)

static int clear_direct_ok(struct file *file)
{
	if (security_file_truncate(widen(file).file))
		return -EACCES;
	return do_ftruncate(file, 0); // spurious: file/truncate - what a callee put into a structure that it returns is forgotten
}
FILE_ENTRY(clear_direct_ok)

static int clear_direct_bad(struct file *file)
{
	if (security_file_truncate(widen(file).second))
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file (wrong-object)
}
FILE_ENTRY(clear_direct_bad)
