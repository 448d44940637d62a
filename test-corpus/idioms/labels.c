// Several labels undo what was done, and one of the jumps goes to the wrong one.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

int lock(struct file *file);
void unlock(struct file *file);
int want_write(struct file *file);
void drop_write(struct file *file);

static int clear_ladder_ok(struct file *file)
{
	int error = want_write(file);

	if (error)
		goto out;
	error = lock(file);
	if (error)
		goto out_drop;
	error = security_file_truncate(file);
	if (error)
		goto out_unlock;
	error = do_ftruncate(file, 0);
out_unlock:
	unlock(file);
out_drop:
	drop_write(file);
out:
	return error;
}
FILE_ENTRY(clear_ladder_ok)

static int clear_ladder_bad(struct file *file)
{
	int error = want_write(file);

	if (error)
		goto out;
	error = lock(file);
	if (error)
		goto out_clear;
	error = security_file_truncate(file);
	if (error)
		goto out_unlock;
out_clear:
	error = do_ftruncate(file, 0); // expect: file/truncate file (bypass)
out_unlock:
	unlock(file);
	drop_write(file);
out:
	return error;
}
FILE_ENTRY(clear_ladder_bad)

/* the error is set first, and one path forgets to clear it: it leaves, so no harm */
static int clear_preset_ok(struct file *file)
{
	int error = -EBADF;

	if (!file->f_inode)
		goto out;
	error = security_file_truncate(file);
	if (error)
		goto out;
	error = -EINVAL;
	if (file->f_flags)
		goto out;
	error = do_ftruncate(file, 0);
out:
	return error;
}
FILE_ENTRY(clear_preset_ok)

/* one label for success and failure, told apart by the error */
static int clear_shared_ok(struct file *file)
{
	int error = want_write(file);

	if (error)
		goto out;
	error = security_file_truncate(file);
out:
	if (!error)
		error = do_ftruncate(file, 0);
	return error;
}
FILE_ENTRY(clear_shared_ok)

static int clear_shared_bad(struct file *file)
{
	int error = want_write(file);

	if (!error)
		goto out;
	error = security_file_truncate(file);
out:
	if (!error)
		error = do_ftruncate(file, 0); // expect: file/truncate file (bypass)
	return error;
}
FILE_ENTRY(clear_shared_bad)

/* backwards to a label above, with the same file */
static int clear_backwards_ok(struct file *file)
{
	int error;

	goto check;
clear:
	error = do_ftruncate(file, 0);
	goto out;
check:
	error = security_file_truncate(file);
	if (!error)
		goto clear;
out:
	return error;
}
FILE_ENTRY(clear_backwards_ok)

static int clear_backwards_bad(struct file *file)
{
	int error;

	if (!file->f_flags)
		goto check;
clear:
	error = do_ftruncate(file, 0); // expect: file/truncate file (bypass)
	goto out;
check:
	error = security_file_truncate(file);
	if (!error)
		goto clear;
out:
	return error;
}
FILE_ENTRY(clear_backwards_bad)
