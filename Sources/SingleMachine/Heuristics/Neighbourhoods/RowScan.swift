/// Positions priced together: their bounds are computed by vector instructions before any exact price.
private let chunk = 32

extension SequenceState {
  /// Improves `best` by insertions of position i behind a position in `i + 1..<high` and swaps with it.
  ///
  /// - Complexity: O(high - i) for the bounds, and O(k - i) for each pair a bound does not exclude.
  @inline(__always)
  package func scanForward(_ i: Int, _ high: Int, _ best: inout MoveChoice<Value>) {
    var low = i &+ 1
    let before = tardyCost[low]
    while low < high {
      let end = min(high, low &+ chunk)
      // No gain exceeds the cost of the jobs that start earlier.
      let isHopeless = before &- tardyCost[end] >= best.delta
      if !isHopeless, forwardBound(i, low, end) < best.delta {
        var k = low
        while k < end {
          priceInsertion(i, behind: k, &best)
          priceSwap(i, k, &best)
          k &+= 1
        }
      }
      low = end
    }
  }

  /// Improves `best` by insertions of position i before a position in `low..<i` and swaps with it.
  ///
  /// - Complexity: O(i - low) for the bounds, and O(i - k) for each pair a bound does not exclude.
  @inline(__always)
  package func scanBackward(_ i: Int, _ low: Int, _ best: inout MoveChoice<Value>) {
    var end = i
    let before = tardyCost[i &+ 1]
    while end > low {
      let first = max(low, end &- chunk)
      let isHopeless = tardyCost[first] &- before >= best.delta
      if !isHopeless, backwardBound(i, first, end) < best.delta {
        var k = end &- 1
        while k >= first {
          priceInsertion(i, before: k, &best)
          priceSwap(k, i, &best)
          k &-= 1
        }
      }
      end = first
    }
  }
}
