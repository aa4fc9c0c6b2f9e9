import OptCore

/// How often each method is within a factor of the best: `rho(tau) = share of instances with ratio <= tau`.
///
/// - Source: Dolan and More (2002), "Benchmarking optimization software with performance profiles".
public struct PerformanceProfile: Sendable, Hashable {
  /// One method's ratios.
  public struct Curve: Sendable, Hashable {
    /// Index into the methods of the statistics.
    public var methodIndex: Int
    /// Finite ratios to the best method of each instance, at least 1, ascending.
    public var ratios: [Double]
    /// Runs behind them.
    public var runCount: Int
  }

  /// The methods that have runs, in the study's order.
  public var curves: [Curve]
  /// Instances on which all these methods have sound runs: what shares are of.
  public var instanceCount: Int
  /// Instances left out because one of the methods has no sound run on them.
  public var leftOutCount: Int

  /// The share of instances on which a curve's method is within factor `tau` of the best.
  public func share(_ curve: Curve, within tau: Double) -> Double {
    guard instanceCount > 0 else { return 0 }
    var low = 0
    var high = curve.ratios.count
    while low < high {
      let middle = (low + high) / 2
      if curve.ratios[middle] <= tau { low = middle + 1 } else { high = middle }
    }
    return Double(low) / Double(instanceCount)
  }
}

extension StudyStatistics {
  /// When a run counts as having solved its instance, and how long that took.
  public enum SolvedRule: Sendable, Hashable {
    /// When the run has proved its answer.
    case proven
    /// When an incumbent deviates by at most this fraction from the best known objective.
    case within(Double)
  }

  /// The profile of mean objectives over seeds: the ratio is `1 + |mean - best| / |best|` for either sense, and infinite
  /// where a run has no solution or where only others reach a best of zero.
  ///
  /// - Complexity: O(methods * instances * log(instances)).
  public func objectiveProfile(instances: [Int]) -> PerformanceProfile {
    profile(instances) { instance, participants in
      let means = participants.map { method -> MeanObjective? in
        let runs = soundRuns(instance: instance, method: method)
        let mean = MeanObjective(runs.compactMap(\.objective))
        return mean?.count == runs.count ? mean : nil
      }
      let sign = self.instances[instance].sense == .minimize ? 1.0 : -1.0
      let best = means.compactMap { $0 }.min { sign * $0.relativeDifference(from: $1) < 0 }
      return means.map { $0.flatMap { mean in best.map { ratio(mean, best: $0) } } ?? .infinity }
    }
  }

  private func ratio(_ mean: MeanObjective, best: MeanObjective) -> Double {
    let difference = abs(mean.relativeDifference(from: best))
    if difference == 0 { return 1 }
    if !mean.isExact || !best.isExact, difference <= options.realTolerance { return 1 }
    return best.value == 0 ? .infinity : 1 + abs(mean.value - best.value) / abs(best.value)
  }

  /// The profile of mean times over seeds; infinite where a run does not solve the instance. Times below the options'
  /// floor count as the floor.
  ///
  /// - Complexity: O(methods * instances * log(instances) + points of the trajectories).
  public func timeProfile(instances: [Int], solved rule: SolvedRule) -> PerformanceProfile {
    profile(instances) { instance, participants in
      let times = participants.map { meanTime(instance: instance, method: $0, rule) }
      let best = times.min() ?? .infinity
      return times.map { $0 == .infinity ? .infinity : $0 / best }
    }
  }

  private func meanTime(instance: Int, method: Int, _ rule: SolvedRule) -> Double {
    var sum = 0.0
    var count = 0
    for run in soundRuns(instance: instance, method: method) {
      guard let time = solvingTime(run, rule) else { return .infinity }
      sum += max(time, options.timeFloor)
      count += 1
    }
    return count == 0 ? .infinity : sum / Double(count)
  }

  private func solvingTime(_ run: RunFacts, _ rule: SolvedRule) -> Double? {
    switch rule {
    case .proven: return run.isProven ? record(of: run).time : nil
    case .within(let deviation):
      let summary = instances[run.instanceIndex]
      guard let best = summary.bestKnown else { return nil }
      return record(of: run).time(
        to: best, within: deviation, summary.sense, tolerance: options.realTolerance)
    }
  }

  /// A profile from the ratios of the participating methods on each instance they share.
  private func profile(
    _ instances: [Int], ratios: (Int, [Int]) -> [Double]
  ) -> PerformanceProfile {
    let participants = methods.indices.filter { method in
      instances.contains { !allRuns(instance: $0, method: method).isEmpty }
    }
    var curves = participants.map {
      PerformanceProfile.Curve(methodIndex: $0, ratios: [], runCount: 0)
    }
    var count = 0
    for instance in instances {
      let runCounts = participants.map { soundRuns(instance: instance, method: $0).count }
      guard !runCounts.contains(0) else { continue }
      count += 1
      for (place, ratio) in ratios(instance, participants).enumerated() {
        curves[place].runCount += runCounts[place]
        if ratio < .infinity { curves[place].ratios.append(ratio) }
      }
    }
    for place in curves.indices { curves[place].ratios.sort() }
    return PerformanceProfile(
      curves: curves, instanceCount: count, leftOutCount: instances.count - count)
  }
}
