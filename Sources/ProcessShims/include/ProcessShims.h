#ifndef PROCESS_SHIMS_H
#define PROCESS_SHIMS_H

#include <stdint.h>

// What Linux offers for child processes beyond posix_spawn and beyond the headers that Swift sees.

// A program to start and what holds for it from its first instruction on.
struct shim_start_request {
  const char *_Nonnull path;
  // Words and `NAME=value` lines, each list with NULL at its end.
  char *_Nullable const *_Nonnull arguments;
  char *_Nullable const *_Nonnull environment;
  // Descriptors above 2 that become standard input, output and error.
  int input, output, errors;
  // A session of its own (1), or only a process group of its own (0).
  int new_session;
  // Killed when the thread that starts it ends, hence also when its process dies.
  int ends_with_parent;
  // Cores it may run on; none = those of the caller.
  const int *_Nullable cores;
  int core_count;
  // Bytes of address space it may have; 0 = as the caller.
  uint64_t address_space;
};

// Starts a program with every signal at its default and none blocked. Returns 0 and the process's identifier,
// or the system's error number.
int shim_start(const struct shim_start_request *_Nonnull request, int *_Nonnull id);

// The cores the calling thread may run on, in ascending order. Returns how many there are, of which at most
// `capacity` are stored, or -1.
int shim_allowed_cores(int *_Nonnull cores, int capacity);

#endif
