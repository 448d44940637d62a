// What is told of mounts and counted by events, and quotas of all file systems at once.
// rules: pack:vfs.yaml pack:system.yaml pack:entries.yaml pack:values.yaml
// only: vfs/quota-sync-all vfs/statmount vfs/listmount system/perf-mmap
#include "kernel.h"

struct super_block;
struct dentry;
struct vfsmount { struct dentry *mnt_root; };
struct mount { int id; };
struct kstatmount { struct vfsmount *mnt; unsigned long mask; };
struct perf_event { int cpu; };
struct perf_buffer;

int security_quotactl(int cmds, int type, int id, const struct super_block *sb);
int security_sb_statfs(struct dentry *dentry);
int security_perf_event_read(struct perf_event *event);
void iterate_supers(void (*f)(struct super_block *, void *), void *arg);
void quota_sync_one(struct super_block *sb, void *arg);
void statmount_sb_basic(struct kstatmount *s);
int statmount_string(struct kstatmount *s, unsigned long flag);
struct mount *listmnt_next(struct mount *mount, bool reverse);
struct mount *first_mount(struct dentry *root);
struct vfsmount *lookup_mnt(int id);
struct perf_event *event_of(int fd);
void ring_buffer_attach(struct perf_event *event, struct perf_buffer *rb);

static int quota_sync_all(int type, int careful)
{
	int ret = careful ? security_quotactl(1, type, 0, NULL) : 0;

	if (!ret)
		iterate_supers(quota_sync_one, &type); // expect: vfs/quota-sync-all 0 // entry: sync_boldly
	return ret;
}

SYSCALL_DEFINE1(sync_carefully, int, type) { return quota_sync_all(type, 1); }
SYSCALL_DEFINE1(sync_boldly, int, type) { return quota_sync_all(type, 0); }

static int do_statmount(struct kstatmount *s, int id)
{
	int err;

	s->mnt = lookup_mnt(id);
	if (s->mask & 1)
		statmount_sb_basic(s); // expect: vfs/statmount lookup_mnt()->mnt_root (late)
	err = security_sb_statfs(s->mnt->mnt_root);
	if (err)
		return err;
	return statmount_string(s, 2);
}

SYSCALL_DEFINE2(statmount, int, id, unsigned long, mask)
{
	struct kstatmount s = { .mask = mask };

	return do_statmount(&s, id);
}

static int do_listmount(struct dentry *root, int asks)
{
	struct mount *mount = first_mount(root);
	int ret = asks ? security_sb_statfs(root) : 0;

	if (ret)
		return ret;
	while (mount)
		mount = listmnt_next(mount, false); // expect: vfs/listmount system // entry: listmount_unasked
	return 0;
}

SYSCALL_DEFINE1(listmount, int, id) { return do_listmount(lookup_mnt(id)->mnt_root, 1); }
SYSCALL_DEFINE1(listmount_unasked, int, id) { return do_listmount(lookup_mnt(id)->mnt_root, 0); }

static int perf_mmap(struct perf_event *event, struct perf_event *leader, struct perf_buffer *rb)
{
	int ret = security_perf_event_read(leader);

	if (ret)
		return ret;
	ring_buffer_attach(event, rb); // expect: system/perf-mmap event // entry: map_other
	return 0;
}

SYSCALL_DEFINE1(map, int, fd)
{
	struct perf_event *event = event_of(fd);

	return perf_mmap(event, event, NULL);
}

SYSCALL_DEFINE2(map_other, int, fd, int, other) { return perf_mmap(event_of(fd), event_of(other), NULL); }
