// Each call is made only if the one before it succeeded.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

int prepare(struct file *file);
int finish(struct file *file);

static int clear_chain_ok(struct file *file)
{
	int err = prepare(file);

	if (!err)
		err = security_file_truncate(file);
	if (!err)
		err = finish(file);
	if (!err)
		err = do_ftruncate(file, 0);
	return err;
}
FILE_ENTRY(clear_chain_ok)

static int clear_chain_bad(struct file *file)
{
	int err = prepare(file);

	if (err)
		err = security_file_truncate(file);
	if (!err)
		err = finish(file);
	if (!err)
		err = do_ftruncate(file, 0); // expect: file/truncate file (bypass)
	return err;
}
FILE_ENTRY(clear_chain_bad)

/* the next call overwrites the refusal */
static int clear_overwritten_bad(struct file *file)
{
	int err = prepare(file);

	if (!err)
		err = security_file_truncate(file);
	err = finish(file);
	if (!err)
		err = do_ftruncate(file, 0); // expect: file/truncate file
	return err;
}
FILE_ENTRY(clear_overwritten_bad)

static int clear_elvis_ok(struct file *file)
{
	int ret = security_file_truncate(file) ?: prepare(file);

	if (ret)
		return ret;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_elvis_ok)

static int clear_elvis_bad(struct file *file)
{
	int ret = prepare(file) ?: 0;

	ret = ret ? security_file_truncate(file) : finish(file);
	if (ret)
		return ret;
	return do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY(clear_elvis_bad)

static int clear_three_elvis_ok(struct file *file)
{
	return prepare(file) ?: security_file_truncate(file) ?: finish(file) ?: do_ftruncate(file, 0);
}
FILE_ENTRY(clear_three_elvis_ok)

static int clear_three_elvis_bad(struct file *file)
{
	return prepare(file) ?: finish(file) ?: do_ftruncate(file, 0) ?: security_file_truncate(file); // expect: file/truncate file (late)
}
FILE_ENTRY(clear_three_elvis_bad)

static int clear_and_chain_ok(struct file *file)
{
	if (!prepare(file) && !security_file_truncate(file) && !finish(file))
		return do_ftruncate(file, 0);
	return -EACCES;
}
FILE_ENTRY(clear_and_chain_ok)
