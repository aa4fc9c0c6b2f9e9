import Glibc

/// Runs a closure on a thread of its own and waits for it.
///
/// The C libraries keep state per thread (GLPK) and need deep stacks, which the threads of the concurrency runtime
/// do not have.
///
/// - Parameter stack: bytes of stack; only touched pages cost memory.
/// - Returns: what the closure returns; nil when the system gives no more threads.
func onOwnThread<Result>(stack: Int = 64 << 20, _ body: () -> Result) -> Result? {
  withoutActuallyEscaping(body) { body in
    let box = ThreadBox(body)
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, stack)
    defer { pthread_attr_destroy(&attributes) }
    var thread = pthread_t()
    let code = pthread_create(
      &thread, &attributes,
      { pointer in
        guard let pointer else { return nil }
        Unmanaged<AnyThreadBox>.fromOpaque(pointer).takeUnretainedValue().run()
        return nil
      }, Unmanaged<AnyThreadBox>.passUnretained(box).toOpaque())
    guard code == 0 else { return nil }
    pthread_join(thread, nil)
    return withExtendedLifetime(box) { box.result }
  }
}

/// A closure without its type.
private class AnyThreadBox {
  func run() {}
}

/// A closure and its result.
private final class ThreadBox<Result>: AnyThreadBox {
  private let body: () -> Result
  private(set) var result: Result?

  init(_ body: @escaping () -> Result) { self.body = body }

  override func run() { result = body() }
}
