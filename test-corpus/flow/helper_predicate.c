// A helper that has nothing to do with the hook says what its argument is like.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static inline bool is_refusal(int error)
{
	return error < 0;
}

static inline int to_user_error(int error)
{
	return error == -EACCES ? -EPERM : error;
}

static inline int identity(int error)
{
	return error;
}

static int truncate_predicate_ok(struct file *file)
{
	int error = security_file_truncate(file);

	if (is_refusal(error))
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_predicate_ok)

static int truncate_predicate_bad(struct file *file)
{
	int error = security_file_truncate(file);

	if (!is_refusal(error))
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file (ignored-result)
}
FILE_ENTRY(truncate_predicate_bad)

static int truncate_mapped_ok(struct file *file)
{
	int error = to_user_error(security_file_truncate(file));

	if (error)
		return error;
	return do_ftruncate(file, 0); // spurious: file/truncate - how the answer of a helper with several returns depends on its argument is not known
}
FILE_ENTRY(truncate_mapped_ok)

static int truncate_identity_ok(struct file *file)
{
	int error = identity(security_file_truncate(file));

	if (error)
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_identity_ok)
