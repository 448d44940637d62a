// Locks are held by guards, whose scopes also end the way to the operation.
// rules: ../truncate.yaml ../entries.yaml
#include "cleanup.h"

struct mutex {
	int owner;
};

void mutex_lock(struct mutex *lock);
void mutex_unlock(struct mutex *lock);
bool mutex_trylock(struct mutex *lock);

DEFINE_CLASS(mutex, struct mutex *, if (_T) mutex_unlock(_T), ({ mutex_lock(lock); lock; }), struct mutex *lock)
DEFINE_CLASS(mutex_try, struct mutex *, if (_T) mutex_unlock(_T), mutex_trylock(lock) ? lock : NULL, struct mutex *lock)

static struct mutex lock;

static int clear_guarded_ok(struct file *file)
{
	guard(mutex)(&lock);
	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_guarded_ok)

static int clear_guarded_bad(struct file *file)
{
	guard(mutex)(&lock);
	if (file->f_flags && security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY(clear_guarded_bad)

static int clear_scoped_ok(struct file *file)
{
	scoped_guard(mutex, &lock) {
		if (security_file_truncate(file))
			return -EACCES;
	}
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_scoped_ok)

static int clear_scoped_bad(struct file *file)
{
	scoped_guard(mutex, &lock) {
		if (security_file_truncate(file))
			break;
	}
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_scoped_bad)

static int clear_tried_ok(struct file *file)
{
	CLASS(mutex_try, held)(&lock);

	if (!held)
		return -EAGAIN;
	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_tried_ok)

static int clear_tried_bad(struct file *file)
{
	CLASS(mutex_try, held)(&lock);

	if (held && security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY(clear_tried_bad)
