// One caller asks on some ways only.
#include "lockdown.h"

static void publish(struct object *object, int value)
{
	object->value = value;
}

int entry_first_ok(struct object *object)
{
	if (security_change(object))
		return -EPERM;
	publish(object, 1);
	return 0;
}

int entry_second_ok(struct object *object)
{
	if (security_change(object))
		return -EPERM;
	publish(object, 2);
	return 0;
}

int entry_third_bad(struct object *object, int quick) // lead: security_change sometimes
{
	if (!quick && security_change(object))
		return -EPERM;
	publish(object, 3);
	return 0;
}
