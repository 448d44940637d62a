// Who has no caller is an entry if it is in a table, an assumption if it is exported, or neither.
// rules: ../truncate.yaml export.yaml
#include "fs.h"

#define EXPORT_SYMBOL(symbol) void *const __ksymtab_##symbol = (void *)&symbol
#define module_init(function) void *const __initcall_##function = (void *)&function

/* a table that nobody calls through: user space, as far as we know */
struct device_ops {
	int (*resize)(struct file *file, loff_t size);
	int (*trim)(struct file *file, loff_t size);
};

static int resize_bad(struct file *file, loff_t size)
{
	return do_ftruncate(file, size); // expect: file/truncate file (missing) // entry: resize_bad
}

static int trim_ok(struct file *file, loff_t size)
{
	return security_file_truncate(file) ? -EACCES : do_ftruncate(file, size);
}

const struct device_ops device_ops = { resize_bad, trim_ok };

/* exported, and its users were not captured: they may ask, so this is an assumption */
int cut_for_modules_ok(struct file *file, loff_t size)
{
	return do_ftruncate(file, size);
}
EXPORT_SYMBOL(cut_for_modules_ok);

/* exported, but also called by one who does not ask */
int cut_for_all(struct file *file, loff_t size)
{
	return do_ftruncate(file, size); // expect: file/truncate file (missing) // entry: cut
}
EXPORT_SYMBOL(cut_for_all);

SYSCALL_DEFINE2(cut, int, fd, loff_t, size)
{
	struct file *file = fget(fd);

	return file ? cut_for_all(file, size) : -EBADF;
}

SYSCALL_DEFINE2(cut_judged, int, fd, loff_t, size)
{
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EBADF;
	return cut_for_all(file, size);
}

/* exported and in a table */
int cut_exported_in_table_bad(struct file *file, loff_t size)
{
	return do_ftruncate(file, size); // expect: file/truncate file
}
EXPORT_SYMBOL(cut_exported_in_table_bad);

const struct device_ops exported_ops = { .resize = cut_exported_in_table_bad };

/* exported, and looks the object up itself: no caller can have asked about it */
int cut_own_bad(int fd)
{
	struct file *file = fget(fd);

	return do_ftruncate(file, 0); // expect: file/truncate file (missing)
}
EXPORT_SYMBOL(cut_own_bad);

int cut_own_ok(int fd)
{
	struct file *file = fget(fd);

	return security_file_truncate(file) ? -EACCES : do_ftruncate(file, 0);
}
EXPORT_SYMBOL(cut_own_ok);

/* not exported, in no table and never called */
int forgotten_ok(struct file *file)
{
	return do_ftruncate(file, 1);
}

/* start-up code, on nobody's behalf; what it shares with a system call is reported, and listed */
static struct file *log_file;

static int cut_log(struct file *file)
{
	return do_ftruncate(file, 2); // expect: file/truncate file (missing) // entry: rotate start_log
}

int start_log(void)
{
	return cut_log(log_file);
}
module_init(start_log);

SYSCALL_DEFINE1(rotate, int, how)
{
	return cut_log(log_file);
}

/* internal work and a table: the table counts, the work does not */
struct work_struct {
	void (*func)(struct work_struct *work);
	struct file *file;
};

struct flush_ops {
	void (*flush)(struct work_struct *work);
};

static void flush_both_bad(struct work_struct *work)
{
	do_ftruncate(work->file, 3); // expect: file/truncate work->file
}

static void flush_later_ok(struct work_struct *work)
{
	do_ftruncate(work->file, 3);
}

struct work_struct both = { .func = flush_both_bad }, later = { .func = flush_later_ok };
const struct flush_ops flush_ops = { flush_both_bad };
