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
    let length = processing[i]
    let own = laterCost(i, k)
    let passed = max(
      length &* (tardyWeight[i &+ 1] &- tardyWeight[k &+ 1]), tardyCost[i &+ 1] &- tardyCost[k &+ 1]
    )
    if own &+ passed >= best.delta { return }
    let delta = own &+ shiftCost(i &+ 1, k &+ 1, by: 0 &- length)
    if delta < best.delta {
      best.delta = delta
      best.move = .rotate(i, i &+ 1, k &+ 1)
    }
  }

  /// Improves `best` by inserting position k before position i < k.
  @inline(__always)
  func priceInsertion(_ k: Int, before i: Int, _ best: inout MoveChoice<Value>) {
    let length = processing[k]
    let own = earlierCost(i, k)
    if own &+ length &* (tardyWeight[k] &- tardyWeight[i]) >= best.delta { return }
    let delta = own &+ shiftCost(i, k, by: length)
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
    let between = max(
      shift &* (tardyWeight[k] &- tardyWeight[i &+ 1]), tardyCost[i &+ 1] &- tardyCost[k])
    if ends &+ between >= best.delta { return }
    let delta = ends &+ shiftCost(i &+ 1, k, by: shift)
    if delta < best.delta {
      best.delta = delta
      best.move = .swap(i, k)
    }
  }
}
