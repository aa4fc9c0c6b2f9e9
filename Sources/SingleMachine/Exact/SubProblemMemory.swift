/// What the decomposition search needs of a memory from sub-problems to values, and, when several
/// workers fill it together, of their coordination. `SearchMemory` serves one worker, `SharedMemory` many.
///
/// `isShared` is known at compile time, so the search of one worker pays nothing for the others.
protocol SubProblemMemory<Value> {
  associatedtype Value: FixedWidthInteger & SignedInteger

  /// Whether other workers use the same table at the same time.
  static var isShared: Bool { get }
  /// Words of an exact key (set bits, then the start time), 0 when keys are only hashed.
  var keyWords: Int { get }
  /// Entries in the table, entries overwritten by others, hits refused by exact keys.
  var entryCount: Int { get }
  var evictionCount: Int { get }
  var collisionCount: Int { get }

  /// - Parameters:
  ///   - byteLimit: cap on the bytes of the table.
  ///   - keyWords: words of an exact key, 0 to compare hashes only.
  /// - Returns: nil when the system has no memory for a small table.
  init?(byteLimit: Int, keyWords: Int)

  /// Access for another worker to the same table; nil when a table serves one worker only.
  var another: Self? { get }

  func deallocate()

  /// What is known about a key: an optimal value or a lower bound; nil when nothing is.
  ///
  /// - Parameters:
  ///   - tag: second hash in bits 8..31, the low bits zero.
  ///   - exactKey: `keyWords` words; read only when `keyWords > 0`.
  mutating func recall(
    _ check: UInt64, _ tag: UInt32, exactKey: UnsafePointer<UInt64>
  ) -> KnownValue<Value>?

  /// Writes or overwrites the entry of a key.
  ///
  /// - Parameter effort: nodes spent on the value; cheap entries are evicted first.
  mutating func store(
    _ check: UInt64, _ tag: UInt32, exactKey: UnsafePointer<UInt64>, value: Value, isExact: Bool,
    effort: Int)

  /// A worker uses the table only between `join` and `leave`: the others wait for it when the table grows.
  mutating func join()
  mutating func leave()

  /// Before and after the workers' common search; `endSearch` makes the others return.
  func beginSearch()
  func endSearch()

  /// To be called at every node, while nothing of the table is held.
  ///
  /// - Returns: false when another worker has ended the search.
  mutating func checkIn() -> Bool

  /// Tells the others that this worker works on a sub-problem.
  ///
  /// - Returns: whether `close` has to be called at its end.
  func open(_ check: UInt64) -> Bool
  func close(_ check: UInt64)
  /// Whether some worker has opened the sub-problem.
  func isOpen(_ check: UInt64) -> Bool

  /// Adds nodes to the count of all workers.
  ///
  /// - Returns: the new count.
  func countNodes(_ more: Int) -> Int
}

/// A remembered value: the optimum of a sub-problem, or a lower bound on it.
package struct KnownValue<Value: FixedWidthInteger & SignedInteger> {
  package var value: Value
  package var isExact: Bool
}

/// A worker on its own has nobody to tell.
extension SearchMemory: SubProblemMemory {
  static var isShared: Bool { false }

  var another: Self? { nil }

  @inline(__always)
  mutating func recall(
    _ check: UInt64, _ tag: UInt32, exactKey: UnsafePointer<UInt64>
  ) -> KnownValue<Value>? {
    let slot = find(check, tag, exactKey: exactKey)
    return slot < 0 ? nil : KnownValue(value: slots[slot].value, isExact: slots[slot].isExact)
  }

  func join() {}
  func leave() {}
  func beginSearch() {}
  func endSearch() {}
  @inline(__always)
  func checkIn() -> Bool { true }
  @inline(__always)
  func open(_ check: UInt64) -> Bool { false }
  @inline(__always)
  func close(_ check: UInt64) {}
  @inline(__always)
  func isOpen(_ check: UInt64) -> Bool { false }
  @inline(__always)
  func countNodes(_ more: Int) -> Int { more }
}
