/// Positions priced together: their bounds are computed by vector instructions before any exact price.
private let chunk = 32

extension SequenceState {
  /// Change of the cost of positions `low..<high` when all their jobs complete `shift` ticks later.
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

  /// Improves `best` by insertions of position i behind a position in `i + 1..<high` and swaps with it.
  ///
  /// - Complexity: O(high - i) for the bounds, and O(k - i) for each pair a bound does not exclude.
  @inline(__always)
  package func scanForward(_ i: Int, _ high: Int, _ best: inout MoveChoice<Value>) {
    var low = i &+ 1
    while low < high {
      let end = min(high, low &+ chunk)
      if forwardBound(i, low, end) < best.delta {
        var k = low
        while k < end {
          priceForward(i, k, &best)
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
    while end > low {
      let first = max(low, end &- chunk)
      if backwardBound(i, first, end) < best.delta {
        var k = end &- 1
        while k >= first {
          priceBackward(i, k, &best)
          k &-= 1
        }
      }
      end = first
    }
  }

  /// A lower bound on the change made by any insertion of i behind, or swap of i with, a k in `low..<high`.
  ///
  /// Jobs that start s ticks earlier gain together at most their cost, and at most s times the weight of the
  /// tardy among them.
  @inline(__always)
  private func forwardBound(_ i: Int, _ low: Int, _ high: Int) -> Value {
    let lateness = lateness.span
    let completion = completion.span
    let processing = processing.span
    let weight = weight.span
    let tardyWeight = tardyWeight.span
    let tardyCost = tardyCost.span
    let length = processing[i]
    let ownWeight = weight[i]
    let ownDue = due[i]
    let ownCost = Weights.cost(max(0, lateness[i]), ownWeight)
    let start = completion[i] &- length
    let weightBefore = tardyWeight[i &+ 1]
    let costBefore = tardyCost[i &+ 1]
    var bound: Value = 0
    var k = low
    while k < high {
      let late = lateness[unchecked: k]
      let w = weight[unchecked: k]
      let end = completion[unchecked: k]
      let other = processing[unchecked: k]
      let own = Weights.cost(max(0, end &- ownDue), ownWeight) &- ownCost
      let shift = other &- length
      let arrival = max(0, late &- (end &- other &- start))
      let between = shift &* (tardyWeight[unchecked: k] &- weightBefore)
      let most = costBefore &- tardyCost[unchecked: k]
      let swap = Weights.cost(arrival &- max(0, late), w) &+ max(between, most)
      let passed = max(
        length &* (weightBefore &- tardyWeight[unchecked: k &+ 1]),
        costBefore &- tardyCost[unchecked: k &+ 1])
      bound = min(bound, own &+ min(swap, passed))
      k &+= 1
    }
    return bound
  }

  /// A lower bound on the change made by any insertion of i before, or swap of i with, a k in `low..<high`.
  @inline(__always)
  private func backwardBound(_ i: Int, _ low: Int, _ high: Int) -> Value {
    let lateness = lateness.span
    let completion = completion.span
    let processing = processing.span
    let weight = weight.span
    let due = due.span
    let tardyWeight = tardyWeight.span
    let tardyCost = tardyCost.span
    let length = processing[i]
    let ownWeight = weight[i]
    let ownDue = due[i]
    let ownCost = Weights.cost(max(0, lateness[i]), ownWeight)
    let finish = completion[i]
    let weightBefore = tardyWeight[i]
    let costBefore = tardyCost[i]
    var bound: Value = 0
    var k = low
    while k < high {
      let late = lateness[unchecked: k]
      let w = weight[unchecked: k]
      let other = processing[unchecked: k]
      let own =
        Weights.cost(max(0, completion[unchecked: k] &- other &+ length &- ownDue), ownWeight)
        &- ownCost
      let shift = length &- other
      let between = shift &* (weightBefore &- tardyWeight[unchecked: k &+ 1])
      let most = tardyCost[unchecked: k &+ 1] &- costBefore
      let swap =
        Weights.cost(max(0, finish &- due[unchecked: k]) &- max(0, late), w)
        &+ max(between, most)
      let passed = length &* (weightBefore &- tardyWeight[unchecked: k])
      bound = min(bound, own &+ min(swap, passed))
      k &+= 1
    }
    return bound
  }

  /// Improves `best` by inserting position i behind position k > i and by swapping the two.
  @inline(__always)
  private func priceForward(_ i: Int, _ k: Int, _ best: inout MoveChoice<Value>) {
    let length = processing[i]
    let own =
      Weights.cost(max(0, completion[k] &- due[i]), weight[i])
      &- Weights.cost(max(0, lateness[i]), weight[i])
    let passed = max(
      length &* (tardyWeight[i &+ 1] &- tardyWeight[k &+ 1]), tardyCost[i &+ 1] &- tardyCost[k &+ 1]
    )
    if own &+ passed < best.delta {
      let delta = own &+ shiftCost(i &+ 1, k &+ 1, by: 0 &- length)
      if delta < best.delta {
        best.delta = delta
        best.move = .rotate(i, i &+ 1, k &+ 1)
      }
    }
    priceSwap(i, k, own, &best)
  }

  /// Improves `best` by inserting position i before position k < i and by swapping the two.
  @inline(__always)
  private func priceBackward(_ i: Int, _ k: Int, _ best: inout MoveChoice<Value>) {
    let length = processing[i]
    let own =
      Weights.cost(max(0, completion[k] &- processing[k] &+ length &- due[i]), weight[i])
      &- Weights.cost(max(0, lateness[i]), weight[i])
    if own &+ length &* (tardyWeight[i] &- tardyWeight[k]) < best.delta {
      let delta = own &+ shiftCost(k, i, by: length)
      if delta < best.delta {
        best.delta = delta
        best.move = .rotate(k, i, i &+ 1)
      }
    }
    let later =
      Weights.cost(max(0, completion[i] &- due[k]), weight[k])
      &- Weights.cost(max(0, lateness[k]), weight[k])
    priceSwap(k, i, later, own, &best)
  }

  @inline(__always)
  private func priceSwap(_ i: Int, _ k: Int, _ own: Value, _ best: inout MoveChoice<Value>) {
    let arrival = completion[i] &- processing[i] &+ processing[k] &- due[k]
    let earlier =
      Weights.cost(max(0, arrival), weight[k]) &- Weights.cost(max(0, lateness[k]), weight[k])
    priceSwap(i, k, own, earlier, &best)
  }

  /// Improves `best` by swapping positions i < k, whose own costs change by `later` and `earlier`.
  @inline(__always)
  private func priceSwap(
    _ i: Int, _ k: Int, _ later: Value, _ earlier: Value, _ best: inout MoveChoice<Value>
  ) {
    let shift = processing[k] &- processing[i]
    let between = max(
      shift &* (tardyWeight[k] &- tardyWeight[i &+ 1]), tardyCost[i &+ 1] &- tardyCost[k])
    if later &+ earlier &+ between < best.delta {
      let delta = later &+ earlier &+ shiftCost(i &+ 1, k, by: shift)
      if delta < best.delta {
        best.delta = delta
        best.move = .swap(i, k)
      }
    }
  }
}
