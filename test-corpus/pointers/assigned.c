// A pointer to a function is assigned somewhere, not initialised.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

typedef int (*clear_fn)(struct file *file);

static int clear_of_judged_ok(struct file *file)
{
	return do_ftruncate(file, 0);
}

static int clear_of_unjudged_bad(struct file *file)
{
	return do_ftruncate(file, 0); // expect: file/truncate file (ignored-result) // entry: call_unjudged
}

static int clear_judging_ok(struct file *file)
{
	return security_file_truncate(file) ? -EACCES : do_ftruncate(file, 0);
}

/* variables of the file, as security_hook_heads or pm_power_off once were */
static clear_fn judged_hook, unjudged_hook, judging_hook;

void set_hooks(void)
{
	judged_hook = clear_of_judged_ok;
	unjudged_hook = clear_of_unjudged_bad;
	judging_hook = clear_judging_ok;
}

SYSCALL_DEFINE1(call_judged, int, fd)
{
	struct file *file = fget(fd);

	if (!file || !judged_hook || security_file_truncate(file))
		return -EBADF;
	return judged_hook(file);
}

SYSCALL_DEFINE1(call_unjudged, int, fd)
{
	struct file *file = fget(fd);

	if (!file || !unjudged_hook || !security_file_truncate(file))
		return -EBADF;
	return unjudged_hook(file);
}

SYSCALL_DEFINE1(call_judging, int, fd)
{
	struct file *file = fget(fd);

	return file && judging_hook ? judging_hook(file) : -EBADF;
}

/* a member of a table that is filled at run time, by what was found out */
struct driver {
	clear_fn clear;
	clear_fn erase;
	struct {
		clear_fn wipe;
	} nested;
};

static struct driver driver;

static int clear_slowly_bad(struct file *file)
{
	return do_ftruncate(file, 0); // expect: file/truncate file (missing) // entry: driver_clear
}

static int clear_fast_ok(struct file *file)
{
	return security_file_truncate(file) ? -EACCES : do_ftruncate(file, 0);
}

static int erase_ok(struct file *file)
{
	return do_ftruncate(file, 1);
}

static int wipe_bad(struct file *file)
{
	return do_ftruncate(file, 2); // expect: file/truncate file (missing) // entry: driver_wipe
}

void probe(struct driver *driver, bool fast)
{
	driver->clear = fast ? clear_fast_ok : clear_slowly_bad;
	if (!driver->erase)
		driver->erase = erase_ok;
	driver->nested.wipe = wipe_bad;
}

int probe_first(void)
{
	probe(&driver, false);
	return 0;
}

SYSCALL_DEFINE1(driver_clear, int, fd)
{
	struct file *file = fget(fd);

	return file ? driver.clear(file) : -EBADF;
}

SYSCALL_DEFINE1(driver_erase, int, fd)
{
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EBADF;
	return driver.erase(file);
}

SYSCALL_DEFINE1(driver_wipe, int, fd)
{
	struct file *file = fget(fd);

	return file ? driver.nested.wipe(file) : -EBADF;
}

/* a pointer is handed back through a parameter */
static int clear_handed_ok(struct file *file)
{
	return do_ftruncate(file, 0);
}

static int clear_handed_bad(struct file *file)
{
	return do_ftruncate(file, 0); // missed: file/truncate - a pointer to a function that comes back through a parameter leads nowhere, so nobody reaches this
}

static int choose_judged(clear_fn *chosen)
{
	*chosen = clear_handed_ok;
	return 0;
}

static int choose_unjudged(clear_fn *chosen)
{
	*chosen = clear_handed_bad;
	return 0;
}

SYSCALL_DEFINE1(handed_judged, int, fd)
{
	struct file *file = fget(fd);
	clear_fn chosen;

	if (!file || choose_judged(&chosen) || security_file_truncate(file))
		return -EBADF;
	return chosen(file);
}

SYSCALL_DEFINE1(handed_unjudged, int, fd)
{
	struct file *file = fget(fd);
	clear_fn chosen;

	if (!file || choose_unjudged(&chosen))
		return -EBADF;
	return chosen(file);
}
