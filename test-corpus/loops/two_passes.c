// The first pass over the loop checks, the second one operates.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int truncate_passes_ok(struct file *file)
{
	for (int pass = 0; pass < 2; pass++) {
		if (pass == 0 && security_file_truncate(file))
			return -EACCES;
		if (pass == 1)
			do_ftruncate(file, 0);
	}
	return 0;
}
FILE_ENTRY(truncate_passes_ok)

static int truncate_passes_bad(struct file *file)
{
	for (int pass = 0; pass < 2; pass++) {
		if (pass == 1 && security_file_truncate(file))
			return -EACCES;
		if (pass == 0)
			do_ftruncate(file, 0); // expect: file/truncate file
	}
	return 0;
}
FILE_ENTRY(truncate_passes_bad)

/* a truth value remembers that the check was made */
static int truncate_remembered_ok(struct file *file, int rounds)
{
	bool checked = false;

	while (rounds-- > 0) {
		if (!checked) {
			if (security_file_truncate(file))
				return -EACCES;
			checked = true;
		}
		do_ftruncate(file, 0);
	}
	return 0;
}
FILE_ENTRY_WITH(truncate_remembered_ok, int)

static int truncate_remembered_bad(struct file *file, int rounds)
{
	bool checked = false;

	while (rounds-- > 0) {
		if (!checked) {
			if (security_file_truncate(file))
				return -EACCES;
			checked = true;
		}
		do_ftruncate(file, 0); // expect: file/truncate file
		file = next_file(file);
	}
	return 0;
}
FILE_ENTRY_WITH(truncate_remembered_bad, int)

/* the state of a small machine says how far the work is */
static int truncate_states_ok(struct file *file)
{
	enum { ASK, WORK, DONE } state = ASK;

	while (state != DONE) {
		switch (state) {
		case ASK:
			if (security_file_truncate(file))
				return -EACCES;
			state = WORK;
			break;
		case WORK:
			do_ftruncate(file, 0);
			state = DONE;
			break;
		case DONE:
			break;
		}
	}
	return 0;
}
FILE_ENTRY(truncate_states_ok)

static int truncate_states_bad(struct file *file, int start)
{
	enum { ASK, WORK, DONE } state = start ? WORK : ASK;

	while (state != DONE) {
		switch (state) {
		case ASK:
			if (security_file_truncate(file))
				return -EACCES;
			state = WORK;
			break;
		case WORK:
			do_ftruncate(file, 0); // expect: file/truncate file (bypass)
			state = DONE;
			break;
		case DONE:
			break;
		}
	}
	return 0;
}
FILE_ENTRY_WITH(truncate_states_bad, int)
