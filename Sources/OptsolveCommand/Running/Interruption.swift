import Glibc
import OptCore
import Synchronization

/// Turns SIGINT and SIGTERM into cancellations of the running search.
///
/// The first signal cancels and is remembered; the second one ends the process at once.
final class Interruption: Sendable {
  /// The token that signals cancel.
  let cancellation = Cancellation()
  private let received = Atomic<Int32>(0)

  /// The first signal that arrived; nil = none.
  var signal: Int32? {
    let value = received.load(ordering: .acquiring)
    return value == 0 ? nil : value
  }

  /// The exit status after a signal; nil when none arrived.
  var status: ExitStatus? {
    switch signal {
    case nil: nil
    case SIGTERM: .terminated
    default: .interrupted
    }
  }

  /// Lets the signals through: a parent may have started this process with all signals blocked, and until `listen` is
  /// called they shall end it.
  static func unblock() {
    var signals = Interruption.signals
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  private static var signals: sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, SIGINT)
    sigaddset(&set, SIGTERM)
    return set
  }

  /// Starts to listen when the console belongs to a process; otherwise signals stay as they are.
  ///
  /// The signals are blocked in this thread and, by inheritance, in every thread started later; one thread waits
  /// for them, so that no code runs inside a signal handler.
  static func listen() -> Interruption {
    let interruption = Interruption()
    guard Console.current.handlesSignals else { return interruption }
    var signals = Interruption.signals
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    var thread = pthread_t()
    let context = Unmanaged.passRetained(interruption).toOpaque()
    let failed = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<Interruption>.fromOpaque(context).takeRetainedValue().wait()
        return nil
      }, context)
    if failed == 0 {
      pthread_detach(thread)
    } else {
      Unmanaged<Interruption>.fromOpaque(context).release()
      pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }
    return interruption
  }

  private func wait() {
    var signals = Interruption.signals
    while true {
      var number: Int32 = 0
      guard sigwait(&signals, &number) == 0 else { continue }
      if received.compareExchange(expected: 0, desired: number, ordering: .acquiringAndReleasing)
        .exchanged
      {
        cancellation.cancel()
      } else {
        _exit(128 + number)
      }
    }
  }
}
