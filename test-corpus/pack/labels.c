// A new object has its label before anybody else can find it.
// rules: pack:labels.yaml pack:entries.yaml pack:values.yaml
// only: label/file label/inode label/superblock label/mount-options label/ipc label/message label/copy-up label/create-files-as
#include "kernel.h"

struct path;
struct cred;
struct file { const struct path *path; const void *f_op; };
struct inode { int i_mode; };
struct super_block { void *s_type; };
struct dentry { struct super_block *d_sb; };
struct fs_context { struct dentry *root; };
struct kern_ipc_perm { int id; };
struct msg_msg { long type; };
struct msg_queue { struct kern_ipc_perm q_perm; };

int security_file_alloc(struct file *file);
int security_inode_alloc(struct inode *inode, int gfp);
int security_sb_alloc(struct super_block *sb);
int security_sb_set_mnt_opts(struct super_block *sb, void *opts, unsigned long flags, unsigned long *set);
int security_shm_alloc(struct kern_ipc_perm *shp);
int security_msg_queue_alloc(struct kern_ipc_perm *msq);
int security_msg_msg_alloc(struct msg_msg *msg);
int security_inode_copy_up(struct dentry *src, struct cred **new);
int security_dentry_create_files_as(struct dentry *dentry, int mode, const struct cred *old, struct cred *new);
void *zalloc(size_t size);
void file_init_path(struct file *file, const struct path *path);
void inode_sb_list_add(struct inode *inode);
void *vfs_create_mount(struct fs_context *fc);
struct fs_context *context_of(int fd);
int ipc_addid(void *ids, struct kern_ipc_perm *new);
int pipelined_send(struct msg_queue *msq, struct msg_msg *msg);
struct msg_queue *queue_of(int id);
int ovl_do_tmpfile(const struct path *path);
struct cred *prepare_creds(void);
const struct cred *override_creds(const struct cred *new);

static struct file *alloc_empty_file(int boldly)
{
	struct file *file = zalloc(sizeof(*file));

	if (boldly)
		return file;
	return !file || security_file_alloc(file) ? NULL : file;
}

static struct file *alloc_file_ok(const struct path *path)
{
	struct file *file = alloc_empty_file(0);

	if (file)
		file_init_path(file, path);
	return file;
}

static struct file *alloc_file_bad(const struct path *path)
{
	struct file *file = alloc_empty_file(1);

	if (file)
		file_init_path(file, path); // expect: label/file file (unlabelled)
	return file;
}

SYSCALL_DEFINE1(pipe, const struct path *, path)
{
	return !alloc_file_ok(path) || !alloc_file_bad(path);
}

static struct inode *new_inode(int boldly)
{
	struct inode *inode = zalloc(sizeof(*inode));

	if (boldly)
		inode_sb_list_add(inode); // expect: label/inode inode (unlabelled)
	if (security_inode_alloc(inode, 0))
		return NULL;
	inode_sb_list_add(inode);
	return inode;
}

SYSCALL_DEFINE1(socket, int, boldly)
{
	return !new_inode(boldly);
}

static struct super_block *sget_fc(void *type, int boldly)
{
	struct super_block *sb = zalloc(sizeof(*sb));

	if (boldly) {
		sb->s_type = type; // expect: label/superblock sb (unlabelled)
		return sb;
	}
	if (security_sb_alloc(sb))
		return NULL;
	sb->s_type = type;
	return sb;
}

SYSCALL_DEFINE3(mount, int, fd, void *, type, int, boldly)
{
	struct fs_context *fc = context_of(fd);
	int error;

	if (!sget_fc(type, boldly))
		return -EAGAIN;
	if (boldly)
		return !vfs_create_mount(fc); // expect: label/mount-options fc->root->d_sb (unlabelled)
	error = security_sb_set_mnt_opts(fc->root->d_sb, NULL, 0, NULL);
	return error ? error : !vfs_create_mount(fc);
}

SYSCALL_DEFINE2(shmget, void *, ids, int, boldly)
{
	struct kern_ipc_perm *perm = zalloc(sizeof(*perm));

	if (boldly)
		return ipc_addid(ids, perm); // expect: label/ipc perm (unlabelled)
	return security_shm_alloc(perm) ? -EAGAIN : ipc_addid(ids, perm);
}

SYSCALL_DEFINE1(msgget, void *, ids)
{
	struct kern_ipc_perm *perm = zalloc(sizeof(*perm));

	return security_msg_queue_alloc(perm) ? -EAGAIN : ipc_addid(ids, perm);
}

static struct msg_msg *load_msg(int boldly)
{
	struct msg_msg *msg = zalloc(sizeof(*msg));

	return boldly || !security_msg_msg_alloc(msg) ? msg : NULL;
}

static int do_msgsnd(struct msg_queue *msq, int boldly)
{
	struct msg_msg *msg = load_msg(boldly);

	return msg ? pipelined_send(msq, msg) : -EAGAIN; // expect: label/message msg (unlabelled) // entry: msgsnd msgsnd_boldly
}

SYSCALL_DEFINE1(msgsnd, int, id) { return do_msgsnd(queue_of(id), 0); }
SYSCALL_DEFINE1(msgsnd_boldly, int, id) { return do_msgsnd(queue_of(id), 1); }

static int ovl_copy_up_tmpfile(struct dentry *dentry, const struct path *path, int boldly)
{
	struct cred *new = NULL;
	int err;

	if (boldly)
		return ovl_do_tmpfile(path); // expect: label/copy-up system (unlabelled)
	err = security_inode_copy_up(dentry, &new);
	return err < 0 ? err : ovl_do_tmpfile(path);
}

static int ovl_setup_cred_for_create(struct dentry *dentry, const struct cred *old, int boldly)
{
	struct cred *new = prepare_creds();

	if (boldly) {
		override_creds(new); // expect: label/create-files-as new (unlabelled)
		return 0;
	}
	if (security_dentry_create_files_as(dentry, 0600, old, new))
		return -EPERM;
	override_creds(new);
	return 0;
}

SYSCALL_DEFINE3(write, struct dentry *, dentry, const struct path *, path, int, boldly)
{
	int err = ovl_copy_up_tmpfile(dentry, path, boldly);

	return err ? err : ovl_setup_cred_for_create(dentry, NULL, boldly);
}
