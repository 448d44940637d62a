// A field that others write is read exactly once, and the copy is judged and used.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct slot {
	struct file *file;
	struct file *spare;
	int state;
};

struct slot *slot_of(int id);

#define smp_load_acquire(p) ({ __typeof__(*(p)) __value = READ_ONCE(*(p)); __asm__ __volatile__("" ::: "memory"); __value; })
#define rcu_dereference(p) ({ __typeof__(p) __pointer = READ_ONCE(p); __pointer; })

SYSCALL_DEFINE1(once_ok, int, id)
{
	struct slot *slot = slot_of(id);
	struct file *file = READ_ONCE(slot->file);

	if (!file || security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}

SYSCALL_DEFINE1(once_bad, int, id)
{
	struct slot *slot = slot_of(id);
	struct file *file = READ_ONCE(slot->file), *other = READ_ONCE(slot->spare);

	if (!file || security_file_truncate(other))
		return -EACCES;
	/* named with a star: what is read with READ_ONCE gets no name */
	return do_ftruncate(file, 0); // expect: file/truncate slot->file (wrong-object)
}

SYSCALL_DEFINE1(acquired_ok, int, id)
{
	struct slot *slot = slot_of(id);
	struct file *file = smp_load_acquire(&slot->file);

	if (!file || security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}

SYSCALL_DEFINE1(dereferenced_ok, int, id)
{
	struct slot *slot = slot_of(id);
	struct file *file = rcu_dereference(slot->file);

	if (!file || security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}

SYSCALL_DEFINE1(dereferenced_bad, int, id)
{
	struct slot *slot = slot_of(id);
	struct file *file = rcu_dereference(slot->file);

	if (!file || security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(rcu_dereference(slot->file), 0); // missed: file/truncate - two volatile reads of a field are taken for one
}

SYSCALL_DEFINE2(written_ok, int, id, int, fd)
{
	struct slot *slot = slot_of(id);
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EACCES;
	WRITE_ONCE(slot->file, file);
	WRITE_ONCE(slot->state, 1);
	return do_ftruncate(file, 0);
}

/* the hook judged what the slot held before */
SYSCALL_DEFINE2(written_bad, int, id, int, fd)
{
	struct slot *slot = slot_of(id);
	struct file *file = fget(fd);

	if (!file || security_file_truncate(slot->file))
		return -EACCES;
	WRITE_ONCE(slot->file, file);
	return do_ftruncate(slot->file, 0); // expect: file/truncate file (wrong-object)
}

/* an answer that is read from memory is still the answer */
SYSCALL_DEFINE1(answer_ok, int, fd)
{
	struct file *file = fget(fd);
	int error = file ? security_file_truncate(file) : -EBADF;

	if (READ_ONCE(error))
		return error;
	return do_ftruncate(file, 0);
}
