import Glibc
internal import ProcessShims

/// Why a child process could not be started.
package struct ChildProcessError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was tried, and the system's reason.
  package let description: String
}

/// A child process in its own group, with three private channels: control (its standard input), answers (its
/// standard output) and messages (its standard error).
///
/// The channels are socket pairs that close when another program is started, so that several children never hold
/// each other's ends. The owner calls `end()` exactly once.
package struct ChildProcess: Sendable {
  /// Process identifier, and its group's.
  package let id: pid_t
  /// Write here; shutting it down tells the child to stop.
  package let control: Int32
  /// Read the child's standard output here.
  package let answers: Int32
  /// Read the child's standard error here.
  package let messages: Int32

  /// What holds for a child from its first instruction on.
  package struct Conditions: Sendable, Hashable {
    /// Whether its standard input ends at once; `control` is then of no use.
    package var hasNoInput = false
    /// Whether it leads a session, by which its descendants are known, and not only a group.
    package var leadsSession = false
    /// Whether it is killed as soon as the thread that starts it ends, and so when this process dies.
    package var endsWithThread = false
    /// The cores it may run on; none = those of the caller.
    package var cores: [Int] = []
    /// Bytes of address space that it and each of its children may have; nil = as the caller.
    package var addressSpace: Int?

    /// Nothing but a group of its own.
    package init() {}
  }

  /// How a child ended.
  package struct Ending: Sendable, Hashable {
    /// The signal that ended it; 0 = it exited.
    package var signal: Int32
    /// Its exit code, where it exited.
    package var code: Int32
    /// Whether the signal came from us because it was still alive.
    package var isOurKill: Bool
    /// CPU seconds of it and of the children it waited for.
    package var cpu: Double
    /// Most memory it had in use, in mebibytes; the kernel's account begins with what the parent had in use.
    package var peakMemory: Int
    /// The same where it is surely its own and not the parent's: beyond all that this process ever had in use.
    package var ownPeakMemory: Int? {
      var own = rusage()
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &own)
      return peakMemory > own.ru_maxrss / 1024 ? peakMemory : nil
    }
  }

  /// The most mebibytes it alone had in use since it became its program; nil after its end.
  package var peakMemory: Int? {
    SmallFile.peakMemory(of: id)
  }

  /// Starts a program.
  ///
  /// - Throws: `ChildProcessError` with the system's reason.
  package static func start(
    _ path: String, _ arguments: [String], under conditions: Conditions = Conditions()
  ) throws(ChildProcessError) -> ChildProcess {
    var ours: [Int32] = []
    var theirs: [Int32] = []
    for index in 0..<3 {
      guard let pair = index == 0 && conditions.hasNoInput ? nothing() : channel() else {
        let reason = String(cString: strerror(errno))
        for end in ours + theirs where end >= 0 { close(end) }
        throw ChildProcessError(description: "cannot open a channel to a process: \(reason)")
      }
      ours.append(pair[0])
      theirs.append(pair[1])
    }
    let (id, code) = launch(path, arguments, theirs, conditions)
    for end in theirs { close(end) }
    guard code == 0 else {
      for end in ours where end >= 0 { close(end) }
      throw ChildProcessError(
        description: "cannot start \(path): \(String(cString: strerror(code)))")
    }
    return ChildProcess(id: id, control: ours[0], answers: ours[1], messages: ours[2])
  }

  /// No end for us, and an empty input for the child.
  private static func nothing() -> [Int32]? {
    let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    let moved = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
    close(descriptor)
    return moved >= 0 ? [-1, moved] : nil
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

  private static func launch(
    _ path: String, _ arguments: [String], _ ends: [Int32], _ conditions: Conditions
  ) -> (id: pid_t, code: Int32) {
    var id: pid_t = 0
    let cores = conditions.cores.map { Int32(truncatingIfNeeded: $0) }
    let code = withCStrings([path] + arguments) { words in
      // The Swift runtime would spend seconds on a trace of a crash that is reported by its signal.
      withCStrings(environment().filter { !$0.hasPrefix("SWIFT_BACKTRACE=") } + noTrace) { lines in
        cores.withUnsafeBufferPointer { cores in
          path.withCString { path in
            var request = shim_start_request(
              path: path, arguments: words, environment: lines, input: ends[0], output: ends[1],
              errors: ends[2], new_session: conditions.leadsSession ? 1 : 0,
              ends_with_parent: conditions.endsWithThread ? 1 : 0, cores: cores.baseAddress,
              core_count: Int32(cores.count),
              address_space: UInt64(max(0, conditions.addressSpace ?? 0)))
            return shim_start(&request, &id)
          }
        }
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
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    let pointers = strings.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }

  /// Asks the child to stop; what it still says can be read.
  package func askToStop() {
    if control >= 0 { shutdown(control, Int32(SHUT_WR)) }
    kill(id, SIGTERM)
  }

  /// Whether the child has ended; its identifier, and its group's, stay taken until `end`.
  package var hasEnded: Bool {
    var information = siginfo_t()
    let found = waitid(P_PID, id_t(id), &information, WEXITED | WNOHANG | WNOWAIT)
    return found == 0 && information.si_signo == SIGCHLD
  }

  /// Kills the child and everything in its group; what it said can still be read.
  package func killGroup() {
    kill(-id, SIGKILL)
    kill(id, SIGKILL)
  }

  /// Takes the child's status, killing it when it is still alive, and closes the channels.
  ///
  /// - Parameter patience: seconds it has to end by itself.
  package func end(patience: Double) -> Ending {
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
    for end in [control, answers, messages] where end >= 0 { close(end) }
    let signal = status & 0x7F
    return Ending(
      signal: signal, code: signal == 0 ? (status >> 8) & 0xFF : 0, isOurKill: isOurKill,
      cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime), peakMemory: usage.ru_maxrss / 1024)
  }

  private func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) * 1e-6
  }

  /// `SIGSEGV` and so on.
  package static func name(ofSignal signal: Int32) -> String {
    let names: [(Int32, String)] = [
      (SIGABRT, "SIGABRT"), (SIGBUS, "SIGBUS"), (SIGFPE, "SIGFPE"), (SIGHUP, "SIGHUP"),
      (SIGILL, "SIGILL"), (SIGINT, "SIGINT"), (SIGKILL, "SIGKILL"), (SIGPIPE, "SIGPIPE"),
      (SIGSEGV, "SIGSEGV"), (SIGTERM, "SIGTERM"), (SIGTRAP, "SIGTRAP"), (SIGXCPU, "SIGXCPU"),
    ]
    return names.first { $0.0 == signal }?.1 ?? "signal \(signal)"
  }
}
