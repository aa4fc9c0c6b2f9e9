/// Orders in which buffers are placed, by a property of each of them.
package enum PlacementOrder: String, Sendable, Hashable, CaseIterable {
  /// Largest first.
  case size
  /// Largest product of size and lifetime first.
  case area
  /// Longest lifetime first.
  case width
  /// First to begin first, of these the largest.
  case start
  /// Buffers of the time with the greatest load first, each time with its largest first.
  case breadth
  /// Most other buffers alive at some time of its life first.
  case conflicts
  /// Largest product of size and conflicts first.
  case sizeConflicts = "size-conflicts"
  /// Largest first, sizes rounded up to powers of two; of equal ones the first to begin.
  case sizeClass = "size-class"

  /// All buffers in this order; equal ones largest first, of these the first to begin, for which first fit
  /// needs no more space than their load.
  ///
  /// - Source: breadth and conflicts after Pisarchyk and Lee (2020), "Efficient memory management for deep neural net
  ///   inference", and the planner of unified static memory in TVM.
  /// - Complexity: O(n log n).
  package func order(of buffers: [Buffer]) -> [Int] {
    let keys = keys(of: buffers)
    return buffers.indices.sorted { a, b in
      if keys[a] != keys[b] { return keys[a] > keys[b] }
      let (first, second) = (buffers[a], buffers[b])
      if first.size != second.size, self != .sizeClass { return first.size > second.size }
      if first.lower != second.lower { return first.lower < second.lower }
      return first.upper != second.upper ? first.upper > second.upper : a < b
    }
  }

  /// By buffer; greater comes first.
  private func keys(of buffers: [Buffer]) -> [Double] {
    switch self {
    case .size: buffers.map { Double($0.size) }
    case .sizeClass: buffers.map { Double(Int.bitWidth - ($0.size - 1).leadingZeroBitCount) }
    case .area: buffers.map { Double($0.size) * Double($0.upper - $0.lower) }
    case .width: buffers.map { Double($0.upper - $0.lower) }
    case .start: buffers.map { -Double($0.lower) }
    case .breadth: LoadProfile(buffers).greatest.map { Double($0) }
    case .conflicts: PlacementOrder.conflicts(of: buffers).map { Double($0) }
    case .sizeConflicts:
      zip(buffers, PlacementOrder.conflicts(of: buffers)).map { Double($0.size) * Double($1 + 1) }
    }
  }

  /// By buffer: how many others have a lifetime that meets its own.
  ///
  /// - Complexity: O(n log n).
  package static func conflicts(of buffers: [Buffer]) -> [Int] {
    let starts = buffers.map(\.lower).sorted()
    let ends = buffers.map(\.upper).sorted()
    return buffers.map { buffer in
      // Those that begin before its end, less those that end before its begin, less itself.
      count(below: buffer.upper, in: starts) - count(below: buffer.lower + 1, in: ends) - 1
    }
  }

  private static func count(below value: Int, in sorted: [Int]) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
