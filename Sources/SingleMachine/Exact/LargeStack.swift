import Glibc

/// Runs work on a thread with a stack of a given size: deep recursion must not depend on the caller's.
enum LargeStack {
  /// Bytes that hold a recursion as deep as there are jobs, with frames below 1 KB each.
  static func bytes(jobCount: Int) -> Int { max(1 << 26, jobCount * 2048) }

  private final class Box {
    let work: () -> Void
    init(_ work: @escaping () -> Void) { self.work = work }
  }

  /// - Parameter bytes: stack size, taken page by page as it is used; 0 runs on the caller's stack.
  static func run<Result>(bytes: Int, _ work: @escaping () -> Result) -> Result {
    guard bytes > 0 else { return work() }
    var result: Result?
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, bytes)
    let box = Unmanaged.passRetained(Box { result = work() })
    var thread = pthread_t()
    let failure = pthread_create(
      &thread, &attributes,
      { raw in
        guard let raw else { return nil }
        Unmanaged<Box>.fromOpaque(raw).takeRetainedValue().work()
        return nil
      }, box.toOpaque())
    guard failure == 0 else {
      box.release()
      return work()
    }
    pthread_join(thread, nil)
    guard let result else { return work() }
    return result
  }
}
