// The object is put into one slot of an array, and taken from this or another one.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct table {
	unsigned int count;
	struct file *slots[4];
};

static void put(struct file **slots, unsigned int slot, struct file *file)
{
	slots[slot] = file;
}

static int clear_constant_ok(struct file *file)
{
	struct file *slots[4] = {};

	slots[2] = file;
	slots[3] = next_file(file);
	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(slots[2], 0);
}
FILE_ENTRY(clear_constant_ok)

static int clear_constant_bad(struct file *file)
{
	struct file *slots[4] = {};

	slots[2] = file;
	slots[3] = next_file(file);
	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(slots[3], 0); // expect: file/truncate next_file() (wrong-object)
}
FILE_ENTRY(clear_constant_bad)

static int clear_by_callee_ok(struct file *file)
{
	struct table table = { .slots = { [1] = file } };

	if (security_file_truncate(file))
		return -EACCES;
	put(table.slots, 2, next_file(file));
	return do_ftruncate(table.slots[1], 0); // spurious: file/truncate - a callee that writes one element makes the whole array unknown
}
FILE_ENTRY(clear_by_callee_ok)

static int clear_by_callee_bad(struct file *file)
{
	struct table table = { .slots = { [1] = file } };

	if (security_file_truncate(file))
		return -EACCES;
	put(table.slots, 1, next_file(file));
	/* named by its offset: elements with a constant index get no index back */
	return do_ftruncate(table.slots[1], 0); // expect: file/truncate next_file() (wrong-object)
}
FILE_ENTRY(clear_by_callee_bad)

static int clear_variable_ok(struct file *file, unsigned int i)
{
	struct table table = {};

	table.slots[i & 3] = file;
	if (security_file_truncate(file))
		return -EACCES;
	table.count++;
	return do_ftruncate(table.slots[i & 3], 0); // spurious: file/truncate - what is put into an element with a variable index is forgotten
}

static int clear_variable_bad(struct file *file, unsigned int i)
{
	struct table table = {};

	table.slots[i & 3] = file;
	if (security_file_truncate(file))
		return -EACCES;
	table.slots[i & 3] = next_file(file);
	/* named with a star: the name of an element is taken for its address */
	return do_ftruncate(table.slots[i & 3], 0); // expect: file/truncate *&table.slots[i & 3] (wrong-object)
}

/* the written slot may be the judged one */
static int clear_maybe_bad(struct file *file, unsigned int i)
{
	struct file *slots[4] = { [1] = file };

	if (security_file_truncate(file))
		return -EACCES;
	slots[i & 3] = next_file(file);
	/* named after the array: after a store with a variable index its elements have no names */
	return do_ftruncate(slots[1], 0); // expect: file/truncate slots (wrong-object)
}

/* the written slot cannot be the judged one */
static int clear_excluded_ok(struct file *file, unsigned int i)
{
	struct file *slots[4] = { [1] = file };

	if (security_file_truncate(file))
		return -EACCES;
	slots[(i & 1) + 2] = next_file(file);
	return do_ftruncate(slots[1], 0); // spurious: file/truncate - a store with a variable index is taken to reach every element
}

SYSCALL_DEFINE3(slots, int, fd, unsigned int, i, int, how)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	switch (how) {
	case 0:
		return clear_variable_ok(file, i);
	case 1:
		return clear_variable_bad(file, i);
	case 2:
		return clear_maybe_bad(file, i);
	default:
		return clear_excluded_ok(file, i);
	}
}
