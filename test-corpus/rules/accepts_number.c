// One number accepts, and every other answer ends the request, success too.
// rules: accepts_number.yaml ../entries.yaml
#include "fs.h"

#define ENOSYS 38

int try_module(struct file *file, int value);

static int option_ok(struct file *file, int value)
{
	int error = try_module(file, value);

	if (error != -ENOSYS)
		return error;
	return do_ftruncate(file, value);
}
FILE_ENTRY_WITH(option_ok, int)

static int option_taken_for_an_error_bad(struct file *file, int value)
{
	int error = try_module(file, value);

	if (error == -ENOSYS)
		return error;
	return do_ftruncate(file, value); // expect: file/option file, value
}
FILE_ENTRY_WITH(option_taken_for_an_error_bad, int)

static int option_after_success_bad(struct file *file, int value)
{
	int error = try_module(file, value);

	if (error && error != -ENOSYS)
		return error;
	return do_ftruncate(file, value); // expect: file/option file, value (ignored-result)
}
FILE_ENTRY_WITH(option_after_success_bad, int)

/* the parameter that has the name of an operand */
static int option_of_other_value_bad(struct file *file, int value)
{
	int error = try_module(file, value);

	if (error != -ENOSYS)
		return error;
	return do_ftruncate(file, value + 1); // expect: file/option file, value + 1
}
FILE_ENTRY_WITH(option_of_other_value_bad, int)
