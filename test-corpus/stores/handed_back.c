// A callee hands several objects back, and each of them is one of its own.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct pair {
	struct file *left;
	struct file *right;
};

void open_elsewhere(int fd, struct file **result);
void open_pair_elsewhere(int fd, struct file **left, struct file **right);
void fill_elsewhere(int fd, struct pair *pair);

static void open_pair(int fd, struct file **left, struct file **right)
{
	*left = fget(fd);
	*right = fget(fd + 1);
}

static void fill(int fd, struct pair *pair)
{
	pair->left = fget(fd);
	pair->right = fget(fd + 1);
}

static struct file *open_one(int fd)
{
	struct file *file = fget(fd);

	return file ?: ERR_PTR(-EBADF);
}

SYSCALL_DEFINE1(pair_ok, int, fd)
{
	struct file *left, *right;

	open_pair(fd, &left, &right);
	if (security_file_truncate(left))
		return -EACCES;
	return do_ftruncate(left, 0);
}

SYSCALL_DEFINE1(pair_bad, int, fd)
{
	struct file *left, *right;

	open_pair(fd, &left, &right);
	if (security_file_truncate(left))
		return -EACCES;
	return do_ftruncate(right, 0); // expect: file/truncate right
}

SYSCALL_DEFINE1(pair_elsewhere_ok, int, fd)
{
	struct file *left, *right;

	open_pair_elsewhere(fd, &left, &right);
	if (security_file_truncate(right))
		return -EACCES;
	return do_ftruncate(right, 0);
}

SYSCALL_DEFINE1(pair_elsewhere_bad, int, fd)
{
	struct file *left, *right;

	open_pair_elsewhere(fd, &left, &right);
	if (security_file_truncate(left))
		return -EACCES;
	return do_ftruncate(right, 0); // expect: file/truncate right (wrong-object)
}

SYSCALL_DEFINE1(filled_ok, int, fd)
{
	struct pair pair;

	fill(fd, &pair);
	if (security_file_truncate(pair.right))
		return -EACCES;
	return do_ftruncate(pair.right, 0);
}

SYSCALL_DEFINE1(filled_bad, int, fd)
{
	struct pair pair;

	fill(fd, &pair);
	if (security_file_truncate(pair.left))
		return -EACCES;
	return do_ftruncate(pair.right, 0); // expect: file/truncate pair.right
}

SYSCALL_DEFINE1(filled_elsewhere_bad, int, fd)
{
	struct pair pair;

	fill_elsewhere(fd, &pair);
	if (security_file_truncate(pair.left))
		return -EACCES;
	return do_ftruncate(pair.right, 0); // expect: file/truncate pair.right (wrong-object)
}

SYSCALL_DEFINE2(two_calls_ok, int, fd, int, other)
{
	struct file *left, *right;

	open_elsewhere(fd, &left);
	open_elsewhere(other, &right);
	if (security_file_truncate(left))
		return -EACCES;
	return do_ftruncate(left, 0);
}

SYSCALL_DEFINE2(two_calls_bad, int, fd, int, other)
{
	struct file *left, *right;

	open_elsewhere(fd, &left);
	open_elsewhere(other, &right);
	if (security_file_truncate(left))
		return -EACCES;
	return do_ftruncate(right, 0); // expect: file/truncate right (wrong-object)
}

SYSCALL_DEFINE2(two_returns_bad, int, fd, int, other)
{
	struct file *left = open_one(fd), *right = open_one(other);

	if (IS_ERR(left) || IS_ERR(right) || security_file_truncate(left))
		return -EACCES;
	return do_ftruncate(right, 0); // expect: file/truncate right
}

SYSCALL_DEFINE2(filled_twice_bad, int, fd, int, other)
{
	struct pair pair;

	fill(fd, &pair);
	if (security_file_truncate(pair.left))
		return -EACCES;
	fill(other, &pair);
	/* named after no variable: what a call leaves in memory has none */
	return do_ftruncate(pair.left, 0); // expect: file/truncate pair (wrong-object)
}

SYSCALL_DEFINE2(filled_in_turn_ok, int, fd, int, other)
{
	struct pair one, two;

	fill(fd, &one);
	fill(other, &two);
	if (security_file_truncate(one.left))
		return -EACCES;
	return do_ftruncate(one.left, 0);
}

SYSCALL_DEFINE2(filled_in_turn_bad, int, fd, int, other)
{
	struct pair one, two;

	fill(fd, &one);
	fill(other, &two);
	if (security_file_truncate(one.left))
		return -EACCES;
	return do_ftruncate(two.left, 0); // expect: file/truncate two (wrong-object)
}
