/// Prices of what is left of an instance.
struct HorizonPrices {
  private let instance: FlexibleJobShopInstance
  private let heads: ShopHeads
  private let downtimes: MachineDowntimes
  /// The last prices, and how many operations were left then.
  private var last: (left: Int, costs: [Double])?

  init(_ instance: FlexibleJobShopInstance) {
    self.instance = instance
    downtimes = MachineDowntimes(instance)
    heads = ShopHeads(instance, downtimes)
  }

  /// Priced durations by alternative of the instance when what is done stays. They are found anew when a twentieth of what was left is done.
  ///
  /// - Complexity: some dozens of passes over the alternatives that are left, or nothing.
  mutating func costs(after progress: ShopProgress, until stop: () -> Bool) -> [Double] {
    let left = (0..<instance.operationCount).filter { progress.machines[$0] < 0 }
    if let last, 20 * left.count > 19 * last.left { return last.costs }
    let costs = costs(of: left, after: progress, until: stop)
    last = (left.count, costs)
    return costs
  }

  /// Priced durations of operations that are left; 0 for others.
  private func costs(
    of left: [Int], after progress: ShopProgress, until stop: () -> Bool
  ) -> [Double] {
    let alternatives = left.flatMap { Array(instance.alternatives(of: $0)) }
    // The schedule ends neither before what is done nor before the longest job. A machine that starts late may stay idle.
    let end = progress.jobReady.reduce(JobBound.makespan(heads), max)
    let data = LoadData(
      firstAlternative: left.reduce(into: [0]) {
        $0.append($0[$0.count - 1] + instance.alternatives(of: $1).count)
      },
      machines: alternatives.map { instance.machines[$0] },
      durations: alternatives.map { instance.durations[$0] },
      heads: alternatives.map {
        max(heads.alternativeStarts[$0], progress.machineFree[instance.machines[$0]])
      },
      tails: left.flatMap { i in instance.alternatives(of: i).map { _ in heads.tails[i] } })
    let prices = LoadPrices(
      data, machineCount: instance.machineCount, downtimes, atLeast: end, rounds: 0,
      shouldStop: stop)
    var costs = [Double](repeating: 0, count: instance.alternativeCount)
    for (place, a) in alternatives.enumerated() { costs[a] = prices.costs[place] }
    return costs
  }
}
