/* What the files of this folder have in common. */
#define EPERM 1
#define EINVAL 22
#define CAP_NET_ADMIN 12
#define CAP_SYS_ADMIN 21
_Bool capable(int capability);
int security_change(void *object);
struct object { unsigned flags; int value; struct object *next; };
struct operations {
	int (*change)(struct object *object, int value);
	int (*show)(struct object *object, int value);
};
