// A check that a helper makes is the caller's: only who leaves the helper out deviates.
#include "lockdown.h"

static int may_change(void)
{
	return capable(CAP_SYS_ADMIN) ? 0 : -EPERM;
}

static int first_ok(struct object *object, int value)
{
	int error = may_change();

	if (error)
		return error;
	object->value = value;
	return 0;
}

static int second_ok(struct object *object, int value)
{
	int error = may_change();

	if (error)
		goto out;
	object->value = value + 1;
out:
	return error;
}

/* Asks itself what the helper asks. */
static int third_bad(struct object *object, int value) // lead: may_change no
{
	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	object->value = value + 2;
	return 0;
}

static int fourth_bad(struct object *object, int value) // lead: capable(CAP_SYS_ADMIN) no
{
	object->value = value + 3;
	return 0;
}

const struct operations operations_of[] = {
	{.change = first_ok}, {.change = second_ok}, {.change = third_bad}, {.change = fourth_bad},
};
