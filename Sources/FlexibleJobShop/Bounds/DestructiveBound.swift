/// No makespan is smaller: the smallest value that is not refuted by the windows it leaves to operations and by prices of machine time
/// inside them.
///
/// - Source: Klein and Scholl (1999), "Computing lower bounds by destructive improvement".
package enum DestructiveBound {
  /// The bound that results from growing steps up and halving back; `atLeast` when nothing is refuted.
  ///
  /// - Parameters:
  ///   - atLeast: a bound that holds.
  ///   - shaving: whether to try the machines and ends of windows of every operation, which takes long.
  ///   - shouldStop: asked between steps; what is refuted by then counts.
  package static func makespan(
    _ heads: ShopHeads, of instance: FlexibleJobShopInstance, atLeast: Int, shaving: Bool = false,
    shouldStop: () -> Bool = { false }
  ) -> Int {
    var (bound, step) = (atLeast, 1)
    var open: Int?
    while bound < open ?? .max, !shouldStop() {
      let trial = open.map { bound + ($0 - bound) / 2 } ?? (bound + step - 1)
      if refutes(trial, heads, of: instance, atLeast: bound, shaving: shaving, shouldStop) {
        bound = trial + 1
        step *= 2
      } else {
        open = trial
      }
    }
    return bound
  }

  /// Whether no schedule has a makespan of at most `trial`; false promises nothing.
  package static func refutes(
    _ trial: Int, _ heads: ShopHeads, of instance: FlexibleJobShopInstance, atLeast bound: Int,
    shaving: Bool = false, _ shouldStop: () -> Bool = { false }
  ) -> Bool {
    var shop = TrialShop(instance, heads: heads, makespan: trial)
    for _ in 0..<4 {
      guard shop.tighten(shouldStop: shouldStop) else { return true }
      if shaving, !shop.shave(shouldStop: shouldStop) { return true }
      if instance.isJobShop || shouldStop() { return false }
      switch shop.price(atLeast: min(bound, trial), shouldStop) {
      case .refuted: return true
      case .unchanged: return false
      case .changed: continue
      }
    }
    return false
  }
}

extension TrialShop {
  /// What prices of machine time say about a trial value.
  enum Verdict {
    /// No schedule keeps it.
    case refuted
    /// Some alternatives are impossible.
    case changed
    /// Nothing.
    case unchanged
  }

  /// Solves the load relaxation inside the windows and takes away alternatives that are too dear.
  mutating func price(atLeast bound: Int, _ shouldStop: () -> Bool) -> Verdict {
    var first = [0]
    var kept: [Int] = []
    for i in 0..<instance.operationCount {
      kept += instance.alternatives(of: i).filter { isPossible[$0] }
      first.append(kept.count)
    }
    let data = LoadData(
      firstAlternative: first, machines: kept.map { instance.machines[$0] },
      durations: kept.map { instance.durations[$0] }, heads: kept.map { earliest[$0] },
      tails: kept.map { makespan - latest[$0] })
    let prices = LoadPrices(
      data, machineCount: instance.machineCount, downtimes, atLeast: bound, rounds: 8,
      shouldStop: shouldStop)
    if prices.bound > makespan { return .refuted }
    var verdict = Verdict.unchanged
    for i in 0..<instance.operationCount where first[i + 1] > first[i] + 1 {
      for k in first[i]..<first[i + 1]
      where prices.excludes(k, among: first[i]..<first[i + 1], limit: makespan) {
        verdict = .changed
        if !exclude(kept[k]) { return .refuted }
      }
    }
    return verdict
  }
}
