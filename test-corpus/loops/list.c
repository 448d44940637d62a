// The objects hang in a list, each in a record that embeds its links.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct list_head {
	struct list_head *next, *prev;
};

struct opened {
	int fd;
	struct list_head link;
	struct file *file;
};

struct owner {
	struct list_head files;
};

struct owner *find_owner(int id);

/* files are named by their offset below: what container_of gives has no fields with names */

#define list_entry(ptr, type, member) container_of(ptr, type, member)
#define list_for_each_entry(pos, head, member)                                                     \
	for (pos = list_entry((head)->next, __typeof__(*pos), member); &pos->member != (head);     \
	     pos = list_entry(pos->member.next, __typeof__(*pos), member))
#define list_for_each_entry_safe(pos, n, head, member)                                             \
	for (pos = list_entry((head)->next, __typeof__(*pos), member),                             \
	    n = list_entry(pos->member.next, __typeof__(*pos), member);                            \
	     &pos->member != (head); pos = n, n = list_entry(n->member.next, __typeof__(*n), member))

static int truncate_all_ok(struct owner *owner)
{
	struct opened *opened;

	list_for_each_entry(opened, &owner->files, link) {
		if (security_file_truncate(opened->file))
			return -EACCES;
		do_ftruncate(opened->file, 0);
	}
	return 0;
}

static int truncate_first_ok(struct owner *owner)
{
	struct opened *first = list_entry(owner->files.next, struct opened, link);

	if (security_file_truncate(first->file))
		return -EACCES;
	return do_ftruncate(list_entry(owner->files.next, struct opened, link)->file, 0);
}

static int truncate_first_bad(struct owner *owner)
{
	struct opened *first = list_entry(owner->files.next, struct opened, link);
	struct opened *opened;
	struct file *file;

	if (security_file_truncate(first->file))
		return -EACCES;
	list_for_each_entry(opened, &owner->files, link) {
		file = opened->file;
		do_ftruncate(file, 0); // expect: file/truncate opened->file
	}
	return 0;
}

static int truncate_found_ok(struct owner *owner, int fd)
{
	struct opened *opened;

	list_for_each_entry(opened, &owner->files, link)
		if (opened->fd == fd) {
			if (security_file_truncate(opened->file))
				return -EACCES;
			return do_ftruncate(opened->file, 0);
		}
	return -ENOENT;
}

static int truncate_safe_ok(struct owner *owner)
{
	struct opened *opened, *next;

	list_for_each_entry_safe(opened, next, &owner->files, link) {
		if (security_file_truncate(opened->file))
			continue;
		do_ftruncate(opened->file, 0);
	}
	return 0;
}

static int truncate_safe_bad(struct owner *owner)
{
	struct opened *opened, *next;
	struct file *file;

	list_for_each_entry_safe(opened, next, &owner->files, link) {
		if (security_file_truncate(opened->file))
			continue;
		file = next->file;
		do_ftruncate(file, 0); // expect: file/truncate next->file
	}
	return 0;
}

SYSCALL_DEFINE3(list, int, id, int, fd, int, how)
{
	struct owner *owner = find_owner(id);

	switch (how) {
	case 0:
		return truncate_all_ok(owner);
	case 1:
		return truncate_first_ok(owner);
	case 2:
		return truncate_first_bad(owner);
	case 3:
		return truncate_found_ok(owner, fd);
	case 4:
		return truncate_safe_ok(owner);
	default:
		return truncate_safe_bad(owner);
	}
}
