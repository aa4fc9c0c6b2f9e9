/// Integers at fixed positions that answers "the first position after i with a value below x" in O(log n).
struct MinimumTree {
  private var nodes: [Int]
  private let leafCount: Int

  /// - Complexity: O(n).
  init(_ values: [Int]) {
    var size = 1
    while size < values.count { size *= 2 }
    leafCount = size
    nodes = [Int](repeating: .max, count: 2 * size)
    for (index, value) in values.enumerated() { nodes[size + index] = value }
    var node = size - 1
    while node >= 1 {
      nodes[node] = min(nodes[2 * node], nodes[2 * node + 1])
      node -= 1
    }
  }

  /// Makes a position invisible to every search.
  mutating func remove(_ position: Int) {
    var node = leafCount &+ position
    nodes[node] = .max
    node /= 2
    while node >= 1 {
      nodes[node] = min(nodes[2 &* node], nodes[2 &* node &+ 1])
      node /= 2
    }
  }

  /// The first position after `position` whose value is below `limit`; nil when there is none.
  func first(after position: Int, below limit: Int) -> Int? {
    var node = leafCount &+ position
    // Up, until a right neighbour's subtree holds a small value.
    while true {
      if node == 1 { return nil }
      if node & 1 == 0, nodes[node &+ 1] < limit { break }
      node /= 2
    }
    node &+= 1
    while node < leafCount {
      node &*= 2
      if nodes[node] >= limit { node &+= 1 }
    }
    return node &- leafCount
  }
}
