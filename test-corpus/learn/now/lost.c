// Against base/lost.c: a check is gone, one is gone from a helper, one is made on some ways only, and one
// has moved into a helper.
#include "../lockdown.h"

int may_store(void);
void security_stored(struct object *object);

int may_store(void) // lead: capable(CAP_SYS_ADMIN) no
{
	return 0;
}

int entry_store(struct object *object, int value) // lead: capable(CAP_NET_ADMIN) no
{
	object->value = value;
	return 0;
}

int entry_helped(struct object *object, int value)
{
	if (may_store())
		return -EPERM;
	object->flags = value;
	return 0;
}

static int may_move(void)
{
	return capable(CAP_NET_ADMIN) ? 0 : -EPERM;
}

int entry_moved_ok(struct object *object, int value)
{
	if (may_move())
		return -EPERM;
	object->next = object;
	return 0;
}

int entry_quick(struct object *object, int quick) // lead: security_change sometimes
{
	if (!quick && security_change(object))
		return -EPERM;
	object->value = quick;
	return 0;
}
