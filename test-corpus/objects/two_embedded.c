// Two embedded members of one structure are two objects, and the way up leads back from either.
// rules: ../interprocedural/shmctl.yaml ../entries.yaml
#include "fs.h"

struct pair {
	int flags;
	struct kern_ipc_perm left;
	struct kern_ipc_perm right;
};

struct pair *find_pair(int id);

static int set_same_ok(struct pair *pair)
{
	if (security_shm_shmctl(&pair->right, 1))
		return -EACCES;
	return ipc_update_perm(&pair->right, 0600);
}

static int set_other_bad(struct pair *pair)
{
	if (security_shm_shmctl(&pair->left, 1))
		return -EACCES;
	return ipc_update_perm(&pair->right, 0600); // expect: shm/set &pair->right (wrong-object)
}

static int set_up_and_down_ok(struct kern_ipc_perm *left)
{
	struct pair *pair = container_of(left, struct pair, left);

	if (security_shm_shmctl(&pair->right, 1))
		return -EACCES;
	return ipc_update_perm(&container_of(&pair->right, struct pair, right)->right, 0600);
}

static int set_neighbour_bad(struct kern_ipc_perm *left)
{
	struct pair *pair = container_of(left, struct pair, left);

	if (security_shm_shmctl(&pair->right, 1))
		return -EACCES;
	return ipc_update_perm(left, 0600); // expect: shm/set left (wrong-object)
}

static int set_wrong_container_bad(struct kern_ipc_perm *right)
{
	struct pair *pair = container_of(right, struct pair, left);

	if (security_shm_shmctl(&pair->right, 1))
		return -EACCES;
	return ipc_update_perm(right, 0600); // expect: shm/set right (wrong-object)
}

SYSCALL_DEFINE2(pairs, int, id, int, how)
{
	struct pair *pair = find_pair(id);

	switch (how) {
	case 0:
		return set_same_ok(pair);
	case 1:
		return set_other_bad(pair);
	case 2:
		return set_up_and_down_ok(&pair->left);
	case 3:
		return set_neighbour_bad(&pair->left);
	default:
		return set_wrong_container_bad(&pair->right);
	}
}
