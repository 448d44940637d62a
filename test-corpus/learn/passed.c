// Handlers that are registered by a call, and an answer that is handed over as a variable.
#include "lockdown.h"

struct console { int mode, light, meta; };

void register_handler(int number, int (*handler)(struct object *object));

static int first_ok(struct object *object)
{
	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	object->value = 1;
	return 0;
}

static int second_ok(struct object *object)
{
	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	object->value = 2;
	return 0;
}

static int third_bad(struct object *object) // lead: capable(CAP_SYS_ADMIN) no
{
	object->value = 3;
	return 0;
}

void entry_setup(void)
{
	register_handler(1, first_ok);
	register_handler(2, second_ok);
	register_handler(3, third_bad);
}

int entry_console(struct console *console, int command)
{
	int allowed = 0;

	if (console->mode == 7 || capable(CAP_NET_ADMIN))
		allowed = 1;
	switch (command) {
	case 1:
		if (!allowed)
			return -EPERM;
		console->mode = 4;
		break;
	case 2:
		if (!allowed)
			return -EPERM;
		console->light = 5;
		break;
	case 3:
		console->meta = 0; // lead: allowed no
		break;
	}
	return 0;
}
