// A function is handed through two levels of parameters to the one that calls it.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

typedef int (*file_fn)(struct file *file, void *data);

static int apply(struct file *file, file_fn fn, void *data)
{
	return fn(file, data);
}

static int apply_below(file_fn fn, struct file *file, void *data)
{
	return apply(file, fn, data);
}

static int clear_judged_ok(struct file *file, void *data)
{
	return do_ftruncate(file, 0);
}

static int clear_unjudged(struct file *file, void *data)
{
	return do_ftruncate(file, 0); // expect: file/truncate file (missing) // entry: unjudged
}

SYSCALL_DEFINE1(judged_ok, int, fd)
{
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EACCES;
	return apply_below(clear_judged_ok, file, NULL);
}

SYSCALL_DEFINE1(unjudged, int, fd)
{
	struct file *file = fget(fd);

	return file ? apply_below(clear_unjudged, file, NULL) : -EBADF;
}

/* the object is in the data, as iterate_fd() hands it on */
static int clear_data_judged_ok(struct file *file, void *data)
{
	return do_ftruncate(data, 1);
}

static int clear_data_unjudged(struct file *file, void *data)
{
	return do_ftruncate(data, 1); // expect: file/truncate data (wrong-object) // entry: data_unjudged
}

SYSCALL_DEFINE2(data_judged_ok, int, fd, int, other)
{
	struct file *file = fget(fd), *data = fget(other);

	if (!file || !data || security_file_truncate(data))
		return -EACCES;
	return apply_below(clear_data_judged_ok, file, data);
}

SYSCALL_DEFINE2(data_unjudged, int, fd, int, other)
{
	struct file *file = fget(fd), *data = fget(other);

	if (!file || !data || security_file_truncate(file))
		return -EACCES;
	return apply_below(clear_data_unjudged, file, data);
}

/* a function that gets a function calls one with a function */
typedef int (*outer_fn)(struct file *file, file_fn inner);

static int call_inner(struct file *file, file_fn inner)
{
	return inner(file, NULL);
}

static int call_outer(outer_fn outer, struct file *file, file_fn inner)
{
	return outer(file, inner);
}

static int clear_inner_ok(struct file *file, void *data)
{
	return do_ftruncate(file, 2);
}

static int clear_inner(struct file *file, void *data)
{
	return do_ftruncate(file, 2); // expect: file/truncate file (missing) // entry: inner_unjudged
}

SYSCALL_DEFINE1(inner_judged_ok, int, fd)
{
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EACCES;
	return call_outer(call_inner, file, clear_inner_ok);
}

SYSCALL_DEFINE1(inner_unjudged, int, fd)
{
	struct file *file = fget(fd);

	return file ? call_outer(call_inner, file, clear_inner) : -EBADF;
}

/* down through a member of a table, the object chosen by the one that calls */
struct dir_ops {
	int (*iterate)(struct file *dir, file_fn actor);
};

static int iterate(struct file *dir, file_fn actor)
{
	return actor(next_file(dir), NULL);
}

static const struct dir_ops dir_ops = { iterate };
const struct dir_ops *dir_ops_of(struct file *dir);

static int clear_entry_bad(struct file *file, void *data)
{
	return do_ftruncate(file, 3); // expect: file/truncate file // entry: iterated
}

static int clear_entry_ok(struct file *file, void *data)
{
	return security_file_truncate(file) ? 0 : do_ftruncate(file, 3);
}

SYSCALL_DEFINE1(iterated, int, fd)
{
	struct file *dir = fget(fd);

	if (!dir || security_file_truncate(dir))
		return -EACCES;
	return dir_ops_of(dir)->iterate(dir, clear_entry_bad);
}

SYSCALL_DEFINE1(iterated_judging, int, fd)
{
	struct file *dir = fget(fd);

	return dir ? dir_ops_of(dir)->iterate(dir, clear_entry_ok) : -EBADF;
}

/* each round hands the function to itself */
static int descend(struct file *file, file_fn fn, int depth)
{
	if (depth > 0)
		return descend(file, fn, depth - 1);
	return fn(file, NULL);
}

static int clear_deep_ok(struct file *file, void *data)
{
	return do_ftruncate(file, 4);
}

static int clear_deep(struct file *file, void *data)
{
	return do_ftruncate(file, 4); // expect: file/truncate file (missing) // entry: deep_unjudged
}

SYSCALL_DEFINE2(deep_judged_ok, int, fd, int, depth)
{
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EACCES;
	return descend(file, clear_deep_ok, depth);
}

SYSCALL_DEFINE2(deep_unjudged, int, fd, int, depth)
{
	struct file *file = fget(fd);

	return file ? descend(file, clear_deep, depth) : -EBADF;
}

/* the round after hands over another one */
static int clear_handed_over(struct file *file, void *data)
{
	return do_ftruncate(file, 5); // expect: file/truncate file (missing) // entry: deep_handed_over
}

static int descend_once(struct file *file, file_fn fn, int depth)
{
	if (depth > 0)
		return descend_once(file, clear_handed_over, 0);
	return fn(file, NULL);
}

static int read_only_ok(struct file *file, void *data)
{
	return file ? 0 : -EBADF;
}

SYSCALL_DEFINE2(deep_handed_over, int, fd, int, depth)
{
	struct file *file = fget(fd);

	return file ? descend_once(file, read_only_ok, depth) : -EBADF;
}
