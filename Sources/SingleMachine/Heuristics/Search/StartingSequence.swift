import OptCore

/// Where a local search begins.
enum StartingSequence {
  /// The session's incumbent, which is the warm start where one was asked for, else the earliest-due-date sequence.
  static func sequence(in session: SolveSession<SingleMachineInstance>) -> [Int] {
    session.incumbent?.solution.sequence ?? EarliestDueDate.sequence(of: session.instance)
  }
}
