// A function in a table is an entry if no call that was seen leads to it.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct mode_ops {
	int (*set)(struct file *file);
	int (*get)(struct file *file);
};

static int get_ok(struct file *file)
{
	return file->f_flags;
}

/* nobody calls through `set` */
static int set_bad(struct file *file)
{
	return do_ftruncate(file, 0); // expect: file/truncate file (missing) // entry: set_bad
}

static int set_ok(struct file *file)
{
	return security_file_truncate(file) ? -EACCES : do_ftruncate(file, 0);
}

const struct mode_ops first_ops = { set_bad, get_ok }, second_ops = { set_ok, get_ok };

SYSCALL_DEFINE1(get, int, fd)
{
	struct file *file = fget(fd);

	return file ? first_ops.get(file) : -EBADF;
}

/* the only call goes through another table of the type */
struct power_ops {
	int (*set)(struct file *file);
};

static int power_called_ok(struct file *file)
{
	return do_ftruncate(file, 1);
}

static int power_never_called_bad(struct file *file)
{
	return do_ftruncate(file, 1); // expect: file/truncate file
}

static const struct power_ops called_ops = { power_called_ok };
const struct power_ops never_called_ops = { power_never_called_bad };

SYSCALL_DEFINE1(power, int, fd)
{
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EBADF;
	return called_ops.set(file);
}

/* the only callers have none themselves */
struct lost_ops {
	int (*set)(struct file *file);
};

static int lost_ok(struct file *file)
{
	return do_ftruncate(file, 2);
}

const struct lost_ops lost_ops = { lost_ok };
const struct lost_ops *lost_ops_of(struct file *file);

int never_called(struct file *file)
{
	return lost_ops_of(file)->set(file);
}

/* calls itself through the table, and nobody else does */
struct own_ops {
	int (*set)(struct file *file, int depth);
};

const struct own_ops *own_ops_of(struct file *file);

static int own_bad(struct file *file, int depth)
{
	if (depth > 0)
		return own_ops_of(file)->set(file, depth - 1);
	return do_ftruncate(file, 3); // expect: file/truncate file (missing) // entry: own_bad
}

const struct own_ops own_ops = { own_bad };

/* two that stack upon each other, as overlay file systems do */
struct layer_ops {
	int (*set)(struct file *file);
};

const struct layer_ops *layer_ops_of(struct file *file);

static int lower_bad(struct file *file)
{
	return do_ftruncate(file, 4); // expect: file/truncate file // entry: upper
}

static int upper(struct file *file)
{
	struct file *lower = next_file(file);

	return layer_ops_of(lower)->set(lower);
}

const struct layer_ops lower_layer = { lower_bad }, upper_layer = { upper };

/* each is called through the table by the other one, and by nobody else */
struct ring_ops {
	int (*set)(struct file *file);
};

const struct ring_ops *ring_ops_of(struct file *file);

static int ring_first_bad(struct file *file)
{
	if (file->f_flags)
		return ring_ops_of(file)->set(file);
	return do_ftruncate(file, 5); // expect: file/truncate file
}

static int ring_second_ok(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	if (file->f_flags)
		return ring_ops_of(file)->set(file);
	return do_ftruncate(file, 5);
}

const struct ring_ops first_ring = { ring_first_bad }, second_ring = { ring_second_ok };

/* two that nobody calls through a table but each other, by name */
struct pair_ops {
	int (*set)(struct file *file, int depth);
};

static int pair_second_bad(struct file *file, int depth);

static int pair_first_bad(struct file *file, int depth)
{
	return depth ? pair_second_bad(file, depth - 1) : do_ftruncate(file, 6); // expect: file/truncate file
}

static int pair_second_bad(struct file *file, int depth)
{
	return depth ? pair_first_bad(file, depth - 1) : do_ftruncate(file, 7); // expect: file/truncate file
}

const struct pair_ops first_pair = { pair_first_bad }, second_pair = { pair_second_bad };
