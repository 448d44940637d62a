// A loop in a loop: the outer object is checked outside, the inner one inside.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct file *first_part(struct file *file);
struct file *next_part(struct file *part);

static int truncate_outer_ok(struct file *file)
{
	for (; file; file = next_file(file)) {
		if (security_file_truncate(file))
			return -EACCES;
		for (struct file *part = first_part(file); part; part = next_part(part))
			do_ftruncate(file, 0);
	}
	return 0;
}
FILE_ENTRY(truncate_outer_ok)

static int truncate_outer_bad(struct file *file)
{
	for (; file; file = next_file(file)) {
		if (security_file_truncate(file))
			return -EACCES;
		for (struct file *part = first_part(file); part; part = next_part(part))
			do_ftruncate(part, 0); // expect: file/truncate part (wrong-object)
	}
	return 0;
}
FILE_ENTRY(truncate_outer_bad)

static int truncate_inner_ok(struct file *file)
{
	for (; file; file = next_file(file))
		for (struct file *part = first_part(file); part; part = next_part(part)) {
			if (security_file_truncate(part))
				break;
			do_ftruncate(part, 0);
		}
	return 0;
}
FILE_ENTRY(truncate_inner_ok)

static int truncate_inner_bad(struct file *file)
{
	for (; file; file = next_file(file))
		for (struct file *part = first_part(file); part; part = next_part(part)) {
			if (security_file_truncate(part))
				break;
			do_ftruncate(file, 0); // expect: file/truncate file (wrong-object)
		}
	return 0;
}
FILE_ENTRY(truncate_inner_bad)

/* break leaves only the inner loop */
static int truncate_after_break_ok(struct file *file)
{
	int error = 0;

	for (; file; file = next_file(file)) {
		for (struct file *part = first_part(file); part; part = next_part(part)) {
			error = security_file_truncate(part);
			if (error)
				break;
		}
		if (!error)
			error = security_file_truncate(file);
		if (error)
			break;
		do_ftruncate(file, 0);
	}
	return error;
}
FILE_ENTRY(truncate_after_break_ok)

static int truncate_after_break_bad(struct file *file)
{
	int error = 0;

	for (; file; file = next_file(file)) {
		for (struct file *part = first_part(file); part; part = next_part(part)) {
			error = security_file_truncate(part);
			if (error)
				break;
		}
		if (error)
			break;
		do_ftruncate(file, 0); // expect: file/truncate file
	}
	return error;
}
FILE_ENTRY(truncate_after_break_bad)
