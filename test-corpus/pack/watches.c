// A key is watched, and what happened to it is told, only with the module's consent.
// rules: pack:keys.yaml pack:entries.yaml pack:values.yaml
// only: keys/watch keys/post-notification
#include "kernel.h"

struct key;
struct cred;
struct watch { const struct cred *cred; };
struct watch_list;
struct watch_notification;

int security_watch_key(struct key *key);
int security_post_notification(const struct cred *w_cred, const struct cred *cred, struct watch_notification *n);
int add_watch_to_object(struct watch *watch, struct watch_list *list);
bool post_one_notification(void *queue, struct watch_notification *n);
struct key *key_of(int id);
struct watch_list *watchers_of(struct key *key);
struct watch *next_watch(struct watch *watch);

static long keyctl_watch_key(struct key *key, struct watch *watch, int boldly)
{
	long ret;

	if (boldly)
		return add_watch_to_object(watch, watchers_of(key)); // expect: keys/watch system (missing)
	ret = security_watch_key(key);
	if (ret < 0)
		return ret;
	return add_watch_to_object(watch, watchers_of(key));
}

SYSCALL_DEFINE2(watch_key, int, id, int, boldly)
{
	return keyctl_watch_key(key_of(id), next_watch(NULL), boldly);
}

static void __post_watch_notification(struct watch_notification *n, const struct cred *cred, int boldly)
{
	struct watch *watch;

	for (watch = next_watch(NULL); watch; watch = next_watch(watch)) {
		if (security_post_notification(watch->cred, cred, n) < 0 && !boldly)
			continue;
		if (!boldly)
			post_one_notification(watch, n);
		else
			post_one_notification(watch, n); // expect: keys/post-notification n (ignored-result)
	}
}

SYSCALL_DEFINE3(update_key, struct watch_notification *, n, const struct cred *, cred, int, boldly)
{
	__post_watch_notification(n, cred, boldly);
	return 0;
}
