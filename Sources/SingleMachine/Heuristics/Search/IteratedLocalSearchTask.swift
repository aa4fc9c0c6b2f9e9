import Metaheuristics
import OptCore

/// One descent or iterated local search on an instance, independent of sessions.
package struct IteratedLocalSearchTask: SequenceTask {
  /// How a local optimum is reached.
  package enum Descent: Sendable, Hashable {
    /// Best move of one job after the other (`SequenceSearch`).
    case jobByJob
    /// Best set of independent moves (`DynasearchSearch`).
    case independentMoves
  }

  private let descent: Descent
  private let parameters: LocalSearchParameters
  private let seed: UInt64
  private let driver: IteratedLocalSearch
  private var goesOn: () -> Bool = { true }
  private var improved: (Int, [Int]) throws(SolveError) -> Void = { _, _ in }

  /// States what to run.
  ///
  /// - Parameters:
  ///   - parameters: neighbourhoods and kicks.
  ///   - descent: how a local optimum is reached.
  ///   - seed: seed of every random choice.
  ///   - kickLimit: kicks after which to end; nil = none, 0 = descent only.
  ///   - target: objective at which to end.
  package init(
    _ parameters: LocalSearchParameters = LocalSearchParameters(), descent: Descent = .jobByJob,
    seed: UInt64 = 1, kickLimit: Int? = nil, target: Int = 0
  ) {
    self.descent = descent
    self.parameters = parameters
    self.seed = seed
    driver = IteratedLocalSearch(kickLimit: kickLimit, target: target)
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
    var random = RandomStream(seed: seed)
    switch descent {
    case .jobByJob:
      var search = SequenceSearch(state, parameters)
      return try driver.run(&search, using: &random, while: goesOn) { search throws(SolveError) in
        try improved(search.acceptedCost, search.acceptedSequence)
      }
    case .independentMoves:
      var search = DynasearchSearch(state, parameters)
      return try driver.run(&search, using: &random, while: goesOn) { search throws(SolveError) in
        try improved(search.acceptedCost, search.acceptedSequence)
      }
    }
  }
}
