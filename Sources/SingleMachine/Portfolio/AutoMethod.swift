import OptCore

/// The family's best portfolio: quick rules and bounds, some kicks of iterated local search, then the exact search.
///
/// Weighted instances get a bound by machine prices instead of the exact search. They, and exact searches that run out of memory, are handed to
/// iterated local search, which runs to the limit, or for a number of kicks where there is none.
struct AutoMethod: SolveMethod {
  let description = MethodDescription(
    "auto", .portfolio, "rules, exact search, local search: best answer and bound in the limit",
    parameters: [
      ParameterDescription(
        "kicks", .integer(0...Int.max), default: "20000",
        "kicks of local search where no proof is possible and no limit is given")
    ], usesThreads: true)

  /// Rules of quadratic time are left out above this number of jobs.
  private static let quadraticLimit = 20_000
  /// Kicks times jobs before the exact search: about a tenth of a second at 500 jobs.
  private static let warmUpWork = 100_000

  func run(
    _ request: SolveRequest<TardinessSchedule>, in session: SolveSession<SingleMachineInstance>
  ) throws(SolveError) -> Termination {
    let instance = session.instance
    for rule in rules(for: instance) {
      if let reason = session.stopReason { return reason }
      _ = try rule.run(try request.passed(to: rule.description), in: session)
    }
    raiseBounds(in: session)
    if !instance.isWeighted {
      let kicks = min(2 * instance.jobCount, AutoMethod.warmUpWork / max(1, instance.jobCount))
      if let reason = try search(request, kicks: kicks, in: session) { return reason }
      session.say("exact search", from: description.id)
      let exact = ExactMethod()
      let ending = try exact.run(try request.passed(to: exact.description), in: session)
      if ending != .memoryLimit { return ending }
    }
    session.say("local search", from: description.id)
    let limits = session.limits
    let hasLimit = limits.time != nil || limits.work != nil
    let kicks = limits.work ?? (hasLimit ? nil : request.parameters.integer("kicks"))
    let ending =
      try search(request, kicks: kicks, in: session)
      ?? (limits.work == nil ? .completed : .workLimit)
    if let remark = AutoMethod.remark(on: instance, ending) {
      session.note("remark", .string(remark))
    }
    return ending
  }

  /// Why weighted instances end without a proof, and what the user may do; nil where the ending says it all.
  private static func remark(
    on instance: SingleMachineInstance, _ ending: Termination
  ) -> String? {
    guard instance.isWeighted, [.completed, .timeLimit, .workLimit].contains(ending) else {
      return nil
    }
    if let weight = instance.weights.first, instance.weights.allSatisfy({ $0 == weight }) {
      return
        "no proof: all weights are \(weight), the exact search needs 1; without weights the best order is the same"
    }
    let proof = instance.jobCount <= MIPMethod.largestJobCount ? "-m mip -t 600 may find one, " : ""
    return "no proof: the exact search needs equal weights; \(proof)-t searches longer"
  }

  /// Iterated local search from the incumbent; returns why the whole run has to stop, nil when it may go on.
  private func search(
    _ request: SolveRequest<TardinessSchedule>, kicks: Int?,
    in session: SolveSession<SingleMachineInstance>
  ) throws(SolveError) -> Termination? {
    if let reason = session.stopReason { return reason }
    let method = IteratedLocalSearchMethod.ils.description
    let settings = try request.passed(to: method).parameters
    let task = IteratedLocalSearchTask(
      LocalSearchParameters(settings), seed: request.seed, kickLimit: kicks)
    session.note("kicks", .integer(try task.search(in: session, source: method.id)))
    return session.stopReason
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

  /// Quick bounds; with weights also the price bound, where its intermediate values fit in 64 bits.
  private func raiseBounds(in session: SolveSession<SingleMachineInstance>) {
    let instance = session.instance
    let (p, d, w) = (instance.processingTimes, instance.dueDates, instance.weights)
    func raise(_ bound: Int, _ source: String) {
      session.raise(bound: instance.objectiveValue(ofTicks: bound), from: source)
    }
    raise(
      CertainTardinessBound(processingTimes: p, dueDates: d, weights: w).value,
      "certain tardiness")
    guard instance.isWeighted else {
      raise(SortedDueDateBound(processingTimes: p, dueDates: d).value, "sorted due dates")
      return
    }
    let farthest = Int(d.map(\.magnitude).max() ?? 0)
    let (largest, overflow) = (p.reduce(0, +) + farthest)
      .multipliedReportingOverflow(by: w.reduce(0, +))
    guard !overflow, largest < 1 << 54, instance.jobCount <= AutoMethod.quadraticLimit,
      session.stopReason == nil
    else { return }
    let prices = MachinePriceBound(
      processingTimes: p, dueDates: d, weights: w, shouldStop: { session.stopReason != nil })
    raise(prices.value, "machine prices")
  }
}
