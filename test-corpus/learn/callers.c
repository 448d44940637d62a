// Callers of one function, one of which does not ask the hook that the others ask before.
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
	int error = security_change(object);

	if (!error)
		publish(object, 2);
	return error;
}

int entry_third_bad(struct object *object) // lead: security_change no
{
	publish(object, 3);
	return 0;
}

/* The check is made by all who call it. */
static void on_behalf_ok(struct object *object)
{
	publish(object, 4);
}

int entry_fourth_ok(struct object *object)
{
	if (security_change(object))
		return -EPERM;
	on_behalf_ok(object);
	return 0;
}
