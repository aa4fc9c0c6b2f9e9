import Glibc

/// Runs a piece of work on several threads at once.
package enum ThreadTeam {
  private final class Task {
    let work: (Int) -> Void
    let index: Int
    init(_ index: Int, _ work: @escaping (Int) -> Void) {
      self.index = index
      self.work = work
    }
  }

  /// Runs `lead` here and `helper(1)`, ..., `helper(count - 1)` on threads of their own.
  ///
  /// A helper whose thread cannot be created runs here after `lead`.
  ///
  /// - Parameters:
  ///   - count: threads in all; 1 or less runs `lead` only.
  ///   - bytes: stack size of a helper, taken page by page as it is used.
  /// - Returns: what `lead` returned, once all have ended.
  package static func run<Result>(
    _ count: Int, stackBytes bytes: Int, helper: @escaping (Int) -> Void, lead: () -> Result
  ) -> Result {
    guard count > 1 else { return lead() }
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, bytes)
    var threads: [pthread_t] = []
    var left: [Int] = []
    for index in 1..<count {
      let task = Unmanaged.passRetained(Task(index, helper))
      var thread = pthread_t()
      let failure = pthread_create(
        &thread, &attributes,
        { raw in
          guard let raw else { return nil }
          let task = Unmanaged<Task>.fromOpaque(raw).takeRetainedValue()
          task.work(task.index)
          return nil
        }, task.toOpaque())
      if failure == 0 {
        threads.append(thread)
      } else {
        task.release()
        left.append(index)
      }
    }
    let result = lead()
    for index in left { helper(index) }
    for thread in threads { pthread_join(thread, nil) }
    return result
  }
}
