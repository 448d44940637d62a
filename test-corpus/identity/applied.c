// What a pure function makes of equal arguments is one object, wherever it was applied.
// rules: applied.yaml ../entries.yaml
#include "kernel.h"

typedef struct { unsigned int val; } kuid_t;
typedef struct { unsigned int val; } vfsuid_t;

struct idmap;
struct mount { struct idmap *mnt_idmap; };
struct cred { long usage; kuid_t uid, fsuid; };
struct task_struct { long state; struct cred *cred; };
struct inode { unsigned short i_mode; kuid_t i_uid; };
struct path { struct mount *mnt; void *dentry; };
struct file { struct path f_path; struct inode *f_inode; };

#define VFSUIDT_INIT(uid) (vfsuid_t) { (uid).val }
#define AS_KUIDT(vfsuid) (kuid_t) { (vfsuid).val }

struct task_struct *get_current(void);
vfsuid_t map_owner(struct idmap *idmap, kuid_t uid);
int vfsuid_eq(vfsuid_t left, kuid_t right);
int uid_eq(kuid_t left, kuid_t right);
int install_lease(struct file *file);
struct file *fget(int fd);

static kuid_t current_fsuid(void)
{
	return get_current()->cred->fsuid;
}

static vfsuid_t owner_in(struct idmap *idmap, const struct inode *inode)
// fact: returns map_owner(idmap, inode->i_uid.val)
{
	return map_owner(idmap, inode->i_uid);
}

static int mapped_ok(struct file *file)
{
	vfsuid_t owner = owner_in(file->f_path.mnt->mnt_idmap, file->f_inode);

	if (!vfsuid_eq(owner, current_fsuid()))
		return -EACCES;
	return install_lease(file);
}

static int raw_bad(struct file *file)
{
	if (!uid_eq(file->f_inode->i_uid, current_fsuid()))
		return -EACCES;
	return install_lease(file); // expect: lease/owner map_owner(file->f_path.mnt->mnt_idmap, file->f_inode->i_uid.val), current->cred->fsuid.val (wrong-object) // entry: lease
}

static int other_idmap_bad(struct file *file, struct file *other)
{
	vfsuid_t owner = owner_in(other->f_path.mnt->mnt_idmap, file->f_inode);

	if (!vfsuid_eq(owner, current_fsuid()))
		return -EACCES;
	return install_lease(file); // expect: lease/owner map_owner(file->f_path.mnt->mnt_idmap, file->f_inode->i_uid.val), current->cred->fsuid.val (wrong-object) // entry: lease
}

static int other_user_bad(struct file *file)
{
	vfsuid_t owner = owner_in(file->f_path.mnt->mnt_idmap, file->f_inode);

	if (!vfsuid_eq(owner, get_current()->cred->uid))
		return -EACCES;
	return install_lease(file); // expect: lease/owner map_owner(file->f_path.mnt->mnt_idmap, file->f_inode->i_uid.val), current->cred->fsuid.val (wrong-object) // entry: lease
}

static int converted_ok(struct file *file)
{
	vfsuid_t owner = owner_in(file->f_path.mnt->mnt_idmap, file->f_inode);

	if (!uid_eq(AS_KUIDT(owner), current_fsuid()))
		return -EACCES;
	return install_lease(file);
}

SYSCALL_DEFINE3(lease, int, fd, int, way, int, fd2)
{
	struct file *file = fget(fd), *other = fget(fd2);

	switch (way) {
	case 0:
		return mapped_ok(file);
	case 1:
		return raw_bad(file);
	case 2:
		return other_idmap_bad(file, other);
	case 3:
		return other_user_bad(file);
	case 4:
		return converted_ok(file);
	}
	return -EINVAL;
}
