import Modeling

/// Counts of a worker's work, or of all workers together.
struct WorkStatistics: BitwiseCopyable, Sendable {
  var kernel = KernelStatistics()
  /// Learnt clauses held at the end.
  var kept = 0
  /// Neighbourhoods searched, and those that held a better solution.
  var neighbourhoods = 0
  var improvingNeighbourhoods = 0

  mutating func add(_ other: WorkStatistics) {
    kernel.add(other.kernel)
    kept += other.kept
    neighbourhoods += other.neighbourhoods
    improvingNeighbourhoods += other.improvingNeighbourhoods
  }

  /// The statistics of a result, in the order in which they are shown.
  ///
  /// - Parameter solutions: found by all workers, each better than those before.
  func told(solutions: Int) -> [EngineStatistic] {
    // Clauses of one predicate are facts and not held.
    let learnt = Double(max(kernel.learnt, 1))
    return [
      EngineStatistic("conflicts", kernel.conflicts),
      EngineStatistic("decisions", kernel.decisions),
      EngineStatistic("propagations", kernel.pushes),
      EngineStatistic("restarts", kernel.restarts),
      EngineStatistic("learnt_clauses", kernel.learnt),
      EngineStatistic("kept_clauses", kept),
      EngineStatistic("mean_clause_length", rounded(Double(kernel.learntPredicates) / learnt)),
      EngineStatistic("mean_clause_levels", rounded(Double(kernel.learntLevels) / learnt)),
      EngineStatistic("neighbourhoods", neighbourhoods),
      EngineStatistic("improving_neighbourhoods", improvingNeighbourhoods),
      EngineStatistic("solutions", solutions),
    ]
  }

  /// To two decimals.
  private func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}

extension KernelStatistics {
  mutating func add(_ other: KernelStatistics) {
    conflicts += other.conflicts
    decisions += other.decisions
    restarts += other.restarts
    pushes += other.pushes
    learnt += other.learnt
    learntPredicates += other.learntPredicates
    learntLevels += other.learntLevels
    minimisedAway += other.minimisedAway
    forgotten += other.forgotten
  }

  /// One line for people.
  var words: String {
    "\(conflicts) conflicts, \(decisions) decisions, \(restarts) restarts, \(pushes) bounds pushed"
  }
}
