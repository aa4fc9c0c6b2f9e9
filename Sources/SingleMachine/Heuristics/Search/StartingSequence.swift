import OptCore

/// Where a local search begins.
enum StartingSequence {
  /// Jobs up to which the quadratic weighted rule is worth its time.
  private static let quadraticLimit = 20_000

  /// The session's incumbent, which is the warm start where one was asked for, else the sequence of a rule.
  static func sequence(in session: SolveSession<SingleMachineInstance>) -> [Int] {
    session.incumbent?.solution.sequence
      ?? ruleSequence(of: session.instance, until: { session.stopReason != nil })
  }

  /// The modified-due-date sequence, weighted where weights differ.
  static func ruleSequence(
    of instance: SingleMachineInstance, until stop: () -> Bool
  ) -> [Int] {
    if instance.isWeighted, instance.jobCount <= quadraticLimit {
      return WeightedModifiedDueDate().sequence(
        of: instance, parameters: ParameterValues(), until: stop)
    }
    return ModifiedDueDate().sequence(of: instance, parameters: ParameterValues(), until: stop)
  }
}
