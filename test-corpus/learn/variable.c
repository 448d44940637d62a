// Users of one variable, one of which asks for nothing.
#include "lockdown.h"

static struct object *head;

int entry_add_ok(struct object *object)
{
	if (!capable(CAP_NET_ADMIN))
		return -EPERM;
	object->next = head;
	head = object;
	return 0;
}

int entry_remove_ok(void)
{
	if (!capable(CAP_NET_ADMIN))
		return -EPERM;
	head = head->next;
	return 0;
}

int entry_change_bad(int value) // lead: capable(CAP_NET_ADMIN) no
{
	head->value = value;
	return 0;
}
