// A key is changed, linked, described or given away only by whoever looked it up for that.
// rules: pack:keys.yaml pack:entries.yaml pack:values.yaml
// only: keys/change keys/revoke keys/invalidate keys/link keys/describe keys/search keys/attributes
#include "kernel.h"

enum { KEY_NEED_VIEW = 1, KEY_NEED_READ, KEY_NEED_WRITE, KEY_NEED_SEARCH, KEY_NEED_LINK, KEY_NEED_SETATTR,
       KEY_NEED_UNLINK, KEY_SYSADMIN_OVERRIDE };

struct key { unsigned int uid, gid, perm; };
typedef struct key *key_ref_t;

key_ref_t lookup_user_key(int id, unsigned long flags, int need_perm);
int keyring_clear(struct key *keyring);
int key_unlink(struct key *keyring, struct key *key);
int key_link(struct key *keyring, struct key *key);
void key_revoke(struct key *key);
void key_invalidate(struct key *key);
key_ref_t keyring_search(key_ref_t keyring, const char *description);

#define key_ref_to_ptr(ref) ((struct key *)((unsigned long)(ref) & ~1UL))

static long keyctl_keyring_clear(int id, int override)
{
	key_ref_t ref = lookup_user_key(id, 1, KEY_NEED_WRITE);

	if (IS_ERR(ref) && override)
		ref = lookup_user_key(id, 0, KEY_SYSADMIN_OVERRIDE);
	if (IS_ERR(ref))
		return PTR_ERR(ref);
	return keyring_clear(key_ref_to_ptr(ref));
}

static long keyctl_keyring_unlink(int id, int ringid)
{
	key_ref_t ref = lookup_user_key(ringid, 0, KEY_NEED_READ);

	if (IS_ERR(ref))
		return PTR_ERR(ref);
	return key_unlink(key_ref_to_ptr(ref), NULL); // expect: keys/change system (wrong-mode)
}

static long keyctl_keyring_link(int id, int ringid)
{
	key_ref_t keyring = lookup_user_key(ringid, 1, KEY_NEED_WRITE);
	key_ref_t ref = lookup_user_key(id, 1, KEY_NEED_SEARCH);

	if (IS_ERR(keyring) || IS_ERR(ref))
		return -EACCES;
	return key_link(key_ref_to_ptr(keyring), key_ref_to_ptr(ref)); // expect: keys/link system (wrong-mode)
}

static long keyctl_revoke_key(int id, int other)
{
	key_ref_t ref = lookup_user_key(id, 0, other ? KEY_NEED_SETATTR : KEY_NEED_VIEW);

	if (IS_ERR(ref))
		return PTR_ERR(ref);
	key_revoke(key_ref_to_ptr(ref)); // expect: keys/revoke system (wrong-mode)
	return 0;
}

static long keyctl_invalidate_key(int id, int boldly)
{
	key_ref_t ref = lookup_user_key(id, 0, KEY_NEED_SEARCH);

	if (IS_ERR(ref) && !boldly)
		return PTR_ERR(ref);
	if (boldly)
		key_invalidate(key_ref_to_ptr(ref)); // expect: keys/invalidate system (ignored-result)
	else
		key_invalidate(key_ref_to_ptr(ref));
	return 0;
}

static long keyctl_describe_key(int id, struct key *other)
{
	key_ref_t ref;

	if (other)
		return other->perm; // expect: keys/describe system (missing)
	ref = lookup_user_key(id, 2, KEY_NEED_VIEW);
	return IS_ERR(ref) ? PTR_ERR(ref) : key_ref_to_ptr(ref)->perm;
}

static long keyctl_keyring_search(int id, key_ref_t other)
{
	key_ref_t ref;

	if (other)
		return IS_ERR(keyring_search(other, "name")); // expect: keys/search system (missing)
	ref = lookup_user_key(id, 0, KEY_NEED_SEARCH);
	return IS_ERR(ref) ? PTR_ERR(ref) : IS_ERR(keyring_search(ref, "name"));
}

static long keyctl_chown_key(int id, unsigned int uid)
{
	key_ref_t ref = lookup_user_key(id, 1, KEY_NEED_SETATTR);

	if (IS_ERR(ref))
		return PTR_ERR(ref);
	key_ref_to_ptr(ref)->uid = uid;
	return 0;
}

static long keyctl_setperm_key(int id, unsigned int perm)
{
	key_ref_t ref = lookup_user_key(id, 1, KEY_NEED_WRITE);

	if (IS_ERR(ref))
		return PTR_ERR(ref);
	key_ref_to_ptr(ref)->perm = perm; // expect: keys/attributes system (wrong-mode)
	return 0;
}

#define KEYCTL(name, type)                                                                         \
	SYSCALL_DEFINE2(name, int, id, type, other)                                                \
	{                                                                                          \
		return keyctl_##name(id, other);                                                   \
	}
KEYCTL(keyring_clear, int)
KEYCTL(keyring_unlink, int)
KEYCTL(keyring_link, int)
KEYCTL(revoke_key, int)
KEYCTL(invalidate_key, int)
KEYCTL(describe_key, struct key *)
KEYCTL(keyring_search, key_ref_t)
KEYCTL(chown_key, unsigned int)
KEYCTL(setperm_key, unsigned int)
