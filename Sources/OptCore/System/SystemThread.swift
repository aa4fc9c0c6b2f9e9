import Glibc

/// A thread of the system that runs one closure; the owner joins it exactly once.
package struct SystemThread: Sendable {
  private let id: pthread_t

  /// Starts a thread; nil when the system gives no more of them.
  package init?(_ body: @escaping @Sendable () -> Void) {
    var id = pthread_t()
    let context = Unmanaged.passRetained(Body(body)).toOpaque()
    let code = pthread_create(
      &id, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, context)
    guard code == 0 else {
      Unmanaged<Body>.fromOpaque(context).release()
      return nil
    }
    self.id = id
  }

  /// Waits for the end of the closure.
  package func join() { pthread_join(id, nil) }
}

/// A closure that a thread can carry.
private final class Body: Sendable {
  let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
