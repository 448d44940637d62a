// Making, opening and attaching to a TUN device are each decided by a hook.
// rules: pack:tun.yaml pack:entries.yaml pack:values.yaml
#include "kernel.h"

struct sock;
struct tun_struct { void *security; int numqueues; };
struct tun_file { struct sock *sk; struct tun_struct *tun, *detached; };

int security_tun_dev_create(void);
int security_tun_dev_open(void *security);
int security_tun_dev_attach_queue(void *security);
int security_tun_dev_attach(struct sock *sk, void *security);
int register_netdevice(void *dev);
struct tun_struct *tun_of(const char *name);
struct tun_file *tun_file_of(int fd);

static int tun_attach(struct tun_struct *tun, struct tun_file *tfile, int publish)
{
	int err;

	if (publish == 2) {
		tfile->tun = tun; // expect: tun/attach tun->security (missing)
		return 0;
	}
	err = security_tun_dev_attach(tfile->sk, tun->security);
	if (err < 0)
		return err;
	if (publish)
		tfile->tun = tun;
	tun->numqueues++;
	return 0;
}

static int tun_set_iff(struct tun_file *tfile, const char *name, int boldly)
{
	struct tun_struct *tun = tun_of(name);
	int err;

	if (tun && boldly)
		return tun_attach(tun, tfile, 1); // expect: tun/open tun->security (missing)
	if (boldly)
		return register_netdevice(tfile); // expect: tun/create system (missing)
	if (tun) {
		err = security_tun_dev_open(tun->security);
		return err < 0 ? err : tun_attach(tun, tfile, 2);
	}
	err = security_tun_dev_create();
	return err < 0 ? err : register_netdevice(tfile);
}

static int tun_set_queue(struct tun_file *tfile)
{
	struct tun_struct *tun = tfile->detached;
	int ret = security_tun_dev_attach_queue(tun->security);

	if (ret < 0)
		return ret;
	tun_attach(tun, tfile, 1);
	return tun_attach(tfile->tun, tfile, 1); // expect: tun/attach-queue tfile->tun->security (wrong-object)
}

SYSCALL_DEFINE3(ioctl, int, fd, const char *, name, int, boldly)
{
	struct tun_file *tfile = tun_file_of(fd);

	return name ? tun_set_iff(tfile, name, boldly) : tun_set_queue(tfile);
}
