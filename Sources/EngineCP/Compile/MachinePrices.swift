import Glibc

/// Prices of machines' time at which the cheapest choices of all tasks cost most: the dual of spreading divisible work evenly.
///
/// Source: Freund and Schapire, "Adaptive game playing using multiplicative weights" (1999): prices of machines that get more than their
/// share rise.
struct MachinePrices {
  let machines: Int
  /// By task its choices.
  let tasks: [[(machine: Int, duration: Int)]]

  /// The sum of prices, about.
  private static var scale: Double { 4096 }
  private static var rounds: Int { 600 }

  /// Whole prices: the best found, and equal ones of the machines in use, if those differ.
  func best() -> [[Int]] {
    var used = [Double](repeating: 0, count: machines)
    for task in tasks { for choice in task { used[choice.machine] = 1 } }
    let equal = whole(used)
    let found = whole(search(from: used))
    return equal == found ? [equal] : [found, equal]
  }

  private func whole(_ prices: [Double]) -> [Int] {
    let sum = prices.reduce(0, +)
    let rounded = prices.map { Int(($0 / sum * Self.scale).rounded()) }
    return rounded
  }

  private func search(from start: [Double]) -> [Double] {
    var prices = start
    var (best, bestValue) = (start, -1.0)
    var sum = [Double](repeating: 0, count: machines)
    for round in 1...Self.rounds {
      var loads = [Double](repeating: 0, count: machines)
      let value = cost(prices, &loads)
      if value > bestValue * (1 + 1e-9) { (best, bestValue) = (prices, value) }
      let mean = loads.reduce(0, +) / Double(max(1, start.count { $0 > 0 }))
      if mean <= 0 { break }
      let step = 0.3 / Double(round).squareRoot()
      for k in 0..<machines where start[k] > 0 {
        prices[k] *= exp(step * min(3, loads[k] / mean - 1))
      }
      let total = prices.reduce(0, +)
      for k in 0..<machines {
        prices[k] /= total
        sum[k] += prices[k]
      }
      if round % 10 == 0 {
        let value = cost(sum, &loads)
        if value > bestValue * (1 + 1e-9) { (best, bestValue) = (sum, value) }
      }
    }
    return best
  }

  /// What the cheapest choices cost when prices add up to 1, and which machines they load.
  private func cost(_ prices: [Double], _ loads: inout [Double]) -> Double {
    var sum = 0.0
    for task in tasks {
      var (least, at) = (Double.infinity, 0)
      for (place, choice) in task.enumerated() {
        let cost = prices[choice.machine] * Double(choice.duration)
        if cost < least { (least, at) = (cost, place) }
      }
      sum += least
      loads[task[at].machine] += Double(task[at].duration)
    }
    return sum / prices.reduce(0, +)
  }
}
