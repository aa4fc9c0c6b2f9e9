/// A binary heap of jobs by (key, rank), smallest first; no allocation after `init`.
struct JobHeap {
  private var entries: [(key: Int, rank: Int)] = []

  init(capacity: Int) {
    entries.reserveCapacity(capacity)
  }

  /// The smallest entry; nil when empty.
  var first: (key: Int, rank: Int)? { entries.first }

  /// Adds an entry.
  ///
  /// - Complexity: O(log n).
  mutating func insert(key: Int, rank: Int) {
    entries.append((key, rank))
    var child = entries.count &- 1
    while child > 0 {
      let parent = (child &- 1) / 2
      guard entries[child] < entries[parent] else { return }
      entries.swapAt(child, parent)
      child = parent
    }
  }

  /// Drops the smallest entry; the heap must not be empty.
  ///
  /// - Complexity: O(log n).
  mutating func removeFirst() {
    let last = entries.removeLast()
    guard !entries.isEmpty else { return }
    var hole = 0
    while true {
      var child = 2 &* hole &+ 1
      guard child < entries.count else { break }
      if child &+ 1 < entries.count, entries[child &+ 1] < entries[child] { child &+= 1 }
      guard entries[child] < last else { break }
      entries[hole] = entries[child]
      hole = child
    }
    entries[hole] = last
  }
}
