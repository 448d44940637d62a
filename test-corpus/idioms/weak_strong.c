// The strong bodies of the functions that weak_alias.c holds weakly.
#include "fs.h"

int arch_check(struct file *file)
{
	return security_file_truncate(file);
}

int arch_forget(struct file *file)
{
	return file->f_flags ? -EPERM : 0;
}
