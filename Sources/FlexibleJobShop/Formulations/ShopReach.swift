/// Which operations of a task come before which, by precedences and what follows from them.
struct ShopReach: Sendable {
  private let words: Int
  private var bits: [UInt64]

  /// - Complexity: O(operations times precedences / 64), and as much space as the square of the operations in bits.
  init(_ task: ShopTask) {
    let graph = task.graph()
    words = (task.count + 63) / 64
    bits = [UInt64](repeating: 0, count: task.count * words)
    for i in graph.order.reversed() {
      for p in graph.outgoing[i] {
        let after = task.precedences[p].after
        bits[i * words + after / 64] |= 1 << UInt64(after % 64)
        for w in 0..<words { bits[i * words + w] |= bits[after * words + w] }
      }
    }
  }

  /// Whether operation i ends before operation j starts.
  func isBefore(_ i: Int, _ j: Int) -> Bool { bits[i * words + j / 64] >> UInt64(j % 64) & 1 == 1 }
}
