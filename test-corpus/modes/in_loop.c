// The mask grows round by round, and nobody knows how many rounds there are.
// rules: ../rules/mode.yaml ../entries.yaml
#include "fs.h"

struct request {
	struct request *next;
	int mask;
};

struct request *find_request(int id);

static long write_from_start_ok(struct file *file, int id)
{
	int mask = MAY_WRITE;
	int error;

	for (struct request *request = find_request(id); request; request = request->next)
		mask |= request->mask;
	error = security_file_permission(file, mask);
	return error ? error : file->f_op->write(file, NULL, 0);
}
FILE_ENTRY_WITH(write_from_start_ok, int)

static long write_from_start_bad(struct file *file, int id)
{
	int mask = MAY_READ;
	int error;

	for (struct request *request = find_request(id); request; request = request->next)
		mask |= request->mask;
	error = security_file_permission(file, mask);
	return error ? error : file->f_op->write(file, NULL, 0); // expect: file/write file
}
FILE_ENTRY_WITH(write_from_start_bad, int)

/* the loop may not run at all */
static long write_from_rounds_bad(struct file *file, int rounds)
{
	int mask = 0;
	int error;

	while (rounds-- > 0)
		mask |= MAY_WRITE;
	error = security_file_permission(file, mask);
	return error ? error : file->f_op->write(file, NULL, 0); // expect: file/write file
}
FILE_ENTRY_WITH(write_from_rounds_bad, int)

static long write_from_one_round_ok(struct file *file, int rounds)
{
	int mask = 0;
	int error;

	do {
		mask |= MAY_WRITE;
	} while (rounds-- > 0);
	error = security_file_permission(file, mask);
	return error ? error : file->f_op->write(file, NULL, 0);
}
FILE_ENTRY_WITH(write_from_one_round_ok, int)

/* whoever asks for writing writes, in the same round */
static long write_in_round_ok(struct file *file, int id)
{
	for (struct request *request = find_request(id); request; request = request->next) {
		int mask = request->mask;

		if (security_file_permission(file, mask))
			return -EACCES;
		if (mask & MAY_WRITE)
			file->f_op->write(file, NULL, 0);
	}
	return 0;
}
FILE_ENTRY_WITH(write_in_round_ok, int)

static long write_in_round_bad(struct file *file, int id)
{
	for (struct request *request = find_request(id); request; request = request->next) {
		int mask = request->mask;

		if (security_file_permission(file, mask & ~MAY_WRITE))
			return -EACCES;
		if (mask & MAY_WRITE)
			file->f_op->write(file, NULL, 0); // expect: file/write file (wrong-mode)
	}
	return 0;
}
FILE_ENTRY_WITH(write_in_round_bad, int)
