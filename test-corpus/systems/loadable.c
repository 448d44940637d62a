// What is exported to loadable modules: functions that ask, and functions that leave it to their callers.
// section: loadable --kernel .
// rules: ../../rules/linux/systems.yaml systems.yaml
// closed: exported_framework exported_operations
#include "lsm.h"

#define EXPORT_SYMBOL(sym) extern int exported_##sym
#define EXPORT_SYMBOL_GPL(sym) extern int exported_gpl_##sym

void open_it(struct file *file);

int security_file_open(struct file *file)
{
	int rc = 0;

	ASK(0, file_open, rc, 0, file)
	ASK(1, file_open, rc, 0, file)
out:
	return rc;
}
EXPORT_SYMBOL_GPL(security_file_open); // row: exported_framework: security_file_open | hook | gpl

int checked_open_ok(struct file *file)
{
	int error = security_file_open(file);

	if (!error)
		open_it(file);
	return error;
}
EXPORT_SYMBOL(checked_open_ok);

int raw_open_bad(struct file *file)
{
	open_it(file);
	return 0;
}
EXPORT_SYMBOL(raw_open_bad); // row: exported_operations: raw_open_bad | any | test/open | file_open | makes

int not_exported_ok(struct file *file)
{
	open_it(file);
	return 0;
}
