import Glibc

/// Storage that the system may refuse: where a table is as large as memory allows, doing without is better than a trap.
enum Storage {
  /// Zeroed storage for values that are nothing but bits, to be given back by `free`; nil where the system has none.
  static func zeroed<T>(_ count: Int, _: T.Type) -> UnsafeMutablePointer<T>? {
    calloc(max(1, count), MemoryLayout<T>.stride)?.bindMemory(to: T.self, capacity: count)
  }
}
