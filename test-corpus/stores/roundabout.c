// A variable that is not written under its own name: what it was before is no longer known.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int chosen_bad(struct file *file, int how)
{
	int asked = 1, other = 1;
	int *place = how ? &asked : &other;

	*place = 0;
	if (asked)
		return security_file_truncate(file);
	return do_ftruncate(file, 0); // missed: file/truncate - which variable the pointer means is not known
}
FILE_ENTRY_WITH(chosen_bad, int)

static int *pick(int *one, int *other, int how)
{
	return how ? one : other;
}

static int picked_bad(struct file *file, int how)
{
	int asked = 1, other = 1;

	*pick(&asked, &other, how) = 0;
	if (asked)
		return security_file_truncate(file);
	return do_ftruncate(file, 0); // missed: file/truncate - which variable the pointer means is not known
}
FILE_ENTRY_WITH(picked_bad, int)

static void clear(int *place)
{
	*place = 0;
}

static int chosen_for_callee_bad(struct file *file, int how)
{
	int asked = 1, other = 1;

	clear(how ? &asked : &other);
	if (asked)
		return security_file_truncate(file);
	return do_ftruncate(file, 0); // missed: file/truncate - which variable the pointer means is not known
}
FILE_ENTRY_WITH(chosen_for_callee_bad, int)

static int walked_bad(struct file *file, int how)
{
	int asked[4] = { 1, 1, 1, 1 };
	int *place;

	for (place = asked; place < asked + 4; place++)
		*place = how;
	if (asked[2])
		return security_file_truncate(file);
	return do_ftruncate(file, 0); // missed: file/truncate - a pointer that walks over the array is not known to be in it
}
FILE_ENTRY_WITH(walked_bad, int)

struct record {
	long size;
	union {
		int whole;
		struct {
			short low, high;
		} half;
	} asked;
};

static int half_bad(struct file *file, int how)
{
	struct record record = { 0 };

	record.asked.half.low = how;
	if (!record.asked.whole)
		return security_file_truncate(file);
	return do_ftruncate(file, 0); // missed: file/truncate - the whole is taken to be what the record was filled with
}
FILE_ENTRY_WITH(half_bad, int)

static int half_of_number_bad(struct file *file, int how)
{
	struct record record;

	record.asked.whole = 0;
	record.asked.half.low = how;
	if (!record.asked.whole)
		return security_file_truncate(file);
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY_WITH(half_of_number_bad, int)

static int named_ok(struct file *file, int how)
{
	int asked = 1;
	int *place = &asked;

	*place = how ? 1 : 2;
	if (asked)
		return security_file_truncate(file);
	return do_ftruncate(file, 0);
}
FILE_ENTRY_WITH(named_ok, int)
