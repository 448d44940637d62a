// An object is labelled before others can find it; that the hook was called is enough.
// rules: label.yaml ../entries.yaml
#include "kernel.h"

struct inode;

void label_new_inode(struct inode *inode);
int publish_inode(struct inode *inode);
struct inode *new_inode(int kind);

static int create_ok(struct inode *inode)
{
	label_new_inode(inode);
	return publish_inode(inode);
}

static int create_bad(struct inode *inode)
{
	int error = publish_inode(inode); // expect: label/new-inode inode (unlabelled)
	label_new_inode(inode);
	return error;
}

static int create_some_bad(struct inode *inode, int kind)
{
	if (kind & 1)
		label_new_inode(inode);
	return publish_inode(inode); // expect: label/new-inode inode (unlabelled)
}

SYSCALL_DEFINE2(create, int, kind, int, how)
{
	struct inode *inode = new_inode(kind);

	if (how == 0)
		return create_ok(inode);
	if (how == 1)
		return create_bad(inode);
	return create_some_bad(inode, kind);
}
