// Each round of a loop works on another file, which needs its own check.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int truncate_ok(struct file *file)
{
	for (; file; file = next_file(file)) {
		int error = security_file_truncate(file);
		if (error)
			return error;
		do_ftruncate(file, 0);
	}
	return 0;
}
FILE_ENTRY(truncate_ok)

static int truncate_bad(struct file *file)
{
	int error = security_file_truncate(file);
	if (error)
		return error;
	for (; file; file = next_file(file))
		do_ftruncate(file, 0); // expect: file/truncate file
	return 0;
}
FILE_ENTRY(truncate_bad)

static int truncate_skipped_ok(struct file *file)
{
	for (; file; file = next_file(file)) {
		if (security_file_truncate(file))
			continue;
		do_ftruncate(file, 0);
	}
	return 0;
}
FILE_ENTRY(truncate_skipped_ok)
