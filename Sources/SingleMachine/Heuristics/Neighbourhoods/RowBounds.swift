extension SequenceState {
  /// A lower bound on the change made by any insertion of i behind, or swap of i with, a k in `low..<high`.
  ///
  /// Jobs that start s ticks earlier gain together at most their cost, and at most s times the weight of the
  /// tardy among them.
  @inline(__always)
  func forwardBound(_ i: Int, _ low: Int, _ high: Int) -> Value {
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
  func backwardBound(_ i: Int, _ low: Int, _ high: Int) -> Value {
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
}
