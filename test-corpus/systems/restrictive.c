// Denials that end in success, and hooks that are asked because an ordinary check has failed.
// section: restrictive
// rules: ../../rules/linux/systems.yaml systems.yaml
// closed: lost_denials authoritative_uses
#include "lsm.h"

int security_file_open(struct file *file);
int security_file_lock(struct file *file, int cmd);
bool capable(int cap);
void use(struct file *file);

int denies_ok(struct file *file)
{
	int error = security_file_open(file);

	if (error)
		return error;
	use(file);
	return 0;
}

int denies_by_own_error_ok(struct file *file)
{
	if (security_file_open(file) < 0)
		return -EACCES;
	use(file);
	return 0;
}

/* One answer after the other in one variable, looked at again at the end. */
int chains_ok(struct file *file, int lock)
{
	int error = security_file_open(file);

	if (!error && lock)
		error = security_file_lock(file, 1);
	if (!error)
		use(file);
	if (error)
		return error;
	return 0;
}

int ignores_bad(struct file *file)
{
	security_file_open(file); // row: lost_denials: security_file_open | ignores_bad | ignored
	use(file);
	return 0;
}

int swallows_bad(struct file *file)
{
	int error = security_file_open(file);

	if (error) // row: lost_denials: security_file_open | swallows_bad | success | 0
		return 0;
	use(file);
	return 0;
}

int tolerates_one_bad(struct file *file)
{
	int error = security_file_open(file);

	if (error == -EAGAIN) // row: lost_denials: success | 1
		return 1;
	if (error)
		return error;
	use(file);
	return 0;
}

int restricts_ok(struct file *file)
{
	if (!capable(1))
		return -EPERM;
	return security_file_lock(file, 1);
}

int overrules_bad(struct file *file)
{
	if (!capable(1)) {
		int error = security_file_lock(file, 1); // row: authoritative_uses: security_file_lock | capable | overrules_bad | 0

		if (error)
			return error;
	}
	use(file);
	return 0;
}

/* Asked for the record: nothing succeeds any more. */
int refuses_anyway_ok(struct file *file)
{
	if (!capable(1)) {
		int error = security_file_lock(file, 1);

		return error ? error : -EPERM;
	}
	use(file);
	return 0;
}
