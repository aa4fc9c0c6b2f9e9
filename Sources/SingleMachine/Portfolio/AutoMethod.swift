import OptCore

/// The family's best portfolio: quick rules, then the exact search; what cannot be proven is searched on locally.
///
/// Weighted instances get a bound by machine prices. They, and exact searches that run out of memory, are handed to
/// iterated local search, which runs to the limit, or for a number of kicks where there is none.
struct AutoMethod: SolveMethod {
  let description = MethodDescription(
    "auto", .portfolio, "rules, exact search, local search: best answer and bound in the limit",
    parameters: [
      ParameterDescription(
        "kicks", .integer(0...Int.max), default: "20000",
        "kicks of local search where no proof is possible and no limit is given")
    ])

  /// Rules of quadratic time are left out above this number of jobs.
  private static let quadraticLimit = 20_000

  func run(
    _ request: SolveRequest<TardinessSchedule>, in session: SolveSession<SingleMachineInstance>
  ) throws(SolveError) -> Termination {
    let instance = session.instance
    for rule in rules(for: instance) {
      if let reason = session.stopReason { return reason }
      _ = try rule.run(
        try AutoMethod.request(request, for: rule.description), in: session)
    }
    if instance.isWeighted {
      raiseBound(in: session)
    } else {
      session.say("exact search", from: description.id)
      let exact = ExactMethod()
      let ending = try exact.run(
        try AutoMethod.request(request, for: exact.description), in: session)
      if ending != .memoryLimit { return ending }
    }
    if let reason = session.stopReason { return reason }
    session.say("local search", from: description.id)
    return try search(request, in: session)
  }

  private func search(
    _ request: SolveRequest<TardinessSchedule>, in session: SolveSession<SingleMachineInstance>
  ) throws(SolveError) -> Termination {
    let method = IteratedLocalSearchMethod.ils
    let limits = session.limits
    let settings = try AutoMethod.request(request, for: method.description).parameters
    let hasLimit = limits.time != nil || limits.work != nil
    let task = IteratedLocalSearchTask(
      LocalSearchParameters(settings), seed: request.seed,
      kickLimit: limits.work ?? (hasLimit ? nil : request.parameters.integer("kicks")))
    let kicks = try task.search(in: session, source: "ils")
    session.note("kicks", .integer(kicks))
    if let reason = session.stopReason { return reason }
    return limits.work == kicks ? .workLimit : .completed
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

  /// The price bound in 64-bit arithmetic; left out where its intermediate values might not fit.
  private func raiseBound(in session: SolveSession<SingleMachineInstance>) {
    let instance = session.instance
    let reach =
      instance.processingTimes.reduce(0, +)
      &+ (instance.dueDates.map(\.magnitude).max().map { Int($0) } ?? 0)
    let (largest, overflow) = reach.multipliedReportingOverflow(by: instance.weights.reduce(0, +))
    guard !overflow, largest < 1 << 54, instance.jobCount <= AutoMethod.quadraticLimit else {
      return
    }
    let bound = MachinePriceBound(
      processingTimes: instance.processingTimes, dueDates: instance.dueDates,
      weights: instance.weights, shouldStop: { session.stopReason != nil })
    session.raise(bound: instance.objectiveValue(ofTicks: bound.value), from: "machine prices")
  }

  /// The same request with another method's settings at their defaults.
  private static func request(
    _ request: SolveRequest<TardinessSchedule>, for method: MethodDescription
  ) throws(SolveError) -> SolveRequest<TardinessSchedule> {
    var other = request
    other.method = method.id
    other.parameters = try ParameterValues([], allowed: method.parameters)
    return other
  }
}
