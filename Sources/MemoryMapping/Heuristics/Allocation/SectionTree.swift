/// What is occupied when: a segment tree over sections, each node with two lists of addresses.
///
/// `covering` has the pieces that are alive in all sections of the node, but not of its parent; `within` has all pieces of
/// the node and of those below it. What meets a range of sections is then in `within` of the nodes that make up the range
/// and in `covering` of their ancestors: O(log sections) lists. Addresses that touch are one span, so lists of nodes near
/// the root stay short.
///
/// - Complexity: memory O(p log S) at worst for p pieces and S sections; mostly far less.
final class SectionTree {
  private let leaves: Int
  private let covering: UnsafeMutablePointer<SpanList>
  private let within: UnsafeMutablePointer<SpanList>

  init(sections: Int) {
    var power = 1
    while power < sections { power *= 2 }
    leaves = power
    covering = .allocate(capacity: 2 * leaves)
    covering.initialize(repeating: SpanList(), count: 2 * leaves)
    within = .allocate(capacity: 2 * leaves)
    within.initialize(repeating: SpanList(), count: 2 * leaves)
  }

  deinit {
    for node in 0..<2 * leaves {
      covering[node].free()
      within[node].free()
    }
    covering.deallocate()
    within.deallocate()
  }

  /// Occupies a span of addresses in the sections `begin..<end`.
  func insert(_ span: Span, begin: Int, end: Int) {
    guard begin < end else { return }
    var (left, right) = (begin + leaves, end + leaves)
    while left < right {
      if left & 1 == 1 {
        covering[left].insert(span)
        within[left].insert(span)
        left += 1
      }
      if right & 1 == 1 {
        right -= 1
        covering[right].insert(span)
        within[right].insert(span)
      }
      left >>= 1
      right >>= 1
    }
    forEachPartial(begin, end) { within[$0].insert(span) }
  }

  /// Appends the lists that have all that meets the sections `begin..<end`.
  func collect(begin: Int, end: Int, low: Int, high: Int, into obstacles: inout Obstacles) {
    guard begin < end else { return }
    var (left, right) = (begin + leaves, end + leaves)
    while left < right {
      if left & 1 == 1 {
        obstacles.add(within[left], low: low, high: high)
        left += 1
      }
      if right & 1 == 1 {
        right -= 1
        obstacles.add(within[right], low: low, high: high)
      }
      left >>= 1
      right >>= 1
    }
    forEachPartial(begin, end) { obstacles.add(covering[$0], low: low, high: high) }
  }

  /// The nodes that have sections of `begin..<end`, but others as well, each once.
  @inline(__always)
  private func forEachPartial(_ begin: Int, _ end: Int, _ body: (Int) -> Void) {
    var (left, right) = (begin + leaves, end - 1 + leaves)
    var width = 1
    while left > 1 {
      left >>= 1
      right >>= 1
      width *= 2
      // The leaves of a node of this level are its number times the width, from there on.
      if left * width - leaves < begin || (left + 1) * width - leaves > end { body(left) }
      if right != left, right * width - leaves < begin || (right + 1) * width - leaves > end {
        body(right)
      }
    }
  }
}
