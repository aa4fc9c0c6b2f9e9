import OptCore

/// What is known of the operations that are in a window and were in the one before: input of scores and predictors.
///
/// All features are free of scale: times count from the start of the previous window's rest in mean durations, jobs and machines
/// by rank or share.
package struct OverlapFeatures: Sendable {
  /// The version of the list of features; weights hold for one version.
  package static let version = 1
  /// The number of features.
  package static let count = 24

  /// The operations, in the order of the window.
  package let operations: [Int]
  /// Slack in the previous window's plan as a share of its length.
  package private(set) var slack: [Double] = []
  /// Whether there is no slack.
  package private(set) var isCritical: [Bool] = []
  /// How much longer the best other machine takes, in mean durations, -5 to 5; 5 when there is none.
  package private(set) var regret: [Double] = []
  /// Load of the machine relative to the most loaded one, by the overlap.
  package private(set) var imbalance: [Double] = []
  /// The number of consecutive windows that kept the machine, at most 5.
  package private(set) var age: [Double] = []
  /// Rank by start within the overlap divided by the number of operations in the window, 0 to 1.
  package private(set) var position: [Double] = []
  /// `count` numbers for each operation.
  package private(set) var vectors: [[Double]] = []

  /// Features of the overlap.
  ///
  /// - Complexity: O(alternatives of the overlap + overlap log overlap).
  init(_ overlap: [Int], window: Int, _ state: HorizonState) {
    operations = overlap
    guard !overlap.isEmpty else { return }
    let plan = OverlapPlan(overlap, state)
    let instance = state.instance
    let byStart = overlap.sorted { (state.start[$0], $0) < (state.start[$1], $1) }
    var rank: [Int: Int] = [:]
    for (place, i) in byStart.enumerated() { rank[i] = place }
    for i in overlap {
      let k = state.machine[i]
      let length = Double(instance.duration(of: i, on: k) ?? 0)
      let all = Statistics(instance.alternatives(of: i).map { Double(instance.durations[$0]) })
      let others = Statistics(
        instance.alternatives(of: i).filter { instance.machines[$0] != k }
          .map { Double(instance.durations[$0]) })
      let gain =
        others.isEmpty ? 5 : max(-5, min(5, (others.least - length) / plan.meanDuration))
      slack.append(plan.slack[i] ?? 0)
      isCritical.append((plan.slackTime[i] ?? 0) <= 0)
      regret.append(gain)
      imbalance.append(plan.load[k] / max(1, plan.load.max() ?? 1))
      age.append(Double(min(5, state.age[i])))
      position.append(Double(rank[i] ?? 0) / Double(max(1, window)))
      vectors.append(
        vector(i, k, length, all, others, plan, overlap.count, at: vectors.count))
    }
  }

  private func vector(
    _ i: Int, _ k: Int, _ length: Double, _ all: Statistics, _ others: Statistics,
    _ plan: OverlapPlan, _ size: Int, at index: Int
  ) -> [Double] {
    let (unit, state) = (plan.meanDuration, plan.state)
    let instance = state.instance
    let job = instance.jobOfOperation[i]
    func time(_ t: Int) -> Double { max(-20, min(20, Double(t - plan.origin) / unit)) }
    let ready = time(max(state.progress.jobReady[job], instance.release(of: i)))
    let operations = instance.operations(of: job)
    let m = Double(instance.machineCount)
    let other = others.isEmpty ? all : others
    return [
      ready, all.mean / unit, all.deviation / unit, all.least / unit, all.most / unit,
      plan.workShare[job] ?? 0, Double(i - operations.lowerBound) / Double(operations.count),
      length / unit, other.mean / unit, other.deviation / unit, other.least / unit,
      other.most / unit, ready + length / unit, time(state.progress.machineFree[k]),
      imbalance[index], plan.number[k] * m / Double(size), time(plan.meanEnd[k]),
      time(plan.latestEnd[k]), slack[index], isCritical[index] ? 1 : 0, regret[index],
      age[index] / 5, position[index], Double(instance.alternatives(of: i).count) / m,
    ]
  }
}

/// Mean, deviation, least and most of some numbers.
private struct Statistics {
  var isEmpty = true
  var (mean, deviation, least, most) = (0.0, 0.0, 0.0, 0.0)

  init(_ values: [Double]) {
    guard let first = values.first else { return }
    isEmpty = false
    mean = values.reduce(0, +) / Double(values.count)
    deviation =
      (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
    least = values.reduce(first, min)
    most = values.reduce(first, max)
  }
}
