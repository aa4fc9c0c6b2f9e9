import OptCore

/// The decomposition search as a method: proves the optimum, or stops with an incumbent and a bound.
struct ExactMethod: SolveMethod {
  let description = MethodDescription(
    "exact", .exact,
    "decomposition on a Pareto job with memory and machine prices; proves optimality (unweighted)",
    source: "after Lawler (1977), Della Croce et al. (1998), Szwarc et al. (2001); prices are ours",
    parameters: [
      ParameterDescription(
        "verify", .flag, default: "false",
        "compare whole sub-problems in the memory instead of 88 bits of their hashes")
    ],
    workUnit: "sub-problem entered", usesThreads: true)

  /// Mebibytes beyond which a limit on memory means none: a tebibyte.
  static let largestMemory = 1 << 20

  func obstacle(on instance: SingleMachineInstance) -> String? {
    instance.isWeighted
      ? "the decomposition holds for equal weights only; use auto, dynasearch or mip" : nil
  }

  func run(
    _ request: SolveRequest<TardinessSchedule>, in session: SolveSession<SingleMachineInstance>
  ) throws(SolveError) -> Termination {
    var parameters = TardinessSearch.Parameters()
    if request.parameters.flag("verify") { parameters.inferences.insert(.exactKeys) }
    if let memory = session.limits.memory {
      parameters.memoryLimit = min(memory, ExactMethod.largestMemory)
    }
    parameters.nodeLimit = session.limits.work ?? .max
    parameters.threads = request.threads
    return try ExactMethod.search(parameters, in: session, from: description.id)
  }

  /// Runs the search from the session's incumbent and tells the session what it finds.
  static func search(
    _ parameters: TardinessSearch.Parameters, in session: SolveSession<SingleMachineInstance>,
    from source: String
  ) throws(SolveError) -> Termination {
    let instance = session.instance
    raiseFirstBound(in: session)
    let search = TardinessSearch(
      processingTimes: instance.processingTimes, dueDates: instance.dueDates,
      parameters: parameters)
    let outcome = search.solve(
      incumbent: session.incumbent?.solution.sequence,
      shouldStop: { session.stopReason != nil },
      onBound: { session.raise(bound: instance.objectiveValue(ofTicks: $0), from: source) })
    note(outcome.statistics, in: session)
    if parameters.inferences.contains(.exactKeys) {
      session.note("memory_collisions", .integer(outcome.statistics.collisionCount))
    }
    try session.offer(TardinessSchedule(sequence: outcome.sequence), from: source)
    switch outcome.ending {
    case .proved:
      session.raise(bound: instance.objectiveValue(ofTicks: outcome.value), from: source)
      return .proved
    case .completed: return .completed
    case .contradicted:
      throw .internalError("the value found by the exact search is not that of its sequence")
    case .nodeLimit: return .workLimit
    case .memoryLimit: return .memoryLimit
    case .stopped: return session.stopReason ?? .interrupted
    }
  }

  /// A bound to state when the search is stopped early; tightening many due dates takes too long for that.
  private static func raiseFirstBound(in session: SolveSession<SingleMachineInstance>) {
    let instance = session.instance
    let (p, d) = (instance.processingTimes, instance.dueDates)
    let isSmall = instance.jobCount <= 2000
    let bound =
      isSmall
      ? TightenedWindowBound(processingTimes: p, dueDates: d).value
      : SortedDueDateBound(processingTimes: p, dueDates: d).value
    session.raise(
      bound: instance.objectiveValue(ofTicks: bound),
      from: isSmall ? "tightened due dates" : "sorted due dates")
  }

  private static func note(
    _ statistics: TardinessSearch.Statistics, in session: SolveSession<SingleMachineInstance>
  ) {
    session.note("nodes", .integer(statistics.nodeCount))
    session.note("expanded", .integer(statistics.expandedCount))
    session.note("memory_hits", .integer(statistics.hitCount))
    session.note("memory_entries", .integer(statistics.entryCount))
    session.note("memory_evictions", .integer(statistics.evictionCount))
    if statistics.helperNodeCount > 0 {
      session.note("helper_nodes", .integer(statistics.helperNodeCount))
    }
    if let bound = statistics.priceBound { session.note("price_bound", .integer(bound)) }
  }
}
