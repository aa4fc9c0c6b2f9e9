import Glibc
import OptCore
import Synchronization

/// Watches, on a thread of its own, for the parent's wish to stop and for its death.
final class ControlWatch: Sendable {
  private let input: Int32
  private let output: Int32
  private let cancellation: Cancellation
  private let whenAbandoned: @Sendable () -> Void
  private let isDone = Atomic<Bool>(false)
  private let thread = Mutex<pthread_t?>(nil)
  /// Milliseconds between two looks.
  private static let tick: Int32 = 20

  init(
    input: Int32, output: Int32, cancellation: Cancellation,
    whenAbandoned: @escaping @Sendable () -> Void
  ) {
    self.input = input
    self.output = output
    self.cancellation = cancellation
    self.whenAbandoned = whenAbandoned
  }

  /// Starts the thread; from here on SIGTERM asks the engine to stop instead of ending the process.
  func start() {
    var signals = ControlWatch.signals
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    var id = pthread_t()
    let context = Unmanaged.passRetained(self).toOpaque()
    let failed = pthread_create(
      &id, nil,
      { context in
        if let context {
          Unmanaged<ControlWatch>.fromOpaque(context).takeRetainedValue().watch()
        }
        return nil
      }, context)
    if failed == 0 {
      thread.withLock { $0 = id }
    } else {
      Unmanaged<ControlWatch>.fromOpaque(context).release()
    }
  }

  /// Ends the thread and waits for it.
  func stop() {
    isDone.store(true, ordering: .releasing)
    if let id = thread.withLock({ $0 }) { pthread_join(id, nil) }
    var signals = ControlWatch.signals
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  private static var signals: sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, SIGTERM)
    return set
  }

  private func watch() {
    var signals = ControlWatch.signals
    var isListening = true
    while !isDone.load(ordering: .acquiring) {
      var descriptors = [
        pollfd(fd: output, events: 0, revents: 0),
        pollfd(fd: isListening ? input : -1, events: Int16(POLLIN), revents: 0),
      ]
      poll(&descriptors, 2, ControlWatch.tick)
      if Int32(descriptors[0].revents) & (POLLERR | POLLHUP | POLLNVAL) != 0 {
        cancellation.cancel()
        whenAbandoned()
        return
      }
      if descriptors[1].revents != 0, isClosed() {
        isListening = false
        cancellation.cancel()
      }
      var noTime = timespec()
      var information = siginfo_t()
      if sigtimedwait(&signals, &information, &noTime) == SIGTERM { cancellation.cancel() }
    }
  }

  /// Nothing follows a request but the end.
  private func isClosed() -> Bool {
    var byte: UInt8 = 0
    let count = read(input, &byte, 1)
    return count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN)
  }
}
