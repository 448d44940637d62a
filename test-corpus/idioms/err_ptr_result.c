// A function that makes an object answers with the error in its pointer.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct handle {
	struct file *file;
};

struct handle *alloc_handle(struct file *file);
void free_handle(struct handle *handle);

static struct handle *open_handle(struct file *file)
{
	struct handle *handle;
	int err = security_file_truncate(file);

	if (err)
		return ERR_PTR(err);
	handle = alloc_handle(file);
	if (!handle)
		return ERR_PTR(-EINVAL);
	handle->file = file;
	return handle;
}

static struct handle *open_handle_late(struct file *file)
{
	struct handle *handle = alloc_handle(file);
	int err;

	if (!handle)
		return ERR_PTR(-EINVAL);
	handle->file = file;
	err = security_file_truncate(file);
	if (err)
		goto out_free;
	return handle;
out_free:
	free_handle(handle);
	return ERR_PTR(err);
}

static struct handle *open_handle_maybe(struct file *file)
{
	struct handle *handle = alloc_handle(file);
	int err;

	if (!handle)
		return ERR_PTR(-EINVAL);
	handle->file = file;
	err = security_file_truncate(file);
	if (err)
		free_handle(handle);
	return handle;
}

static struct handle *error_or_handle(struct file *file, struct handle *handle)
{
	int err = security_file_truncate(file);

	return err ? ERR_PTR(err) : handle;
}

static int clear_handle_ok(struct file *file)
{
	struct handle *handle = open_handle(file);

	if (IS_ERR(handle))
		return PTR_ERR(handle);
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_handle_ok)

static int clear_handle_bad(struct file *file)
{
	struct handle *handle = open_handle(file);

	if (!handle)
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_handle_bad)

static int clear_late_ok(struct file *file)
{
	struct handle *handle = open_handle_late(file);

	if (IS_ERR(handle))
		return PTR_ERR(handle);
	return do_ftruncate(handle->file, 0);
}
FILE_ENTRY(clear_late_ok)

static int clear_maybe_bad(struct file *file)
{
	struct handle *handle = open_handle_maybe(file);

	if (IS_ERR(handle))
		return PTR_ERR(handle);
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_maybe_bad)

/* the sign of the pointer, the way IS_ERR_VALUE does it */
static int clear_value_ok(struct file *file)
{
	struct handle *handle = open_handle(file);

	if ((unsigned long)handle >= (unsigned long)-MAX_ERRNO)
		return (long)handle;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_value_ok)

static int clear_chosen_ok(struct file *file)
{
	struct handle *handle = error_or_handle(file, alloc_handle(file));

	if (IS_ERR(handle))
		return PTR_ERR(handle);
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_chosen_ok)

static int clear_local_ok(struct file *file)
{
	struct handle *handle = ERR_PTR(security_file_truncate(file));

	if (IS_ERR(handle))
		return PTR_ERR(handle);
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_local_ok)

static int clear_local_bad(struct file *file)
{
	struct handle *handle = ERR_PTR(-security_file_truncate(file));

	if (IS_ERR(handle))
		return PTR_ERR(handle);
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_local_bad)
