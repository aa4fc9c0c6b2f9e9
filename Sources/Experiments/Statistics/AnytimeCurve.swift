import Glibc
import OptCore

/// How good a method's incumbents are as time passes.
public struct AnytimeCurve: Sendable, Hashable {
  /// The state at one time.
  public struct Point: Sendable, Hashable {
    /// Wall seconds since the runs began.
    public var time: Double
    /// Mean primal gap of all runs from 0 to 1; a run without a solution counts as 1. See `primalGap`.
    public var primalGap: Double
    /// Mean deviation from the baseline of the runs that have a solution; nil while none has.
    public var deviation: MeanValue?
    /// Runs that have a solution.
    public var solutionCount: Int
  }

  /// Index into the methods of the statistics.
  public var methodIndex: Int
  /// Sound runs behind every point: those on instances of which a solution is known.
  public var runCount: Int
  /// Instances of those runs.
  public var instanceCount: Int
  /// The states in time order.
  public var points: [Point]
}

extension StudyStatistics {
  /// Ten times per decade from 1 ms to the longest horizon of `instances`, both ends included.
  public func anytimeGrid(instances: [Int]) -> [Double] {
    let longest = instances.map { self.instances[$0].horizon }.max() ?? 0
    guard longest > 0.001 else { return longest > 0 ? [longest] : [] }
    let steps = Int((10 * log10(longest / 0.001)).rounded(.up))
    return (0..<steps).map { 0.001 * pow(10, Double($0) / 10) } + [longest]
  }

  /// The curve of `method` over `instances`; every instance weighs the same, and an ended run keeps its last incumbent.
  ///
  /// - Parameter times: ascending seconds; see `anytimeGrid`.
  /// - Complexity: O(runs * times + points of the trajectories).
  public func anytimeCurve(method: Int, instances: [Int], times: [Double]) -> AnytimeCurve {
    var gaps = times.map { _ in InstanceMean() }
    var deviations = gaps
    var solutions = times.map { _ in 0 }
    for instance in instances {
      let summary = self.instances[instance]
      guard let best = summary.bestKnown, let baseline = summary.baseline?.value else { continue }
      let paths = Array(soundRuns(instance: instance, method: method)).map {
        record(of: $0).objectives(at: times)
      }
      for index in times.indices {
        let states = paths.map { $0[index] }
        solutions[index] += states.count { $0 != nil }
        gaps[index].add(states.map { primalGap(of: $0, best: best) })
        deviations[index].add(states.compactMap { $0?.deviation(from: baseline, summary.sense) })
      }
    }
    let counted = gaps.first?.mean()
    return AnytimeCurve(
      methodIndex: method, runCount: counted?.runCount ?? 0,
      instanceCount: counted?.instanceCount ?? 0,
      points: times.indices.compactMap { index in
        guard let gap = gaps[index].mean() else { return nil }
        return AnytimeCurve.Point(
          time: times[index], primalGap: gap.value, deviation: deviations[index].mean(),
          solutionCount: solutions[index])
      })
  }
}
