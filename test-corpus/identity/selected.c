// One of two objects is selected, as when locks are taken in the order of addresses.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define min(a, b)                                                                                  \
	({                                                                                         \
		__typeof__(a) __a = (a);                                                           \
		__typeof__(b) __b = (b);                                                           \
		__a < __b ? __a : __b;                                                             \
	})
#define max(a, b)                                                                                  \
	({                                                                                         \
		__typeof__(a) __a = (a);                                                           \
		__typeof__(b) __b = (b);                                                           \
		__a > __b ? __a : __b;                                                             \
	})

static int clear_selected_ok(struct file *file)
{
	struct file *other = next_file(file), *first = min(file, other);

	if (security_file_truncate(first))
		return -EACCES;
	return do_ftruncate(first, 0);
}
FILE_ENTRY(clear_selected_ok)

static int clear_selected_bad(struct file *file)
{
	struct file *other = next_file(file), *first = min(file, other), *second = max(file, other);

	if (security_file_truncate(first))
		return -EACCES;
	return do_ftruncate(second, 0); // expect: file/truncate second
}
FILE_ENTRY(clear_selected_bad)

/* the lesser of two is the lesser of two, however often it is computed */
static int clear_selected_again_ok(struct file *file)
{
	struct file *other = next_file(file);

	if (security_file_truncate(file < other ? file : other))
		return -EACCES;
	return do_ftruncate(file < other ? file : other, 0);
}
FILE_ENTRY(clear_selected_again_ok)

static int clear_selected_again_bad(struct file *file)
{
	struct file *other = next_file(file);

	if (security_file_truncate(file < other ? file : other))
		return -EACCES;
	/* named after no variable: a conditional expression has none */
	return do_ftruncate(file < other ? other : file, 0); // expect: file/truncate value
}
FILE_ENTRY(clear_selected_again_bad)

/* first and second together are file and other */
static int clear_all_ok(struct file *file)
{
	struct file *other = next_file(file), *first, *second;

	if (file < other) {
		first = file;
		second = other;
	} else {
		first = other;
		second = file;
	}
	if (security_file_truncate(first) || security_file_truncate(second))
		return -EACCES;
	return do_ftruncate(other, 0);
}
FILE_ENTRY(clear_all_ok)

static int clear_first_bad(struct file *file)
{
	struct file *other = next_file(file), *first, *second;

	if (file < other) {
		first = file;
		second = other;
	} else {
		first = other;
		second = file;
	}
	if (security_file_truncate(first) || security_file_truncate(first))
		return -EACCES;
	return do_ftruncate(other, 0); // expect: file/truncate other
}
FILE_ENTRY(clear_first_bad)

static struct file *preferred(struct file *file, struct file *other)
{
	return file->f_flags ? file : other;
}

static int clear_preferred_ok(struct file *file)
{
	struct file *other = next_file(file);

	if (security_file_truncate(file) || security_file_truncate(other))
		return -EACCES;
	return do_ftruncate(preferred(file, other), 0); // spurious: file/truncate - which of its arguments a callee returns is not known
}
FILE_ENTRY(clear_preferred_ok)

static int clear_preferred_bad(struct file *file)
{
	struct file *other = next_file(file);

	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(preferred(file, other), 0); // expect: file/truncate preferred()
}
FILE_ENTRY(clear_preferred_bad)
