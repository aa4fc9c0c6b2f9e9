import Glibc

/// Runs a closure on a thread of its own and waits for it.
///
/// The C libraries keep state per thread (GLPK) and need deep stacks, which the threads of the concurrency runtime
/// do not have.
///
/// The stack has 64 MiB, of which only touched pages cost memory; less where a memory limit leaves no room for that.
///
/// - Returns: what the closure returns; nil when the system gives no more threads.
func onOwnThread<Result>(_ body: () -> Result) -> Result? {
  withoutActuallyEscaping(body) { body in
    let box = ThreadBox(body)
    let context = Unmanaged<AnyThreadBox>.passUnretained(box).toOpaque()
    var thread: pthread_t?
    for mebibytes in [64, 16, 4] where thread == nil {
      thread = start(context, mebibytes: mebibytes)
    }
    guard let thread else { return nil }
    pthread_join(thread, nil)
    return withExtendedLifetime(box) { box.result }
  }
}

/// Starts a thread that runs a box; nil when the system refuses it.
private func start(_ context: UnsafeMutableRawPointer, mebibytes: Int) -> pthread_t? {
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  pthread_attr_setstacksize(&attributes, mebibytes << 20)
  defer { pthread_attr_destroy(&attributes) }
  var thread = pthread_t()
  let code = pthread_create(
    &thread, &attributes,
    { pointer in
      guard let pointer else { return nil }
      Unmanaged<AnyThreadBox>.fromOpaque(pointer).takeUnretainedValue().run()
      return nil
    }, context)
  return code == 0 ? thread : nil
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
