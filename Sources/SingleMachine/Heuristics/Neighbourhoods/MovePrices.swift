extension SequenceState {
  /// Change of the cost of positions `low..<high` when all their jobs complete `shift` ticks later.
  ///
  /// - Complexity: O(high - low), by vector instructions.
  @inline(__always)
  package func shiftCost(_ low: Int, _ high: Int, by shift: Value) -> Value {
    let lateness = lateness.span
    let weight = weight.span
    var sum: Value = 0
    var q = low
    while q < high {
      let late = lateness[unchecked: q]
      sum &+= Weights.cost(max(0, late &+ shift) &- max(0, late), weight[unchecked: q])
      q &+= 1
    }
    return sum
  }

  /// The same change where it is below `limit`; otherwise some value that is not below it.
  ///
  /// Sums in stretches and gives up when even the bound on the rest (`shiftBound`) leaves no hope.
  /// - Parameter priced: grows by the number of positions looked at.
  @inline(__always)
  private func shiftCost(
    _ low: Int, _ high: Int, by shift: Value, below limit: Value, _ priced: inout Int
  ) -> Value {
    let stretch = 256
    if high &- low > 2 &* stretch {
      let bound = stretchBound(low, high, by: shift)
      if bound >= limit { return bound }
    }
    var sum: Value = 0
    var first = low
    while first < high {
      let end = min(high, first &+ stretch)
      sum &+= shiftCost(first, end, by: shift)
      priced &+= end &- first
      first = end
      if first < high {
        let bound = sum &+ shiftBound(first, high, by: shift)
        if bound >= limit { return bound }
      }
    }
    return sum
  }

  /// A lower bound on `shiftCost`: tardy jobs change by the shift, gains do not exceed the cost.
  @inline(__always)
  private func shiftBound(_ low: Int, _ high: Int, by shift: Value) -> Value {
    max(shift &* (tardyWeight[high] &- tardyWeight[low]), tardyCost[low] &- tardyCost[high])
  }

  /// The sum of `shiftBound` over stretches of 64 positions, which is the sharper the longer the range.
  private func stretchBound(_ low: Int, _ high: Int, by shift: Value) -> Value {
    var sum: Value = 0
    var first = low
    while first < high {
      let end = min(high, first &+ 64)
      sum &+= shiftBound(first, end, by: shift)
      first = end
    }
    return sum
  }

  /// Change of the cost of the job at i when it completes with the job now at k > i.
  @inline(__always)
  private func laterCost(_ i: Int, _ k: Int) -> Value {
    Weights.cost(max(0, completion[k] &- due[i]) &- max(0, lateness[i]), weight[i])
  }

  /// Change of the cost of the job at k when it starts with the job now at i < k.
  @inline(__always)
  private func earlierCost(_ i: Int, _ k: Int) -> Value {
    let end = completion[i] &- processing[i] &+ processing[k]
    return Weights.cost(max(0, end &- due[k]) &- max(0, lateness[k]), weight[k])
  }

  /// Improves `best` by inserting position i behind position k > i.
  @inline(__always)
  func priceInsertion(_ i: Int, behind k: Int, _ best: inout MoveChoice<Value>) {
    let shift = 0 &- processing[i]
    let own = laterCost(i, k)
    let limit = best.delta &- own
    if shiftBound(i &+ 1, k &+ 1, by: shift) >= limit { return }
    let delta = own &+ shiftCost(i &+ 1, k &+ 1, by: shift, below: limit, &best.priced)
    if delta < best.delta {
      best.delta = delta
      best.move = .rotate(i, i &+ 1, k &+ 1)
    }
  }

  /// Improves `best` by inserting position k before position i < k.
  @inline(__always)
  func priceInsertion(_ k: Int, before i: Int, _ best: inout MoveChoice<Value>) {
    let own = earlierCost(i, k)
    let limit = best.delta &- own
    if shiftBound(i, k, by: processing[k]) >= limit { return }
    let delta = own &+ shiftCost(i, k, by: processing[k], below: limit, &best.priced)
    if delta < best.delta {
      best.delta = delta
      best.move = .rotate(i, k, k &+ 1)
    }
  }

  /// Improves `best` by swapping positions i < k.
  @inline(__always)
  func priceSwap(_ i: Int, _ k: Int, _ best: inout MoveChoice<Value>) {
    let ends = laterCost(i, k) &+ earlierCost(i, k)
    let shift = processing[k] &- processing[i]
    let limit = best.delta &- ends
    if shiftBound(i &+ 1, k, by: shift) >= limit { return }
    let delta = ends &+ shiftCost(i &+ 1, k, by: shift, below: limit, &best.priced)
    if delta < best.delta {
      best.delta = delta
      best.move = .swap(i, k)
    }
  }
}
