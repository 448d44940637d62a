// A field is loaded twice, and what is stored in between decides whether it holds the same.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int clear_same_base_bad(struct shmid_kernel *shp, struct file *other)
{
	if (security_file_truncate(shp->shm_file))
		return -EACCES;
	shp->shm_file = other;
	return do_ftruncate(shp->shm_file, 0); // expect: file/truncate other (wrong-object)
}

static int clear_other_field_ok(struct shmid_kernel *shp)
{
	if (security_file_truncate(shp->shm_file))
		return -EACCES;
	shp->shm_size = 0;
	shp->shm_perm.mode = 0;
	return do_ftruncate(shp->shm_file, 0);
}

static int clear_other_type_ok(struct shmid_kernel *shp, struct inode *inode)
{
	if (security_file_truncate(shp->shm_file))
		return -EACCES;
	inode->i_flags = 0;
	return do_ftruncate(shp->shm_file, 0);
}

/* heap fields are taken as stable: another segment is taken for another one */
static int clear_other_base_ok(struct shmid_kernel *shp, struct shmid_kernel *twin, struct file *other)
{
	if (security_file_truncate(shp->shm_file))
		return -EACCES;
	twin->shm_file = other;
	return do_ftruncate(shp->shm_file, 0);
}

static int clear_alias_base_bad(struct shmid_kernel *shp, struct file *other)
{
	struct shmid_kernel *alias = shp;

	if (security_file_truncate(shp->shm_file))
		return -EACCES;
	alias->shm_file = other;
	return do_ftruncate(shp->shm_file, 0); // expect: file/truncate other (wrong-object)
}

static int clear_put_back_ok(struct shmid_kernel *shp, struct file *other)
{
	struct file *file = shp->shm_file;

	if (security_file_truncate(file))
		return -EACCES;
	shp->shm_file = other;
	shp->shm_size = 1;
	shp->shm_file = file;
	return do_ftruncate(shp->shm_file, 0);
}

static int clear_container_bad(struct shmid_kernel *shp, struct file *other)
{
	struct kern_ipc_perm *perm = &shp->shm_perm;

	if (security_file_truncate(shp->shm_file))
		return -EACCES;
	container_of(perm, struct shmid_kernel, shm_perm)->shm_file = other;
	return do_ftruncate(shp->shm_file, 0); // expect: file/truncate other (wrong-object)
}

static int clear_slot_bad(struct shmid_kernel *shp, struct file *other)
{
	struct file **slot = &shp->shm_file;

	if (security_file_truncate(shp->shm_file))
		return -EACCES;
	*slot = other;
	return do_ftruncate(shp->shm_file, 0); // expect: file/truncate other (wrong-object)
}

SYSCALL_DEFINE3(twice, int, id, int, fd, int, how)
{
	struct shmid_kernel *shp = shm_obtain(id);
	struct file *other = fget(fd);

	switch (how) {
	case 0:
		return clear_same_base_bad(shp, other);
	case 1:
		return clear_other_field_ok(shp);
	case 2:
		return clear_other_type_ok(shp, file_inode(other));
	case 3:
		return clear_other_base_ok(shp, shm_obtain(fd), other);
	case 4:
		return clear_alias_base_bad(shp, other);
	case 5:
		return clear_put_back_ok(shp, other);
	case 6:
		return clear_container_bad(shp, other);
	default:
		return clear_slot_bad(shp, other);
	}
}
