/* SPDX-License-Identifier: MIT */
/* The commands of fcntl() that lock, their hook and their operation. */
#pragma once

#include "fs.h"

#define F_GETFL 3
#define F_SETLK 6
#define F_SETLKW 7

int security_file_fcntl(struct file *file, unsigned int cmd, unsigned long arg);
int posix_lock_file(struct file *file, unsigned int cmd, unsigned long arg);
