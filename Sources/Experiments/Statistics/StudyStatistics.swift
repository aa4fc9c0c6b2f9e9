import OptCore

/// A study's results put in order, with the facts of every run and every fault found.
///
/// All statistics and tables start from here. They do not depend on the order in which the runs were stored.
public struct StudyStatistics: Sendable {
  /// What they are made from.
  public let results: StudyResults
  /// The choices behind them.
  public let options: StatisticsOptions
  /// The compared methods in the study's order.
  public let methods: [ComparedMethod]
  /// The instances, by family in the study's order, then by name with digits as numbers.
  public let instances: [InstanceSummary]
  /// The runs, by instance, method and seed.
  public let runs: [RunFacts]
  /// Contradictions, by instance; runs at fault count in no mean.
  public let faults: [Fault]
  /// Where the runs of (instance, method) begin: index `instanceIndex * methods.count + methodIndex`.
  private let starts: [Int]

  /// Computes the facts of every run.
  ///
  /// - Throws: `ClassPatternError` when the options' class pattern is no regular expression.
  /// - Complexity: O(r log r + points) for r runs with so many trajectory points in all, plus O(instances * methods).
  public init(
    of results: StudyResults, options: StatisticsOptions = StatisticsOptions()
  ) throws(ClassPatternError) {
    let index = StudyIndex(results)
    let label = try options.classRule.labeller()
    var builder = FactsBuilder(results: results, options: options, index: index)
    builder.build(classLabel: label)
    self.results = results
    self.options = options
    methods = index.methods
    instances = builder.instances
    runs = builder.runs
    faults = builder.faults
    starts = index.starts
  }

  /// The record behind a run's facts.
  public func record(of run: RunFacts) -> RunRecord { results.runs[run.recordIndex] }

  /// The runs of a method on an instance by seed, those at fault included.
  public func allRuns(instance: Int, method: Int) -> ArraySlice<RunFacts> {
    let cell = instance * methods.count + method
    return runs[starts[cell]..<starts[cell + 1]]
  }

  /// The runs of a method on an instance that are not at fault.
  public func soundRuns(
    instance: Int, method: Int
  ) -> LazyFilterSequence<ArraySlice<RunFacts>> {
    allRuns(instance: instance, method: method).lazy.filter { !$0.isFaulty }
  }

  /// The mean objective of the sound runs of a method on an instance that found a solution.
  public func meanObjective(instance: Int, method: Int) -> MeanObjective? {
    MeanObjective(soundRuns(instance: instance, method: method).compactMap(\.objective))
  }
}
