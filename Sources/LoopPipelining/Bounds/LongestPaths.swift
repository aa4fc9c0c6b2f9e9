/// The longest paths of a difference system `start[to] >= start[from] + weight`, from every operation to every other.
struct LongestPaths {
  /// No path.
  static let none = Int.min / 4

  /// The number of operations, n.
  let count: Int
  /// `lengths[u * n + v]`: `start[v] - start[u]` is at least that much; `none` without a path, 0 from an operation to itself.
  private(set) var lengths: [Int]

  /// The closure of some arcs; nil where a cycle is longer than 0.
  ///
  /// - Complexity: O(n^3), Floyd's and Warshall's algorithm; rows and columns without paths are left out.
  init?(_ arcs: some Sequence<(from: Int, to: Int, weight: Int)>, count: Int) {
    self.count = count
    lengths = Array(repeating: LongestPaths.none, count: count * count)
    for v in 0..<count { lengths[v * count + v] = 0 }
    for arc in arcs {
      if arc.from == arc.to, arc.weight > 0 { return nil }
      let place = arc.from * count + arc.to
      lengths[place] = max(lengths[place], arc.weight)
    }
    let isSound = lengths.withUnsafeMutableBufferPointer { lengths in
      for via in 0..<count {
        for from in 0..<count {
          let first = lengths[from * count + via]
          if first == LongestPaths.none { continue }
          for to in 0..<count {
            let second = lengths[via * count + to]
            if second != LongestPaths.none, first + second > lengths[from * count + to] {
              lengths[from * count + to] = first + second
            }
          }
        }
        if lengths[via * count + via] > 0 { return false }
      }
      return (0..<count).allSatisfy { lengths[$0 * count + $0] <= 0 }
    }
    guard isSound else { return nil }
  }

  /// How much later than u operation v starts at least; nil without a path.
  subscript(u: Int, v: Int) -> Int? {
    let length = lengths[u * count + v]
    return length == LongestPaths.none ? nil : length
  }

  /// How much earlier operation v can start than u: the path back, as an upper bound of `start[v] - start[u]`; nil = any.
  func upper(_ u: Int, _ v: Int) -> Int? { self[v, u].map { -$0 } }
}
