// Functions that serve as one member, most of which ask for a capability first.
#include "lockdown.h"

static int first_ok(struct object *object, int value)
{
	if (!capable(CAP_NET_ADMIN))
		return -EPERM;
	object->value = value;
	return 0;
}

static int second_ok(struct object *object, int value)
{
	if (!capable(CAP_NET_ADMIN))
		return -EPERM;
	object->value = value + 1;
	return 0;
}

static int third_ok(struct object *object, int value)
{
	if (!capable(CAP_NET_ADMIN))
		return -EPERM;
	object->value = value + 2;
	return 0;
}

static int fourth_bad(struct object *object, int value) // lead: capable(CAP_NET_ADMIN) no
{
	object->value = value + 3;
	return 0;
}

/* Changes nothing: no sibling. */
static int fifth_ok(struct object *object, int value)
{
	return object->value == value ? 0 : -EINVAL;
}

const struct operations operations_of[] = {
	{.change = first_ok}, {.change = second_ok}, {.change = third_ok}, {.change = fourth_bad}, {.change = fifth_ok},
};
