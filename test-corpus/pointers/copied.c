// A structure with a function in it is copied whole before the function is called.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

typedef int (*clear_fn)(struct file *file);

struct callbacks {
	clear_fn clear;
	clear_fn judged;
	void *data;
};

struct device {
	struct callbacks callbacks;
	struct file *file;
};

static struct device device;

static int clear_copied_bad(struct file *file)
{
	return do_ftruncate(file, 0); // expect: file/truncate file (missing) // entry: copied copied_again
}

static int clear_copied_ok(struct file *file)
{
	return do_ftruncate(file, 0);
}

static const struct callbacks callbacks = { .clear = clear_copied_bad, .judged = clear_copied_ok };

void set_callbacks(struct device *device, const struct callbacks *callbacks)
{
	device->callbacks = *callbacks;
}

int set_once(void)
{
	set_callbacks(&device, &callbacks);
	return 0;
}

SYSCALL_DEFINE1(copied, int, fd)
{
	struct file *file = fget(fd);

	return file ? device.callbacks.clear(file) : -EBADF;
}

SYSCALL_DEFINE1(copied_judged, int, fd)
{
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EBADF;
	return device.callbacks.judged(file);
}

SYSCALL_DEFINE1(copied_again, int, fd)
{
	struct callbacks copy = device.callbacks;
	struct file *file = fget(fd);

	return file ? copy.clear(file) : -EBADF;
}

/* handed down by value, as security and LSM blobs are */
struct by_value {
	clear_fn clear;
};

static int clear_by_value_bad(struct file *file)
{
	return do_ftruncate(file, 1); // expect: file/truncate file (missing) // entry: by_value
}

static int run_by_value(struct by_value callbacks, struct file *file)
{
	return callbacks.clear(file);
}

SYSCALL_DEFINE1(by_value, int, fd)
{
	struct by_value callbacks = { clear_by_value_bad };
	struct file *file = fget(fd);

	return file ? run_by_value(callbacks, file) : -EBADF;
}

struct judged_by_value {
	clear_fn clear;
};

static int clear_by_value_ok(struct file *file)
{
	return do_ftruncate(file, 1);
}

static int run_judged_by_value(struct judged_by_value callbacks, struct file *file)
{
	return callbacks.clear(file);
}

SYSCALL_DEFINE1(judged_by_value, int, fd)
{
	struct judged_by_value callbacks = { clear_by_value_ok };
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EBADF;
	return run_judged_by_value(callbacks, file);
}

/* copied by memcpy(), and into a union */
struct raw {
	union {
		clear_fn clear;
		void *opaque;
	};
};

static int clear_raw_bad(struct file *file)
{
	return do_ftruncate(file, 2); // expect: file/truncate file (missing) // entry: raw
}

static int clear_raw_ok(struct file *file)
{
	return security_file_truncate(file) ? -EACCES : do_ftruncate(file, 2);
}

static const struct raw careless_raw = { .clear = clear_raw_bad };
static const struct raw careful_raw = { .clear = clear_raw_ok };

SYSCALL_DEFINE2(raw, int, fd, bool, careful)
{
	struct file *file = fget(fd);
	struct raw raw;

	__builtin_memcpy(&raw, careful ? &careful_raw : &careless_raw, sizeof(raw));
	return file ? raw.clear(file) : -EBADF;
}
