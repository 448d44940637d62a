// Errors leave through a ladder of labels, as everywhere in the kernel.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

void lock(void);
void unlock(void);
int prepare(struct file *file);

static int truncate_ok(struct file *file)
{
	int error = prepare(file);
	if (error)
		goto out;
	lock();
	error = security_file_truncate(file);
	if (error)
		goto out_unlock;
	error = do_ftruncate(file, 0);
out_unlock:
	unlock();
out:
	return error;
}
FILE_ENTRY(truncate_ok)

static int truncate_bad(struct file *file)
{
	int error = prepare(file);
	if (error)
		goto truncate;
	lock();
	error = security_file_truncate(file);
	if (error)
		goto out_unlock;
truncate:
	error = do_ftruncate(file, 0); // expect: file/truncate file (bypass)
out_unlock:
	unlock();
	return error;
}
FILE_ENTRY(truncate_bad)
