extension SequenceState {
  /// Improves `best` by moving the block of `length` jobs that starts at i behind a position below `high`.
  ///
  /// - Complexity: O(high - i) for the bounds, and O(k - i) for each place a bound does not exclude.
  @inline(__always)
  package func scanBlockForward(
    _ i: Int, length: Int, _ high: Int, _ best: inout MoveChoice<Value>
  ) {
    let middle = i &+ length
    if middle >= high { return }
    let completion = completion.span
    let tardyWeight = tardyWeight.span
    let tardyCost = tardyCost.span
    let end = completion[middle &- 1]
    let ticks = end &- completion[i] &+ processing[i]
    let blockWeight = tardyWeight[middle] &- tardyWeight[i]
    let weightBefore = tardyWeight[middle]
    let costBefore = tardyCost[middle]
    var k = middle
    while k < high {
      let shift = completion[unchecked: k] &- end
      let passed = max(
        ticks &* (weightBefore &- tardyWeight[unchecked: k &+ 1]),
        costBefore &- tardyCost[unchecked: k &+ 1])
      if shift &* blockWeight &+ passed < best.delta {
        let delta =
          shiftCost(i, middle, by: shift) &+ shiftCost(middle, k &+ 1, by: 0 &- ticks)
        best.priced &+= k &- i
        if delta < best.delta {
          best.delta = delta
          best.move = .rotate(i, middle, k &+ 1)
        }
      }
      k &+= 1
    }
  }

  /// Improves `best` by moving the block of `length` jobs that starts at i before a position in `low..<i`.
  ///
  /// - Complexity: O(i - low) for the bounds, and O(i - k) for each place a bound does not exclude.
  @inline(__always)
  package func scanBlockBackward(
    _ i: Int, length: Int, _ low: Int, _ best: inout MoveChoice<Value>
  ) {
    let high = i &+ length
    if high > count { return }
    let completion = completion.span
    let processing = processing.span
    let tardyWeight = tardyWeight.span
    let start = completion[i] &- processing[i]
    let ticks = completion[high &- 1] &- start
    let blockWeight = tardyWeight[high] &- tardyWeight[i]
    let blockCost = tardyCost[high] &- tardyCost[i]
    if blockCost == 0 { return }
    let weightBefore = tardyWeight[i]
    var k = i &- 1
    while k >= low {
      let shift = completion[unchecked: k] &- processing[unchecked: k] &- start
      let passed = ticks &* (weightBefore &- tardyWeight[unchecked: k])
      // The loss of the jobs passed only grows, and no gain exceeds the block's cost.
      if passed &- blockCost >= best.delta { return }
      if max(shift &* blockWeight, 0 &- blockCost) &+ passed < best.delta {
        let delta = shiftCost(i, high, by: shift) &+ shiftCost(k, i, by: ticks)
        best.priced &+= high &- k
        if delta < best.delta {
          best.delta = delta
          best.move = .rotate(k, i, high)
        }
      }
      k &-= 1
    }
  }
}
