import OptCore

/// What a method achieved on a set of instances.
///
/// Every instance weighs the same in means, however many seeds were run on it; runs at fault count in none of them.
public struct MethodAggregate: Sendable, Hashable {
  /// All runs, those at fault and failed ones included.
  public var runCount = 0
  /// Instances with at least one run.
  public var instanceCount = 0
  /// Runs whose process ended in disorder.
  public var failedCount = 0
  /// Runs left out because a claim of theirs is false.
  public var faultyCount = 0
  /// Sound runs with a checked solution.
  public var solutionCount = 0
  /// Sound runs that proved their answer.
  public var provenCount = 0
  /// Sound runs with the known optimum of their instance, proven by whomever.
  public var optimalCount = 0
  /// Sound runs on instances whose optimum is known.
  public var knownOptimumCount = 0
  /// Sound runs as good as the baseline or better.
  public var atBaselineCount = 0
  /// Sound runs better than the best published objective.
  public var improvementCount = 0
  /// Sound runs that stopped at a limit or failed, and so count with their limit in `time`; not those at a work limit.
  public var limitedCount = 0
  /// Sound runs that ended in order at their work limit; they count with their own time.
  public var workLimitedCount = 0
  /// Mean over instances, those with baseline zero left out, of the best seed's deviation from the baseline.
  public var bestDeviation: MeanValue?
  /// Mean over instances of the seeds' mean deviation from the baseline.
  public var deviation: MeanValue?
  /// Mean over instances of the worst seed's deviation from the baseline.
  public var worstDeviation: MeanValue?
  /// `sum of excesses / sum of |baselines|` over all instances, zero baselines included; excesses are means over seeds.
  /// Like the excess below it means something only within one family.
  public var pooledDeviation: MeanValue?
  /// The excess summed over instances with baseline zero (means over seeds); nil when there are none. `value` is the sum.
  public var zeroBaselineExcess: MeanValue?
  /// Mean relative gap to the run's own bound.
  public var gap: MeanValue?
  /// Shifted geometric mean of wall seconds; see `RunFacts.timeScore`.
  public var time: MeanValue?
  /// Mean CPU seconds.
  public var cpu: MeanValue?
  /// Mean primal integral in seconds.
  public var primalIntegral: MeanValue?
  /// For each checkpoint the mean deviation of the runs that have a solution by then.
  public var checkpointDeviations: [MeanValue?] = []
}

extension StudyStatistics {
  /// What `method` achieved on `instances`.
  ///
  /// - Parameters:
  ///   - method: index into `methods`.
  ///   - instances: indices into `instances`, each once.
  /// - Complexity: O(instances + their runs of the method).
  public func aggregate(method: Int, instances: [Int]) -> MethodAggregate {
    var sum = AggregateSum(options: options)
    for instance in instances {
      sum.add(allRuns(instance: instance, method: method), self.instances[instance])
    }
    return sum.aggregate
  }
}
