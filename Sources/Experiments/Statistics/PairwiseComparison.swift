import OptCore

/// Two methods on the instances that both have sound runs on.
public struct PairwiseComparison: Sendable, Hashable {
  /// Index of the first method.
  public var first: Int
  /// Index of the second method.
  public var second: Int
  /// Instances where the first method is better.
  public var winCount = 0
  /// Instances where both are equally good.
  public var tieCount = 0
  /// Instances where the second method is better.
  public var lossCount = 0
  /// Sound runs of both on those instances.
  public var runCount = 0
  /// The signed-rank test of the differences, one per instance.
  public var test: WilcoxonTest
  /// `test.probability` adjusted for all the pairs compared with it; see `holmAdjusted`.
  public var adjustedProbability: Double

  /// Instances that both have sound runs on.
  public var instanceCount: Int { winCount + tieCount + lossCount }
}

extension StudyStatistics {
  /// Differences that stand for "only one of both has a solution": beyond every relative difference, which is at most 2.
  private static let noSolution = 3.0

  /// Every pair of methods that have a common instance, or every method against the baseline of the options.
  ///
  /// On one instance the method wins whose runs more often have a solution, then the one with the better mean
  /// objective; means of integers are compared exactly. Signed ranks are of
  /// `(first - second) / max(|first|, |second|)`, with a larger size where only one has solutions.
  ///
  /// - Parameter instances: indices into `instances`.
  /// - Complexity: O(pairs * instances * log(instances)).
  public func pairwise(instances: [Int]) -> [PairwiseComparison] {
    let means = methods.indices.map { method in
      instances.map { Standing(self, instance: $0, method: method) }
    }
    var comparisons: [PairwiseComparison] = []
    let baseline = options.baseline.flatMap { label in
      methods.firstIndex { $0.label == label }
    }
    for first in methods.indices {
      for second in methods.indices {
        let isWanted = baseline.map { second == $0 && first != $0 } ?? (first < second)
        guard isWanted else { continue }
        let found = compare(first, second, means, instances)
        if found.instanceCount > 0 { comparisons.append(found) }
      }
    }
    let adjusted = holmAdjusted(comparisons.map(\.test.probability))
    for (index, probability) in adjusted.enumerated() {
      comparisons[index].adjustedProbability = probability
    }
    return comparisons
  }

  private func compare(
    _ first: Int, _ second: Int, _ standings: [[Standing]], _ instances: [Int]
  ) -> PairwiseComparison {
    var result = PairwiseComparison(
      first: first, second: second, test: WilcoxonTest([]), adjustedProbability: 1)
    var differences: [Double] = []
    for (place, instance) in instances.enumerated() {
      let a = standings[first][place]
      let b = standings[second][place]
      guard a.runCount > 0, b.runCount > 0 else { continue }
      let difference = a.worseness(than: b, self.instances[instance].sense)
      differences.append(difference)
      result.runCount += a.runCount + b.runCount
      if difference < 0 {
        result.winCount += 1
      } else if difference > 0 {
        result.lossCount += 1
      } else {
        result.tieCount += 1
      }
    }
    result.test = WilcoxonTest(differences)
    return result
  }

  /// How a method stands on one instance.
  private struct Standing {
    var mean: MeanObjective?
    var runCount: Int
    let tolerance: Double

    init(_ statistics: StudyStatistics, instance: Int, method: Int) {
      let runs = statistics.soundRuns(instance: instance, method: method)
      runCount = runs.count
      mean = MeanObjective(runs.compactMap(\.objective))
      tolerance = statistics.options.realTolerance
    }

    /// Negative where this one is better, positive where the other is.
    func worseness(than other: Standing, _ sense: ObjectiveSense) -> Double {
      let mine = (mean?.count ?? 0) * other.runCount
      let theirs = (other.mean?.count ?? 0) * runCount
      if mine != theirs {
        return mine > theirs ? -StudyStatistics.noSolution : StudyStatistics.noSolution
      }
      guard let mean, let otherMean = other.mean else { return 0 }
      let difference = mean.relativeDifference(from: otherMean)
      if !mean.isExact || !otherMean.isExact, abs(difference) <= tolerance { return 0 }
      return sense == .minimize ? difference : 0 - difference
    }
  }
}
