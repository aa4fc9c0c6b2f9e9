#define _GNU_SOURCE
#include "ProcessShims.h"

#include <errno.h>
#include <sched.h>

int shim_allowed_cores(int *cores, int capacity) {
  // The kernel refuses sets smaller than its own; 8192 cores are its present maximum.
  for (int size = 1024; size <= 1 << 16; size *= 2) {
    cpu_set_t *set = CPU_ALLOC(size);
    if (set == NULL) return -1;
    const size_t bytes = CPU_ALLOC_SIZE(size);
    CPU_ZERO_S(bytes, set);
    if (sched_getaffinity(0, bytes, set) < 0) {
      const int reason = errno;
      CPU_FREE(set);
      if (reason == EINVAL) continue;
      return -1;
    }
    int count = 0;
    for (int core = 0; core < size; core++) {
      if (!CPU_ISSET_S(core, bytes, set)) continue;
      if (count < capacity) cores[count] = core;
      count += 1;
    }
    CPU_FREE(set);
    return count;
  }
  return -1;
}
