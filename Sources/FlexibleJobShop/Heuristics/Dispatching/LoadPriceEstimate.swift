import Glibc

/// Prices of machines that make their loads equal: an alternative that costs more than the cheapest loads a scarce machine for little.
///
/// To be replaced by the prices of the load bound once that is part of the family.
enum LoadPriceEstimate {
  /// Prices that sum to 1, by multiplicative weights on the dual of R||Cmax.
  ///
  /// - Parameter operations: those that still need a machine; nil = all.
  /// - Complexity: O(rounds times alternatives).
  static func prices(
    of instance: FlexibleJobShopInstance, heads: [Int]? = nil, operations: [Int]? = nil,
    rounds: Int = 400
  ) -> [Double] {
    let m = instance.machineCount
    var prices = [Double](repeating: 1 / Double(m), count: m)
    var best = prices
    var bestBound = -Double.infinity
    let used = operations ?? Array(0..<instance.operationCount)
    for round in 1...max(1, rounds) {
      var load = heads?.map(Double.init) ?? [Double](repeating: 0, count: m)
      var bound = zip(prices, load).reduce(0) { $0 + $1.0 * $1.1 }
      for i in used {
        var (least, machine, length) = (Double.infinity, 0, 0.0)
        for a in instance.alternatives(of: i) {
          let cost = prices[instance.machines[a]] * Double(instance.durations[a])
          if cost < least {
            (least, machine, length) = (cost, instance.machines[a], Double(instance.durations[a]))
          }
        }
        bound += least
        load[machine] += length
      }
      if bound > bestBound { (bestBound, best) = (bound, prices) }
      let mean = load.reduce(0, +) / Double(m)
      guard mean > 0 else { break }
      let step = 0.3 / Double(round).squareRoot()
      var sum = 0.0
      for k in 0..<m {
        prices[k] *= exp(min(20, step * (load[k] - mean) / mean))
        sum += prices[k]
      }
      for k in 0..<m { prices[k] = max(1e-12, prices[k] / sum) }
    }
    return best
  }
}
