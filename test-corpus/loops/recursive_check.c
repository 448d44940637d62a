// Functions call themselves or each other until one of them checks, or none does.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int check_bottom(struct file *file, int depth)
{
	return depth > 0 ? check_bottom(file, depth - 1) : security_file_truncate(file);
}

static int check_no_bottom(struct file *file, int depth)
{
	return depth > 0 ? check_no_bottom(file, depth - 1) : 0;
}

static int clear_bottom_ok(struct file *file, int depth)
{
	int error = check_bottom(file, depth);

	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY_WITH(clear_bottom_ok, int)

static int clear_no_bottom_bad(struct file *file, int depth)
{
	int error = check_no_bottom(file, depth);

	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY_WITH(clear_no_bottom_bad, int)

static int check_odd(struct file *file, int depth);

static int check_even(struct file *file, int depth)
{
	if (depth <= 0)
		return security_file_truncate(file);
	return check_odd(file, depth - 1);
}

static int check_odd(struct file *file, int depth)
{
	if (depth <= 0)
		return security_file_truncate(file);
	return check_even(file, depth - 1);
}

static int check_odd_only(struct file *file, int depth);

static int check_not_even(struct file *file, int depth)
{
	if (depth <= 0)
		return 0;
	return check_odd_only(file, depth - 1);
}

static int check_odd_only(struct file *file, int depth)
{
	if (depth <= 0)
		return security_file_truncate(file);
	return check_not_even(file, depth - 1);
}

static int clear_always_ok(struct file *file, int depth)
{
	int error = check_even(file, depth);

	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY_WITH(clear_always_ok, int)

static int clear_sometimes_bad(struct file *file, int depth)
{
	int error = check_not_even(file, depth);

	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY_WITH(clear_sometimes_bad, int)

/* checks itself before it goes down, or on the way up */
static int check_first(struct file *file, int depth)
{
	int error = security_file_truncate(file);

	if (error || depth <= 0)
		return error;
	return check_first(file, depth - 1);
}

static int check_last(struct file *file, int depth)
{
	int error = 0;

	if (depth > 0)
		error = check_last(file, depth - 1);
	return error ? error : security_file_truncate(file);
}

static int check_top(struct file *file, int depth, int top)
{
	int error = 0;

	if (depth > 0)
		error = check_top(file, depth - 1, 0);
	if (error || !top)
		return error;
	return security_file_truncate(file);
}

static int clear_first_ok(struct file *file, int depth)
{
	int error = check_first(file, depth);

	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY_WITH(clear_first_ok, int)

static int clear_last_ok(struct file *file, int depth)
{
	int error = check_last(file, depth);

	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY_WITH(clear_last_ok, int)

static int clear_top_ok(struct file *file, int depth)
{
	int error = check_top(file, depth, 1);

	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY_WITH(clear_top_ok, int)

static int clear_top_bad(struct file *file, int depth)
{
	int error = check_top(file, depth, 0);

	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY_WITH(clear_top_bad, int)

/* the duty to check goes round until it leaves the circle */
static int work_odd_ok(struct file *file, int depth);

static int work_even_ok(struct file *file, int depth)
{
	return depth > 0 ? work_odd_ok(file, depth - 1) : do_ftruncate(file, 0);
}

static int work_odd_ok(struct file *file, int depth)
{
	return depth > 0 ? work_even_ok(file, depth - 1) : -EINVAL;
}

static int work_odd(struct file *file, int depth);

static int work_even_bad(struct file *file, int depth)
{
	return depth > 0 ? work_odd(file, depth - 1) : do_ftruncate(file, 0); // expect: file/truncate file // entry: circle_unchecked
}

static int work_odd(struct file *file, int depth)
{
	return depth > 0 ? work_even_bad(file, depth - 1) : -EINVAL;
}

static int circle_checked_ok(struct file *file, int depth)
{
	return security_file_truncate(file) ? -EACCES : work_even_ok(file, depth);
}
FILE_ENTRY_WITH(circle_checked_ok, int)

static int circle_unchecked(struct file *file, int depth)
{
	return work_odd(file, depth);
}
FILE_ENTRY_WITH(circle_unchecked, int)
