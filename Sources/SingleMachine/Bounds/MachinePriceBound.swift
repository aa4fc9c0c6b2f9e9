/// The bound of the time-indexed relaxation, by machine prices (see `MachinePrices`): the strongest here,
/// usually within 0.1 % of the optimum from 200 jobs on. Takes weights.
///
/// Prices are found in floating point; the bound itself is computed in integers from the rounded
/// potential and is exact for it.
///
/// - Complexity: some tens of Newton steps of O(n g + n s^2 + g^3) on g <= 140 grid nodes, then O(n P).
package struct MachinePriceBound: Sendable {
  /// Lower bound on the minimal total weighted tardiness.
  package let value: Int
  /// `scale * M(x)` for x in `0...P`; empty when the bound is trivial.
  package let potential: [Int]
  package static let scale = 16

  /// - Parameters:
  ///   - weights: nil for unit weights; only those are tightened by precedence first.
  ///   - schedule: how far prices are optimised.
  ///   - shouldStop: polled every few milliseconds of work; the bound is valid whenever it stops.
  package init(
    processingTimes p: [Int], dueDates d: [Int], weights w: [Int]? = nil,
    schedule: MachinePrices.Schedule = .standard,
    shouldStop: () -> Bool = { false }
  ) {
    let horizon = p.reduce(0, +)
    let certain = CertainTardinessBound(processingTimes: p, dueDates: d, weights: w).value
    guard horizon > 0, horizon < 1 << 24 else {
      value = certain
      potential = []
      return
    }
    let dues =
      w == nil
      ? TightenedDueDates(processingTimes: p, dueDates: d).dueDates
      : zip(p, d).map { max($0, min($1, horizon)) }
    var constant = 0
    for j in p.indices { constant += (w?[j] ?? 1) * max(0, dues[j] - d[j]) }
    var prices = MachinePrices(processingTimes: p, dueDates: dues, weights: w)
    prices.optimize(schedule, shouldStop: shouldStop)
    potential = prices.potential(scale: Self.scale)
    guard let scaled = Self.scaledBound(p, dues, w, potential, shouldStop) else {
      value = certain
      return
    }
    // The objective is an integer: round up. Division by scale = 2^4.
    value = max(certain, constant + (scaled + Self.scale - 1) >> 4)
  }

  /// `sum_j min over C of (scale w T(C) + M(C) - M(C - p)) - (M(P) - M(0))`.
  ///
  /// The first few milliseconds of work are always done, so that prices found just in time still give a bound.
  ///
  /// - Returns: nil when told to stop.
  private static func scaledBound(
    _ p: [Int], _ d: [Int], _ w: [Int]?, _ potential: [Int], _ shouldStop: () -> Bool
  ) -> Int? {
    let horizon = potential.count - 1
    var sum = potential[0] - potential[horizon]
    var credit = 4_000_000
    return potential.withUnsafeBufferPointer { rent -> Int? in
      for j in p.indices {
        credit &-= horizon
        if credit < 0 {
          credit = 4_000_000
          if shouldStop() { return nil }
        }
        let length = p[j]
        let slope = scale &* (w?[j] ?? 1)
        var least = Int.max
        var time = length
        while time <= horizon {
          let late = time &- d[j]
          let cost = (late > 0 ? slope &* late : 0) &+ rent[time] &- rent[time &- length]
          least = cost < least ? cost : least
          time &+= 1
        }
        sum += least
      }
      return sum
    }
  }
}
