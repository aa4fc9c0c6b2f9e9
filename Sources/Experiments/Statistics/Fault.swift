/// A claim of a run that cannot be true, given what references and checked solutions say.
public struct Fault: Sendable, Hashable {
  /// What contradicts what.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The run's bound excludes the reference's best published objective.
    case boundBeyondReference
    /// The run's bound excludes a checked solution of the study.
    case boundBeyondSolution
    /// The run claims optimality with an objective worse than the best published one.
    case optimalWorseThanReference
    /// The run claims optimality, but another run has a better checked solution.
    case optimalWorseThanSolution
    /// The run claims that no solution exists, but one is known.
    case infeasibleDespiteSolution
    /// The run's checked objective is better than the reference's proven bound: the reference or its instance is wrong.
    case beyondReferenceBound
    /// Two runs prove what excludes each other, and no solution tells which of them errs.
    case contradictingProofs
  }

  /// What contradicts what.
  public var kind: Kind
  /// Index of the run at fault into the runs of the statistics.
  public var runIndex: Int
  /// Index of the run that contradicts it; nil = the reference does.
  public var otherRunIndex: Int?
  /// The contradiction in one sentence, with the numbers.
  public var message: String
}
