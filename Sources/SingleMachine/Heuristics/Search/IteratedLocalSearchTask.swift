import Metaheuristics
import OptCore

/// One descent or iterated local search on an instance, independent of sessions.
package struct IteratedLocalSearchTask: SequenceTask {
  /// Neighbourhoods and kicks.
  package var parameters: LocalSearchParameters
  /// Seed of every random choice.
  package var seed: UInt64
  /// Kicks after which to end; nil = none, 0 = descent only.
  package var kickLimit: Int?
  /// Objective at which to end.
  package var target: Int
  private var goesOn: () -> Bool = { true }
  private var improved: (Int, [Int]) throws(SolveError) -> Void = { _, _ in }

  /// States what to run.
  package init(
    _ parameters: LocalSearchParameters = LocalSearchParameters(), seed: UInt64 = 1,
    kickLimit: Int? = nil, target: Int = 0
  ) {
    self.parameters = parameters
    self.seed = seed
    self.kickLimit = kickLimit
    self.target = target
  }

  /// Searches from a sequence, which is a permutation of the instance's jobs.
  ///
  /// - Parameters:
  ///   - instance: what is searched.
  ///   - sequence: the start; the result is never worse.
  ///   - goesOn: polled at least every two milliseconds; false ends the search.
  ///   - improved: receives the objective and the sequence after the first descent and after every improvement.
  /// - Returns: The number of kicks made.
  package func search(
    _ instance: SingleMachineInstance, from sequence: [Int], while goesOn: @escaping () -> Bool,
    improved: @escaping (Int, [Int]) throws(SolveError) -> Void
  ) throws(SolveError) -> Int {
    var task = self
    task.goesOn = goesOn
    task.improved = improved
    return try instance.search(from: sequence, &task)
  }

  /// Runs on a state; called by `search`.
  package mutating func run<Value, Weights>(
    _ state: consuming SequenceState<Value, Weights>
  ) throws(SolveError) -> Int {
    var search = SequenceSearch(state, parameters)
    var random = RandomStream(seed: seed)
    let driver = IteratedLocalSearch(kickLimit: kickLimit, target: target)
    return try driver.run(&search, using: &random, while: goesOn) { search throws(SolveError) in
      try improved(search.acceptedCost, search.accepted.sequence)
    }
  }
}
