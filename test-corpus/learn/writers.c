// Writers of one field, one of which does not look whether the object may be changed.
#include "lockdown.h"

#define IMMUTABLE 8

int entry_first_ok(struct object *object, int value)
{
	if (object->flags & IMMUTABLE)
		return -EPERM;
	object->value = value;
	return 0;
}

int entry_second_ok(struct object *object, int value)
{
	if (object->flags & IMMUTABLE)
		return -EPERM;
	object->value = value + 1;
	return 0;
}

int entry_third_bad(struct object *object, int value) // lead: object.flags & 8 no
{
	object->value = value + 2;
	return 0;
}
