// What now/lost.c was before: each function asks.
#include "../lockdown.h"

int may_store(void);
void security_stored(struct object *object);

int may_store(void)
{
	return capable(CAP_SYS_ADMIN) ? 0 : -EPERM;
}

int entry_store(struct object *object, int value)
{
	if (!capable(CAP_NET_ADMIN))
		return -EPERM;
	object->value = value;
	security_stored(object);
	return 0;
}

int entry_helped(struct object *object, int value)
{
	if (may_store())
		return -EPERM;
	object->flags = value;
	return 0;
}

int entry_moved_ok(struct object *object, int value)
{
	if (!capable(CAP_NET_ADMIN))
		return -EPERM;
	object->next = object;
	return 0;
}

int entry_quick(struct object *object, int quick)
{
	if (security_change(object))
		return -EPERM;
	object->value = quick;
	return 0;
}
