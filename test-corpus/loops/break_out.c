// The loop is left in the middle, with the check behind or still ahead.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int found_ok(struct file *file)
{
	for (; file; file = next_file(file)) {
		if (security_file_truncate(file))
			return -EACCES;
		if (file->f_flags)
			break;
	}
	return file ? do_ftruncate(file, 0) : -ENOENT;
}
FILE_ENTRY(found_ok)

static int found_bad(struct file *file)
{
	for (; file; file = next_file(file)) {
		if (file->f_flags)
			break;
		if (security_file_truncate(file))
			return -EACCES;
	}
	return file ? do_ftruncate(file, 0) : -ENOENT; // expect: file/truncate file
}
FILE_ENTRY(found_bad)

static int found_checked_after_ok(struct file *file)
{
	for (; file; file = next_file(file))
		if (file->f_flags)
			break;
	if (!file)
		return -ENOENT;
	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(found_checked_after_ok)

/* a flag tells the two ways out apart */
static int two_ways_ok(struct file *file)
{
	bool checked = false;

	while (file->f_flags) {
		if (file->f_flags & 2) {
			if (security_file_truncate(file))
				return -EACCES;
			checked = true;
			break;
		}
		file = next_file(file);
	}
	return checked ? do_ftruncate(file, 0) : 0;
}
FILE_ENTRY(two_ways_ok)

static int two_ways_bad(struct file *file)
{
	bool checked = false;

	while (file->f_flags) {
		if (file->f_flags & 2) {
			if (security_file_truncate(file))
				return -EACCES;
			checked = true;
			break;
		}
		file = next_file(file);
	}
	return checked ? 0 : do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(two_ways_bad)

static int jump_out_ok(struct file *file)
{
	int error = -ENOENT;

	for (; file; file = next_file(file)) {
		error = security_file_truncate(file);
		if (!error)
			goto found;
	}
	return error;
found:
	return do_ftruncate(file, 0);
}
FILE_ENTRY(jump_out_ok)

static int jump_out_bad(struct file *file)
{
	int error = -ENOENT;

	for (; file; file = next_file(file)) {
		error = security_file_truncate(file);
		if (error)
			goto found;
	}
	return error;
found:
	return do_ftruncate(file, 0); // expect: file/truncate file (ignored-result)
}
FILE_ENTRY(jump_out_bad)

/* the candidate is kept, and the loop goes on with others */
static int candidate_ok(struct file *file)
{
	struct file *candidate = NULL;

	for (; file; file = next_file(file)) {
		if (security_file_truncate(file))
			continue;
		candidate = file;
		if (file->f_flags)
			break;
	}
	return candidate ? do_ftruncate(candidate, 0) : -ENOENT;
}
FILE_ENTRY(candidate_ok)

static int candidate_bad(struct file *file)
{
	struct file *candidate = NULL;

	for (; file; file = next_file(file)) {
		candidate = file;
		if (security_file_truncate(file))
			continue;
		if (file->f_flags)
			break;
	}
	return candidate ? do_ftruncate(candidate, 0) : -ENOENT; // expect: file/truncate candidate
}
FILE_ENTRY(candidate_bad)
