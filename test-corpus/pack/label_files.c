// A file without a name is labelled like one that has a name, and both before they can be found.
// rules: pack:labels.yaml pack:entries.yaml pack:values.yaml
// only: label/anon-inode label/new-inode label/backing-file
#include "kernel.h"

struct dentry;
struct inode { int i_mode; };
struct file { int f_mode; };
struct backing_file { struct file file; void *user_path; };

int security_inode_init_security_anon(struct inode *inode, const char *name, const struct inode *context);
int security_inode_init_security(struct inode *inode, struct inode *dir, const char *name);
int security_backing_file_alloc(struct file *backing_file, const struct file *user_file);
struct inode *alloc_anon_inode(void *sb);
void *alloc_file_pseudo(struct inode *inode, void *mnt, const char *name);
struct inode *shmem_get_inode(struct inode *dir);
void d_instantiate(struct dentry *dentry, struct inode *inode);
struct backing_file *new_backing_file(void);
extern struct inode *anon_inode_inode;

static struct inode *make_secure_inode(void *sb, const char *name)
{
	struct inode *inode = alloc_anon_inode(sb);
	int error;

	if (IS_ERR(inode))
		return inode;
	error = security_inode_init_security_anon(inode, name, NULL);
	return error ? ERR_PTR(error) : inode;
}

static void *__anon_inode_getfile(const char *name, bool make_inode)
{
	struct inode *inode = make_inode ? make_secure_inode(NULL, name) : anon_inode_inode;

	if (IS_ERR(inode))
		return inode;
	return alloc_file_pseudo(inode, NULL, name);
}

static void *secretmem_file_create(int boldly)
{
	struct inode *inode = boldly ? alloc_anon_inode(NULL) : make_secure_inode(NULL, "[secretmem]");

	if (IS_ERR(inode))
		return inode;
	if (!boldly)
		return alloc_file_pseudo(inode, NULL, "secretmem");
	return alloc_file_pseudo(inode, NULL, "secretmem"); // expect: label/anon-inode alloc_anon_inode() (unlabelled)
}

SYSCALL_DEFINE2(memfd_secret, const char *, name, int, boldly)
{
	return name ? IS_ERR(__anon_inode_getfile(name, true)) : IS_ERR(secretmem_file_create(boldly));
}

static int shmem_mknod(struct inode *dir, struct dentry *dentry, int way)
{
	struct inode *inode = shmem_get_inode(dir);
	int error = 0;

	if (way != 1)
		error = security_inode_init_security(inode, dir, "name");
	if (error && error != -95)
		return error;
	if (way == 1)
		d_instantiate(dentry, inode); // expect: label/new-inode inode (unlabelled)
	else
		d_instantiate(dentry, inode);
	return 0;
}

SYSCALL_DEFINE3(mknod, struct inode *, dir, struct dentry *, dentry, int, way)
{
	return shmem_mknod(dir, dentry, way);
}

static int init_backing_file(struct backing_file *ff, const struct file *user_file, int boldly)
{
	ff->user_path = NULL;
	if (boldly)
		return 0; // expect: label/backing-file ff (unlabelled)
	return security_backing_file_alloc(&ff->file, user_file);
}

SYSCALL_DEFINE2(open, const struct file *, user_file, int, boldly)
{
	return init_backing_file(new_backing_file(), user_file, boldly);
}
