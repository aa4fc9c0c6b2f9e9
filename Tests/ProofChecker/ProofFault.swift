/// Why a proof is not accepted.
public struct ProofFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// The line, from 1; 0 = the model, before any line.
  public let line: Int
  /// What is wrong with it.
  public let reason: String

  /// States a fault.
  public init(_ line: Int, _ reason: String) {
    self.line = line
    self.reason = reason
  }

  /// One line of text.
  public var description: String { "line \(line): \(reason)" }
}

/// What an accepted proof shows; values are those of the model's objective.
public enum ProofClaim: Sendable, Hashable {
  /// A solution of this value, and none is better. Without an objective: there is a solution.
  case optimal(Double)
  /// There is no solution.
  case infeasible
  /// No solution is better than this value.
  case bound(Double)
  /// The lines are right, but nothing is claimed.
  case nothing
}

/// How much work a proof was.
public struct ProofTally: Sendable, Hashable {
  /// Lines of definitions.
  public var definitions = 0
  /// Lines of inferences.
  public var inferences = 0
  /// Lines of learnt clauses.
  public var learnt = 0
  /// Lines of solutions.
  public var solutions = 0
  /// Inferences that took a search.
  public var searches = 0
  /// Nodes of all searches.
  public var nodes = 0
  /// Nodes of the longest search.
  public var longestNodes = 0
  /// Its line.
  public var longestLine = 0

  /// Nothing yet.
  public init() {}
}
