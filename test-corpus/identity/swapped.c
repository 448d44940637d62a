// Two variables exchange their objects between check and use.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define swap(a, b)                                                                                 \
	do {                                                                                       \
		__typeof__(a) __tmp = (a);                                                         \
		(a) = (b);                                                                         \
		(b) = __tmp;                                                                       \
	} while (0)

struct pair {
	struct file *left;
	struct file *right;
};

static void exchange(struct file **left, struct file **right)
{
	struct file *held = *left;

	*left = *right;
	*right = held;
}

static void turn(struct pair *pair)
// fact: stores pair->left = pair->right
// fact: stores pair->right = pair->left
{
	swap(pair->left, pair->right);
}

static int clear_swapped_ok(struct file *file)
{
	struct file *left = file, *right = next_file(file);

	if (security_file_truncate(left))
		return -EACCES;
	swap(left, right);
	return do_ftruncate(right, 0);
}
FILE_ENTRY(clear_swapped_ok)

static int clear_swapped_bad(struct file *file)
{
	struct file *left = file, *right = next_file(file);

	if (security_file_truncate(left))
		return -EACCES;
	swap(left, right);
	return do_ftruncate(left, 0); // expect: file/truncate right (wrong-object)
}
FILE_ENTRY(clear_swapped_bad)

static int clear_swapped_twice_ok(struct file *file)
{
	struct file *left = file, *right = next_file(file);

	if (security_file_truncate(left))
		return -EACCES;
	swap(left, right);
	swap(left, right);
	return do_ftruncate(left, 0);
}
FILE_ENTRY(clear_swapped_twice_ok)

static int clear_exchanged_ok(struct file *file)
{
	struct file *left = file, *right = next_file(file);

	if (security_file_truncate(left))
		return -EACCES;
	exchange(&left, &right);
	return do_ftruncate(right, 0);
}
FILE_ENTRY(clear_exchanged_ok)

static int clear_exchanged_bad(struct file *file)
{
	struct file *left = file, *right = next_file(file);

	if (security_file_truncate(left))
		return -EACCES;
	exchange(&left, &right);
	return do_ftruncate(left, 0); // expect: file/truncate right (wrong-object)
}
FILE_ENTRY(clear_exchanged_bad)

static int clear_turned_ok(struct file *file)
{
	struct pair pair = { .left = file, .right = next_file(file) };

	if (security_file_truncate(pair.left))
		return -EACCES;
	turn(&pair);
	return do_ftruncate(pair.right, 0);
}
FILE_ENTRY(clear_turned_ok)

static int clear_turned_bad(struct file *file)
{
	struct pair pair = { .left = file, .right = next_file(file) };

	if (security_file_truncate(pair.left))
		return -EACCES;
	turn(&pair);
	return do_ftruncate(pair.left, 0); // expect: file/truncate next_file() (wrong-object)
}
FILE_ENTRY(clear_turned_bad)

/* in either order both are judged */
static int clear_ordered_ok(struct file *file)
{
	struct file *left = file, *right = next_file(file);

	if (left > right)
		swap(left, right);
	if (security_file_truncate(left))
		return -EACCES;
	return do_ftruncate(left, 0);
}
FILE_ENTRY(clear_ordered_ok)

static int clear_ordered_bad(struct file *file)
{
	struct file *left = file, *right = next_file(file);

	if (security_file_truncate(left))
		return -EACCES;
	if (left > right)
		swap(left, right);
	return do_ftruncate(left, 0); // expect: file/truncate left (wrong-object)
}
FILE_ENTRY(clear_ordered_bad)
