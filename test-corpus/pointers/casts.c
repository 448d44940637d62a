// A function travels as another type: an integer, a void pointer, a function of other arguments.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

typedef int (*clear_fn)(struct file *file);
typedef void (*any_fn)(void);

/* usb_device_id.driver_info: an integer that holds a function */
struct device_id {
	int vendor;
	unsigned long driver_info;
};

static int clear_in_integer_bad(struct file *file)
{
	return do_ftruncate(file, 0); // expect: file/truncate file (missing) // entry: in_integer
}

static int clear_in_integer_ok(struct file *file)
{
	return security_file_truncate(file) ? -EACCES : do_ftruncate(file, 0);
}

static const struct device_id ids[] = {
	{ 1, (unsigned long)clear_in_integer_bad },
	{ 2, (unsigned long)clear_in_integer_ok },
};

SYSCALL_DEFINE2(in_integer, int, fd, unsigned int, id)
{
	struct file *file = fget(fd);

	return file && id < 2 ? ((clear_fn)ids[id].driver_info)(file) : -EBADF;
}

/* of_device_id.data: a void pointer to a function */
struct match {
	const void *data;
};

static int clear_in_data_bad(struct file *file)
{
	return do_ftruncate(file, 1); // expect: file/truncate file (missing) // entry: in_data
}

static int clear_in_data_ok(struct file *file)
{
	return do_ftruncate(file, 1);
}

struct judged_match {
	const void *data;
};

static const struct match matches[] = { { clear_in_data_bad } };
static const struct judged_match judged_matches[] = { { clear_in_data_ok } };

SYSCALL_DEFINE1(in_data, int, fd)
{
	struct file *file = fget(fd);
	clear_fn clear = matches[0].data;

	return file ? clear(file) : -EBADF;
}

SYSCALL_DEFINE1(in_judged_data, int, fd)
{
	struct file *file = fget(fd);
	clear_fn clear = judged_matches[0].data;

	if (!file || security_file_truncate(file))
		return -EACCES;
	return clear(file);
}

/* kept as a function without arguments and called as what it is */
struct symbol {
	any_fn function;
};

static int clear_cast_bad(struct file *file)
{
	return do_ftruncate(file, 2); // expect: file/truncate file (missing) // entry: cast
}

static const struct symbol symbols[] = { { (any_fn)clear_cast_bad } };

SYSCALL_DEFINE1(cast, int, fd)
{
	struct file *file = fget(fd);

	return file ? ((clear_fn)symbols[0].function)(file) : -EBADF;
}

/* handed over as a void pointer, as the data of smp_call_function() */
static int call_data(struct file *file, void *data)
{
	clear_fn clear = data;

	return clear(file);
}

static int clear_handed_bad(struct file *file)
{
	return do_ftruncate(file, 3); // expect: file/truncate file (missing) // entry: handed
}

SYSCALL_DEFINE1(handed, int, fd)
{
	struct file *file = fget(fd);

	return file ? call_data(file, clear_handed_bad) : -EBADF;
}

/* a function whose address sits in the low bits of another value */
static int clear_tagged_bad(struct file *file)
{
	return do_ftruncate(file, 4); // missed: file/truncate - a function whose address is computed with leads nowhere, so nobody reaches this
}

struct tagged {
	unsigned long value;
};

static struct tagged tagged;

SYSCALL_DEFINE1(tag, int, how)
{
	tagged.value = (unsigned long)clear_tagged_bad | (how & 1);
	return 0;
}

SYSCALL_DEFINE1(tagged, int, fd)
{
	struct file *file = fget(fd);

	return file ? ((clear_fn)(tagged.value & ~1ul))(file) : -EBADF;
}
