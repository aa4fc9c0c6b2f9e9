/// One improvement during a run: a better incumbent or a better bound.
public struct TrajectoryPoint: Sendable, Hashable {
  /// Wall seconds since the run began.
  public let time: Double
  /// The new incumbent's objective; nil when the point is about the bound.
  public let objective: ObjectiveValue?
  /// The new bound; nil when the point is about the incumbent.
  public let bound: ObjectiveValue?

  /// States an improvement.
  public init(time: Double, objective: ObjectiveValue?, bound: ObjectiveValue?) {
    self.time = time
    self.objective = objective
    self.bound = bound
  }
}

/// A solution that the definition-level checker has accepted, with its recomputed objective.
///
/// Only `SolveSession` makes these.
public struct Incumbent<Solution: Sendable & Hashable>: Sendable, Hashable {
  /// The solution.
  public let solution: Solution
  /// Its objective, recomputed from the definition.
  public let objective: ObjectiveValue
  /// What decides between solutions of this objective; see `ProblemSolution.refinements(in:)`.
  public let refinements: [Int]
  /// Wall seconds since the run began when it was found.
  public let time: Double
}

/// What a run found out about an instance.
public struct SolveResult<Solution: Sendable & Hashable>: Sendable {
  /// What is known now.
  public let status: SolveStatus
  /// Why the run ended.
  public let termination: Termination
  /// The best checked solution; nil = none found.
  public let incumbent: Incumbent<Solution>?
  /// The best proven bound; nil = nothing proven. Never a stand-in number.
  public let bound: ObjectiveValue?
  /// Proven bounds on the refinements of solutions with the incumbent's objective, each where those before it are at their bounds;
  /// nil = nothing proven.
  public let refinementBounds: [Int?]
  /// Every improvement, in time order.
  public let trajectory: [TrajectoryPoint]
  /// Counts and remarks of the method (nodes, restrictions, the engine's own words, ...), in the order reported.
  public let statistics: [JSONValue.Member]
  /// Wall seconds of the run.
  public let time: Double

  /// The relative gap; nil unless incumbent and bound are known.
  public var gap: Double? {
    guard let incumbent, let bound else { return nil }
    return relativeGap(incumbent: incumbent.objective, bound: bound)
  }
}
