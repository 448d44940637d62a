// A function that nobody calls and whose address nobody takes: reported, without an entry.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

int never_called_bad(int fd)
{
	return do_ftruncate(fget(fd), 0); // expect: file/truncate fget() (missing)
}

int never_called_ok(int fd)
{
	struct file *file = fget(fd);

	return security_file_truncate(file) ? -EACCES : do_ftruncate(file, 0);
}
