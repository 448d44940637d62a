// Arms of one switch, one of which does not ask; one falls through to another that does.
#include "lockdown.h"

int entry_control(struct object *object, int command, int value)
{
	switch (command) {
	case 1:
		if (!capable(CAP_SYS_ADMIN))
			return -EPERM;
		object->value = value;
		return 0;
	case 2:
		if (!capable(CAP_SYS_ADMIN))
			return -EPERM;
		object->flags = value;
		return 0;
	case 3:
		object->next = object; // lead: capable(CAP_SYS_ADMIN) no
		return 0;
	case 4:
		object->flags = 0;
	case 5:
		if (!capable(CAP_SYS_ADMIN))
			return -EPERM;
		object->value = 0;
		return 0;
	case 6:
		return object->value;
	}
	return -EINVAL;
}
