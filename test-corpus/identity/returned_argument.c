// A function that returns its argument returns the same object.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct counted {
	int references;
	struct file file;
};

static inline struct file *get_file(struct file *file)
{
	container_of(file, struct counted, file)->references++;
	return file;
}

static struct file *get_twice(struct file *file)
{
	return get_file(get_file(file));
}

static struct file *second_of(struct file *first, struct file *second)
// fact: returns second
// fact: stores first->f_flags = 0
{
	first->f_flags = 0;
	return second;
}

static struct file *get_active(struct file *file)
{
	if (!file->f_inode)
		return NULL;
	return get_file(file);
}

static struct file *get_flagged(struct file *file)
{
	if (file->f_flags & 1)
		return ERR_PTR(-EINVAL);
	return file;
}

static int clear_counted_ok(struct file *file)
{
	if (security_file_truncate(get_file(file)))
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_counted_ok)

static int clear_counted_bad(struct file *file)
{
	if (security_file_truncate(get_file(next_file(file))))
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file (wrong-object)
}
FILE_ENTRY(clear_counted_bad)

static int clear_twice_ok(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(get_twice(file), 0);
}
FILE_ENTRY(clear_twice_ok)

static int clear_second_ok(struct file *file)
{
	struct file *other = next_file(file);

	if (security_file_truncate(other))
		return -EACCES;
	return do_ftruncate(second_of(file, other), 0);
}
FILE_ENTRY(clear_second_ok)

static int clear_second_bad(struct file *file)
{
	struct file *other = next_file(file);

	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(second_of(file, other), 0); // expect: file/truncate other (wrong-object)
}
FILE_ENTRY(clear_second_bad)

static int clear_active_ok(struct file *file)
{
	struct file *active = get_active(file);

	if (!active)
		return -EBADF;
	if (security_file_truncate(active))
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_active_ok)

static int clear_active_bad(struct file *file)
{
	struct file *active = get_active(file);

	if (active && security_file_truncate(active))
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY(clear_active_bad)

static int clear_flagged_ok(struct file *file)
{
	struct file *flagged = get_flagged(file);

	if (IS_ERR(flagged))
		return PTR_ERR(flagged);
	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(flagged, 0);
}
FILE_ENTRY(clear_flagged_ok)
