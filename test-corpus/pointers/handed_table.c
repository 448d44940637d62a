// The table of operations is a parameter of the function that calls through it.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct clear_ops {
	int (*clear)(struct file *file);
};

static int clear_judged_ok(struct file *file)
{
	return do_ftruncate(file, 0); // spurious: file/truncate - a table that the caller hands down is not known, so every table of its type counts
}

static int clear_unjudged_bad(struct file *file)
{
	return do_ftruncate(file, 0); // expect: file/truncate file (missing)
}

static const struct clear_ops judged_ops = { clear_judged_ok };
static const struct clear_ops unjudged_ops = { clear_unjudged_bad };

static int clear_by(const struct clear_ops *ops, struct file *file)
{
	return ops->clear(file);
}

SYSCALL_DEFINE1(judged, int, fd)
{
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EBADF;
	return clear_by(&judged_ops, file);
}

SYSCALL_DEFINE1(unjudged, int, fd)
{
	struct file *file = fget(fd);

	return file ? clear_by(&unjudged_ops, file) : -EBADF;
}

/* the table is kept in the object that is handed down, as vma->vm_ops */
struct area_ops {
	int (*fault)(struct file *file);
};

struct area {
	const struct area_ops *ops;
	struct file *file;
};

static int fault_judged_ok(struct file *file)
{
	return do_ftruncate(file, 1); // spurious: file/truncate - a table that the caller hands down is not known, so every table of its type counts
}

static int fault_unjudged_bad(struct file *file)
{
	return do_ftruncate(file, 1); // expect: file/truncate file
}

static const struct area_ops judged_area_ops = { fault_judged_ok };
static const struct area_ops unjudged_area_ops = { fault_unjudged_bad };

static int fault(struct area *area)
{
	if (!area->ops)
		return 0;
	return area->ops->fault(area->file);
}

SYSCALL_DEFINE1(fault_judged, int, fd)
{
	struct area area = { .ops = &judged_area_ops, .file = fget(fd) };

	if (!area.file || security_file_truncate(area.file))
		return -EBADF;
	return fault(&area);
}

SYSCALL_DEFINE1(fault_unjudged, int, fd)
{
	struct area area = { .ops = &unjudged_area_ops, .file = fget(fd) };

	return area.file ? fault(&area) : -EBADF;
}

/* put into the file by one who then calls through it, as chrdev_open() does */
struct chrdev_ops {
	int (*open)(struct file *file);
};

struct chrdev_file {
	const struct chrdev_ops *ops;
	struct file *file;
};

static int open_bad(struct file *file)
{
	return do_ftruncate(file, 2); // expect: file/truncate file (missing)
}

static int open_strict_ok(struct file *file)
{
	return security_file_truncate(file) ? -EACCES : do_ftruncate(file, 2);
}

static int open_unrelated_ok(struct file *file)
{
	return do_ftruncate(file, 3); // spurious: file/truncate - a table that was put into a local structure is forgotten, so every table of its type counts
}

static const struct chrdev_ops driver_ops = { open_bad };
static const struct chrdev_ops strict_ops = { open_strict_ok };
static const struct chrdev_ops unrelated_ops = { open_unrelated_ok };

SYSCALL_DEFINE1(chrdev_open, int, fd)
{
	struct chrdev_file file = { .file = fget(fd) };

	if (!file.file)
		return -EBADF;
	file.ops = &driver_ops;
	return file.ops->open(file.file);
}

SYSCALL_DEFINE1(chrdev_open_strict, int, fd)
{
	struct chrdev_file file = { .file = fget(fd) };

	if (!file.file)
		return -EBADF;
	file.ops = &strict_ops;
	return file.ops->open(file.file);
}

SYSCALL_DEFINE1(chrdev_open_unrelated, int, fd)
{
	struct chrdev_file file = { .file = fget(fd), .ops = &unrelated_ops };

	if (!file.file || security_file_truncate(file.file))
		return -EBADF;
	return file.ops->open(file.file);
}
