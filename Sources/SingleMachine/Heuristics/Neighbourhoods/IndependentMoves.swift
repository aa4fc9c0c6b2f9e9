/// The best set of mutually independent insertions and swaps: dynasearch.
///
/// Two moves are independent when the ranges of positions they change do not meet; then their effects add up. With
/// `least[k]` the best change of the first k positions,
/// `least[k + 1] = min(least[k], min over i < k of least[i] + delta(i, k))`, where `delta(i, k)` is the better of
/// swapping positions i and k, inserting i behind k, and inserting k before i. Pairs are skipped by the same bounds
/// as rows, so that one pass costs O(n^2) vector work and few exact prices.
///
/// - Source: Congram, Potts and van de Velde (2002), "An iterated dynasearch algorithm for the single-machine total
///   weighted tardiness scheduling problem"; insertions after Grosso, Della Croce and Tadei (2004), "An enhanced
///   dynasearch neighborhood for the single-machine total weighted tardiness scheduling problem".
package struct IndependentMoves<Value: SearchInteger>: Sendable {
  /// `least[k]`: best change found for the first k positions; at most 0.
  private var least: [Value]
  /// The move whose range ends before position k in the best set for the first k positions, if one does.
  private var lastMove: [SequenceMove?]

  /// Tables for sequences of `count` jobs.
  package init(count: Int) {
    least = [Value](repeating: 0, count: count + 1)
    lastMove = [SequenceMove?](repeating: nil, count: count + 1)
  }

  /// The moves of the best set, among those whose range meets `range`, last positions first.
  ///
  /// - Parameter goesOn: asked for every 32 pairs of positions and told the positions looked at for them; when it says
  ///   no, the best set of the positions reached is given.
  /// - Complexity: O(n^2) for the bounds, and O(k - i) for each pair (i, k) a bound does not exclude; memory O(n).
  package mutating func best<Weights>(
    in state: borrowing SequenceState<Value, Weights>, meeting range: Range<Int>,
    while goesOn: (Int) -> Bool
  ) -> [SequenceMove] {
    reset()
    var i = 0
    while i < state.count {
      inherit(i)
      if i < range.upperBound, !extend(from: i, state, max(i &+ 1, range.lowerBound), goesOn) {
        // What was found beyond position i is left out: only moves that end before it are in the set.
        break
      }
      i &+= 1
    }
    inherit(i)
    return moves(upTo: i)
  }

  private mutating func reset() {
    var k = 0
    while k < least.count {
      least[k] = 0
      lastMove[k] = nil
      k &+= 1
    }
  }

  /// Leaves position k - 1 where it is when that is better than any move that ends there.
  private mutating func inherit(_ k: Int) {
    if k > 0, least[k &- 1] <= least[k] {
      least[k] = least[k &- 1]
      lastMove[k] = nil
    }
  }

  /// Tries every move between position i and a position from `first` on; false when told to stop.
  @inline(__always)
  private mutating func extend<Weights>(
    from i: Int, _ state: borrowing SequenceState<Value, Weights>, _ first: Int,
    _ goesOn: (Int) -> Bool
  ) -> Bool {
    let before = least[i]
    var low = first
    while low < state.count {
      let high = min(state.count, low &+ 32)
      var work = high &- low
      if state.hasHope(i, low, high, before, least) {
        var k = low
        while k < high {
          var best = MoveChoice<Value>()
          let limit = min(0, least[k &+ 1] &- before)
          best.delta = limit
          state.priceInsertion(i, behind: k, &best)
          state.priceInsertion(k, before: i, &best)
          state.priceSwap(i, k, &best)
          if best.delta < limit {
            least[k &+ 1] = before &+ best.delta
            lastMove[k &+ 1] = best.move
          }
          work &+= best.priced
          k &+= 1
        }
      }
      if !goesOn(work) { return false }
      low = high
    }
    return true
  }

  private func moves(upTo end: Int) -> [SequenceMove] {
    var moves: [SequenceMove] = []
    var k = end
    while k > 0 {
      guard let move = lastMove[k] else {
        k &-= 1
        continue
      }
      moves.append(move)
      k = move.range.lowerBound
    }
    return moves
  }
}

extension SequenceState {
  /// Whether a move between i and some k in `low..<high` may improve `least[k + 1]`, given `before = least[i]`.
  @inline(__always)
  func hasHope(_ i: Int, _ low: Int, _ high: Int, _ before: Value, _ least: [Value]) -> Bool {
    let lateness = lateness.span
    let completion = completion.span
    let processing = processing.span
    let weight = weight.span
    let tardyWeight = tardyWeight.span
    let tardyCost = tardyCost.span
    let least = least.span
    let length = processing[i]
    let ownWeight = weight[i]
    let ownDue = due[i]
    let ownTardiness = max(0, lateness[i])
    let start = completion[i] &- length
    let weightBefore = tardyWeight[i &+ 1]
    let costBefore = tardyCost[i &+ 1]
    let weightWith = tardyWeight[i]
    var slack: Value = 0
    var k = low
    while k < high {
      let late = lateness[unchecked: k]
      let w = weight[unchecked: k]
      let end = completion[unchecked: k]
      let other = processing[unchecked: k]
      let weightBelow = tardyWeight[unchecked: k]
      let later = Weights.cost(max(0, end &- ownDue) &- ownTardiness, ownWeight)
      let arrival = max(0, late &- (end &- other &- start))
      let earlier = Weights.cost(arrival &- max(0, late), w)
      let between = max(
        (other &- length) &* (weightBelow &- weightBefore),
        costBefore &- tardyCost[unchecked: k])
      let behind = max(
        length &* (weightBefore &- tardyWeight[unchecked: k &+ 1]),
        costBefore &- tardyCost[unchecked: k &+ 1])
      let ahead = other &* (weightBelow &- weightWith)
      let bound = min(earlier &+ min(ahead, later &+ between), later &+ behind)
      slack = min(slack, bound &- min(0, least[unchecked: k &+ 1] &- before))
      k &+= 1
    }
    return slack < 0
  }
}
