import Glibc
import OptCore

/// A child process in its own group, with three private channels: control (its standard input), answers (its
/// standard output) and messages (its standard error).
///
/// The channels are socket pairs that close when another program is started, so that several children never hold
/// each other's ends. The owner calls `end()` exactly once.
struct ChildProcess: Sendable {
  /// Process identifier, and its group's.
  let id: pid_t
  /// Write here; shutting it down tells the child to stop.
  let control: Int32
  /// Read the child's standard output here.
  let answers: Int32
  /// Read the child's standard error here.
  let messages: Int32

  /// How a child ended.
  struct Ending: Sendable, Hashable {
    /// The signal that ended it; 0 = it exited.
    var signal: Int32
    /// Its exit code, where it exited.
    var code: Int32
    /// Whether the signal came from us because it was still alive.
    var isOurKill: Bool
    /// Most memory it had in use, in mebibytes.
    var peakMemory: Int
  }

  /// Starts a program.
  ///
  /// - Throws: `EngineError.unavailable` with the system's reason.
  static func start(_ path: String, _ arguments: [String]) throws(EngineError) -> ChildProcess {
    var ends: [Int32] = []
    for _ in 0..<3 {
      guard let pair = channel() else {
        let reason = String(cString: strerror(errno))
        for end in ends { close(end) }
        throw .unavailable("cannot open a channel to a worker process: \(reason)")
      }
      ends += pair
    }
    let theirs = [ends[1], ends[3], ends[5]]
    let (id, code) = spawn(path, arguments, theirs)
    for end in theirs { close(end) }
    guard code == 0 else {
      for end in [ends[0], ends[2], ends[4]] { close(end) }
      throw .unavailable("cannot start \(path): \(String(cString: strerror(code)))")
    }
    return ChildProcess(id: id, control: ends[0], answers: ends[2], messages: ends[4])
  }

  /// Two connected ends above the standard descriptors; nil with `errno` set.
  private static func channel() -> [Int32]? {
    var pair: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &pair) == 0 else { return nil }
    // A process whose own standard descriptors are closed would get ends that the mapping below overwrites.
    for index in 0..<2 where pair[index] < 3 {
      let moved = fcntl(pair[index], F_DUPFD_CLOEXEC, 3)
      guard moved >= 0 else {
        let reason = errno
        for end in pair { close(end) }
        errno = reason
        return nil
      }
      close(pair[index])
      pair[index] = moved
    }
    return pair
  }

  private static func spawn(
    _ path: String, _ arguments: [String], _ ends: [Int32]
  ) -> (id: pid_t, code: Int32) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (target, end) in ends.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, end, Int32(target))
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGPIPE, SIGTERM, SIGINT, SIGHUP] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
    posix_spawnattr_setflags(&attributes, Int16(flags))
    var id = pid_t()
    let code = withCStrings([path] + arguments) { words in
      // The Swift runtime would spend seconds on a trace of a crash that is reported by its signal.
      withCStrings(environment().filter { !$0.hasPrefix("SWIFT_BACKTRACE=") } + noTrace) {
        posix_spawn(&id, path, &actions, &attributes, words, $0)
      }
    }
    return (id, code)
  }

  private static let noTrace = ["SWIFT_BACKTRACE=enable=no"]

  private static func environment() -> [String] {
    var result: [String] = []
    let first: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = environ
    guard var entry = first else { return result }
    while let text = entry.pointee {
      result.append(String(cString: text))
      entry += 1
    }
    return result
  }

  private static func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers = strings.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }

  /// Asks the child to stop; what it still says can be read.
  func askToStop() {
    shutdown(control, Int32(SHUT_WR))
    kill(id, SIGTERM)
  }

  /// Kills the child and everything it started; what it said can still be read.
  func killGroup() {
    kill(-id, SIGKILL)
    kill(id, SIGKILL)
  }

  /// Takes the child's status, killing it when it is still alive, and closes the channels.
  ///
  /// - Parameter patience: seconds it has to end by itself.
  func end(patience: Double) -> Ending {
    var status: Int32 = 0
    var usage = rusage()
    let deadline = MonotonicClock.now + patience
    var ended = wait4(id, &status, WNOHANG, &usage)
    while ended == 0, MonotonicClock.now < deadline {
      usleep(1000)
      ended = wait4(id, &status, WNOHANG, &usage)
    }
    let isOurKill = ended == 0
    if isOurKill {
      killGroup()
      while wait4(id, &status, 0, &usage) < 0, errno == EINTR {}
    }
    for end in [control, answers, messages] { close(end) }
    let signal = status & 0x7F
    return Ending(
      signal: signal, code: signal == 0 ? (status >> 8) & 0xFF : 0, isOurKill: isOurKill,
      peakMemory: usage.ru_maxrss / 1024)
  }

  /// `SIGSEGV` and so on.
  static func name(ofSignal signal: Int32) -> String {
    let names: [(Int32, String)] = [
      (SIGABRT, "SIGABRT"), (SIGBUS, "SIGBUS"), (SIGFPE, "SIGFPE"), (SIGHUP, "SIGHUP"),
      (SIGILL, "SIGILL"), (SIGINT, "SIGINT"), (SIGKILL, "SIGKILL"), (SIGPIPE, "SIGPIPE"),
      (SIGSEGV, "SIGSEGV"), (SIGTERM, "SIGTERM"), (SIGTRAP, "SIGTRAP"), (SIGXCPU, "SIGXCPU"),
    ]
    return names.first { $0.0 == signal }?.1 ?? "signal \(signal)"
  }
}
