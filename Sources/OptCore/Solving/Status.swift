/// What is known about the instance after a run; the `status` of the result document.
public enum SolveStatus: String, Sendable, Hashable, CaseIterable {
  /// The incumbent is proven optimal.
  case optimal
  /// There is a checked incumbent without a proof of optimality.
  case feasible
  /// Proven: no solution exists.
  case infeasible
  /// Proven: the objective has no bound.
  case unbounded
  /// Neither a solution nor a proof.
  case unknown
}

/// Why a run ended; the `termination` of the result document. Exactly one is true.
public enum Termination: String, Sendable, Hashable, CaseIterable {
  /// The method finished a proof: of optimality, infeasibility or unboundedness.
  case proved
  /// The method finished its own work without a proof (a heuristic's normal end).
  case completed
  /// The objective asked for with `--target` was reached.
  case target
  /// The relative gap asked for with `--gap` was reached.
  case gap
  case timeLimit = "time_limit"
  case workLimit = "work_limit"
  case memoryLimit = "memory_limit"
  /// A signal or a caller asked the run to stop.
  case interrupted
}
