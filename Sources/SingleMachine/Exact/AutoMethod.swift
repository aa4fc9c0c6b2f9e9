import OptCore

/// The family's best portfolio: quick rules, then the exact search; what cannot be proven is searched on locally.
///
/// Weighted instances and exact searches that stop early (memory) are handed to iterated local search, which runs to
/// the time or work limit, or for `patience` seconds where there is none.
struct AutoMethod: SolveMethod {
  let description = MethodDescription(
    "auto", .portfolio, "rules, exact search, local search: best answer and bound in the limit",
    parameters: [
      ParameterDescription(
        "patience", .real(0...86400), default: "10",
        "seconds of local search without a proof when no limit is given")
    ])

  /// A rule of quadratic time is left out above this number of jobs.
  private static let quadraticLimit = 20_000

  func run(
    _ request: SolveRequest<TardinessSchedule>, in session: SolveSession<SingleMachineInstance>
  ) throws(SolveError) -> Termination {
    for rule in rules(for: session.instance) {
      if session.stopReason != nil { break }
      _ = try rule.run(request, in: session)
    }
    var ending = Termination.completed
    if !session.instance.isWeighted {
      session.say("exact search", from: description.id)
      ending = try ExactMethod().run(request, in: session)
    }
    return session.stopReason ?? ending
  }

  private func rules(
    for instance: SingleMachineInstance
  ) -> [any SolveMethod<SingleMachineInstance>] {
    let isSmall = instance.jobCount <= AutoMethod.quadraticLimit
    if instance.isWeighted {
      return isSmall
        ? [WeightedModifiedDueDate(), ApparentTardinessCost()]
        : [EarliestDueDate(), WeightedShortestProcessingTime()]
    }
    return isSmall ? [ModifiedDueDate(), MDDChallenger()] : [ModifiedDueDate()]
  }
}
