import Foundation

/// Calls `body` on a thread of its own after some seconds.
///
/// Not a dispatch queue's: tests that wait for processes may occupy all of its threads for minutes.
public func onOwnThread(after seconds: Double = 0, _ body: @escaping @Sendable () -> Void) {
  let thread = Thread {
    if seconds > 0 { Thread.sleep(forTimeInterval: seconds) }
    body()
  }
  thread.start()
}
