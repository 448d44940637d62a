// What one function hands on to, one of which does not ask.
#include "lockdown.h"

static int remount_ok(struct object *object)
{
	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	object->value = 1;
	return 0;
}

static int bind_ok(struct object *object)
{
	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	object->value = 2;
	return 0;
}

static int change_bad(struct object *object) // lead: capable(CAP_SYS_ADMIN) no
{
	object->value = 3;
	return 0;
}

int entry_mount(struct object *object, int flags)
{
	if (flags & 1)
		return remount_ok(object);
	if (flags & 2)
		return bind_ok(object);
	return change_bad(object);
}
