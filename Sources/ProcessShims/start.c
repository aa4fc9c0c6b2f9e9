#define _GNU_SOURCE
#include "ProcessShims.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

// Everything between vfork and exec, in the child: system calls only, for the memory is still the parent's.
static int become(const struct shim_start_request *request, pid_t parent, size_t set_size, const cpu_set_t *set) {
  struct sigaction standard = {.sa_handler = SIG_DFL};
  for (int number = 1; number < NSIG; number++) sigaction(number, &standard, NULL);
  if (request->new_session ? setsid() < 0 : setpgid(0, 0) < 0) return errno;
  if (request->ends_with_parent) {
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0) return errno;
    // The parent may have died before the line above.
    if (getppid() != parent) return ESRCH;
  }
  if (set != NULL && sched_setaffinity(0, set_size, set) < 0) return errno;
  if (request->address_space != 0) {
    struct rlimit limit = {.rlim_cur = request->address_space, .rlim_max = request->address_space};
    if (setrlimit(RLIMIT_AS, &limit) < 0) return errno;
  }
  if (dup2(request->input, 0) < 0 || dup2(request->output, 1) < 0 || dup2(request->errors, 2) < 0) return errno;
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  execve(request->path, request->arguments, request->environment);
  return errno;
}

int shim_start(const struct shim_start_request *request, int *id) {
  cpu_set_t *set = NULL;
  size_t set_size = 0;
  if (request->core_count > 0) {
    int largest = 0;
    for (int index = 0; index < request->core_count; index++) {
      if (request->cores[index] < 0) return EINVAL;
      if (request->cores[index] > largest) largest = request->cores[index];
    }
    set = CPU_ALLOC(largest + 1);
    if (set == NULL) return ENOMEM;
    set_size = CPU_ALLOC_SIZE(largest + 1);
    CPU_ZERO_S(set_size, set);
    for (int index = 0; index < request->core_count; index++) CPU_SET_S(request->cores[index], set_size, set);
  }
  // No handler of the parent may run in the child, which shares its memory until it becomes the program.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  const pid_t parent = getpid();
  volatile int code = 0;
  const pid_t child = vfork();
  if (child == 0) {
    code = become(request, parent, set_size, set);
    _exit(127);
  }
  if (child < 0) code = errno;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  CPU_FREE(set);
  if (child > 0 && code != 0) {
    // It never became the program: nothing of it may remain.
    siginfo_t ignored;
    while (waitid(P_PID, child, &ignored, WEXITED) < 0 && errno == EINTR) {}
  }
  if (code == 0) *id = child;
  return code;
}
