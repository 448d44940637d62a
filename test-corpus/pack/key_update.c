// A key gets new content only after the right to write was judged.
// rules: pack:keys.yaml pack:entries.yaml pack:values.yaml
// only: keys/update
#include "kernel.h"

struct key;
struct key_type { int (*update)(struct key *key, const void *data); };
struct key { const struct key_type *type; };

int security_key_permission(struct key *key_ref, int need_perm);
struct key *key_of(int id);

#define key_ref_to_ptr(ref) ((struct key *)((unsigned long)(ref) & ~1UL))

SYSCALL_DEFINE2(update_ok, int, id, const void *, data)
{
	struct key *key_ref = key_of(id), *key = key_ref_to_ptr(key_ref);
	int error = security_key_permission(key_ref, 3);

	return error ? error : key->type->update(key, data);
}

SYSCALL_DEFINE2(update_bad, int, id, const void *, data)
{
	struct key *key = key_ref_to_ptr(key_of(id));

	return key->type->update(key, data); // expect: keys/update system (missing)
}

SYSCALL_DEFINE2(update_as_search_bad, int, id, const void *, data)
{
	struct key *key_ref = key_of(id), *key = key_ref_to_ptr(key_ref);
	int error = security_key_permission(key_ref, 4);

	return error ? error : key->type->update(key, data); // expect: keys/update system (wrong-mode)
}
