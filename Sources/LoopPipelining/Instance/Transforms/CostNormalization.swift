/// Small integers that stand in for large costs: they minimise the largest imbalance of two costs under a limit on their sum.
///
/// For costs `c[i]` find integers `x[i] >= 1` with `sum x <= U` that minimise `F = max |c[i] x[j] - c[j] x[i]|`. With the integer of the largest cost
/// given, k, every other is `c[i] k / c[max]` rounded down or up: rounding all of them up gives F below the largest cost, and an integer further away
/// gives more. So a search over k, and over two choices for each cost, finds the optimum; it gives up after a fixed amount of work and keeps the best.
///
/// - Source: the program of "Optimal software pipelining and warp specialization for tensor core GPUs" (arXiv 2512.18134), here for the different
///   costs instead of all, and with 1 as the least, so that no cost vanishes.
package struct CostNormalization {
  /// The largest sum that can be asked for.
  static let largestSum = 4096
  /// Comparisons of two costs after which the best so far is kept.
  private static let mostWork = 1 << 26

  private let costs: [Int]
  private let sum: Int
  private var best: [Int]
  private var error: Int
  private var work = 0
  /// The choice that is made at the moment, by cost.
  private var choice: [Int]
  /// `least[i]`: the sum of the least choices of the costs `0..<i`.
  private var least: [Int] = []

  /// The integers for some costs.
  ///
  /// - Parameters:
  ///   - costs: ascending, different from each other, at least 1 and at most 2^31.
  ///   - sum: at least the number of costs, else costs are returned as they are.
  /// - Complexity: exponential in the number of costs at worst, within a fixed limit of work.
  package static func normalized(_ costs: [Int], sum: Int) -> [Int] {
    guard let last = costs.last, costs.count <= sum else { return costs }
    var state = CostNormalization(costs, sum: sum)
    for share in 1...sum where state.error > 0 && state.work < mostWork {
      state.least = [0]
      for cost in costs {
        state.least.append((state.least.last ?? 0) + max(1, cost * share / last))
      }
      guard (state.least.last ?? 0) <= sum else { break }
      state.choice[costs.count - 1] = share
      state.search(costs.count - 2, error: 0, sum: share)
    }
    return state.best
  }

  /// The largest imbalance of some integers.
  package static func imbalance(_ costs: [Int], _ integers: [Int]) -> Int {
    var largest = 0
    for i in costs.indices {
      for j in 0..<i {
        largest = max(largest, abs(costs[i] * integers[j] - costs[j] * integers[i]))
      }
    }
    return largest
  }

  private init(_ costs: [Int], sum: Int) {
    (self.costs, self.sum) = (costs, sum)
    choice = Array(repeating: 1, count: costs.count)
    best = choice
    error = CostNormalization.imbalance(costs, choice)
  }

  /// Tries both choices for the costs `0...place`, the larger costs being chosen.
  private mutating func search(_ place: Int, error: Int, sum: Int) {
    guard place >= 0 else {
      (best, self.error) = (choice, error)
      return
    }
    let (last, share) = (costs[costs.count - 1], choice[costs.count - 1])
    let product = costs[place] * share
    let down = max(1, product / last)
    let up = max(1, (product + last - 1) / last)
    let isNearDown = 2 * (product - down * last) <= last
    for number in up == down ? [down] : isNearDown ? [down, up] : [up, down] {
      guard sum + number + least[place] <= self.sum, work < CostNormalization.mostWork else {
        continue
      }
      var worst = error
      var other = costs.count - 1
      while other > place, worst < self.error {
        worst = max(worst, abs(costs[other] * number - costs[place] * choice[other]))
        other -= 1
      }
      work += costs.count - place
      guard worst < self.error else { continue }
      choice[place] = number
      search(place - 1, error: worst, sum: sum + number)
    }
  }
}
