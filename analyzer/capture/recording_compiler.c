// SPDX-License-Identifier: MIT
// The compiler that Kbuild is given while units are recorded (RecordingTools.h). Made by
// hookqual with -DCOMPILER="..." and -DPROBES="...", a directory.
//
//   a kernel object     an empty file and a dependency file; Kbuild keeps the command
//   a probe             whether the compiler takes some options: asked once, remembered
//   anything else       the real compiler
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct call {
  const char *object, *source, *dependencies;
  int is_kernel, compiles, reads_null, reads_input;
};

static int ends_with(const char *text, const char *end) {
  size_t length = strlen(text), tail = strlen(end);
  return length >= tail && strcmp(text + length - tail, end) == 0;
}

static struct call understand(char **arguments) {
  struct call call = {0};
  for (char **at = arguments + 1; *at; ++at) {
    const char *argument = *at;
    if (strcmp(argument, "-o") == 0 && at[1])
      call.object = *++at;
    else if (strcmp(argument, "-D__KERNEL__") == 0)
      call.is_kernel = 1;
    else if (strcmp(argument, "-c") == 0)
      call.compiles = 1;
    else if (strcmp(argument, "/dev/null") == 0)
      call.reads_null = 1;
    else if (strcmp(argument, "-") == 0)
      call.reads_input = 1;
    else if (strncmp(argument, "-Wp,-MMD,", 9) == 0)
      call.dependencies = argument + 9;
    else if (argument[0] != '-' && (ends_with(argument, ".c") || ends_with(argument, ".S")))
      call.source = argument;
  }
  return call;
}

static int write_file(const char *path, const char *bytes, size_t size) {
  FILE *file = fopen(path, "w");
  int failed = !file || fwrite(bytes, 1, size, file) != size;
  return (file && fclose(file) != 0) || failed;
}

static int record(const struct call *call) {
  FILE *file = fopen(call->dependencies, "w");
  if (!file || fprintf(file, "%s: %s\n", call->object, call->source ? call->source : "") < 0 ||
      fclose(file) != 0)
    return 1;
  return write_file(call->object, "", 0);
}

/// All arguments but the name of the output, which differs from time to time.
static char *key_of(char **arguments, size_t *size) {
  size_t length = 1;
  for (char **at = arguments + 1; *at; ++at)
    length += strlen(*at) + 1;
  char *key = malloc(length), *end = key;
  if (!key)
    return NULL;
  for (char **at = arguments + 1; *at; ++at) {
    size_t part = strlen(*at) + 1;
    memcpy(end, *at, part);
    end += part;
    if (strcmp(*at, "-o") == 0 && at[1])
      ++at;
  }
  *size = (size_t)(end - key);
  return key;
}

static uint64_t hash_of(const char *bytes, size_t size) {
  uint64_t hash = 14695981039346656037u; // FNV-1a; the key itself is compared too
  for (size_t i = 0; i < size; ++i)
    hash = (hash ^ (unsigned char)bytes[i]) * 1099511628211u;
  return hash;
}

/// The status that is remembered, or -1.
static int remembered(const char *path, const char *key, size_t size) {
  FILE *file = fopen(path, "r");
  if (!file)
    return -1;
  char *bytes = malloc(size + 2);
  size_t count = bytes ? fread(bytes, 1, size + 2, file) : 0;
  fclose(file);
  return count == size + 1 && memcmp(bytes + 1, key, size) == 0 ? bytes[0] : -1;
}

/// Under its name only when whole; what cannot be written is asked again.
static void remember(const char *path, int status, const char *key, size_t size) {
  char temporary[4096];
  snprintf(temporary, sizeof temporary, "%s.%ld", path, (long)getpid());
  FILE *file = fopen(temporary, "w");
  if (!file)
    return;
  int failed = fputc(status, file) == EOF || fwrite(key, 1, size, file) != size;
  if (fclose(file) != 0 || failed || rename(temporary, path) != 0)
    unlink(temporary);
}

static int ask(char **arguments) {
  pid_t child = fork();
  if (child == 0) {
    execvp(arguments[0], arguments);
    _exit(127);
  }
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) < 0)
    return 127;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static int probe(char **arguments, const struct call *call) {
  size_t size = 0;
  char *key = key_of(arguments, &size);
  if (!key)
    return ask(arguments);
  char path[4096];
  snprintf(path, sizeof path, "%s/%016llx", PROBES, (unsigned long long)hash_of(key, size));
  int status = remembered(path, key, size);
  if (status < 0) {
    status = ask(arguments);
    if (status < 126)
      remember(path, status, key, size);
  } else if (status == 0 && strcmp(call->object, "/dev/null") != 0) {
    write_file(call->object, "", 0);
  }
  return status;
}

int main(int count, char **arguments) {
  (void)count;
  const struct call call = understand(arguments);
  arguments[0] = COMPILER;
  const int makes_object = call.compiles && call.object && ends_with(call.object, ".o");
  // An object without a dependency file is not one that Kbuild's pattern rules compile.
  if (makes_object && call.is_kernel && call.dependencies && strncmp(call.object, "scripts/", 8) != 0)
    return record(&call);
  if (call.compiles && call.object && call.reads_null && !call.reads_input && !call.source)
    return probe(arguments, &call);
  execvp(arguments[0], arguments);
  perror(arguments[0]);
  return 127;
}
