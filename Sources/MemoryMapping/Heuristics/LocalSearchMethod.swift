import OptCore

/// Local search: orders of buffers for static allocation, plans of tensors for programs.
public struct LocalSearchMethod: SolveMethod {
  /// The method.
  public init() {}

  /// Identifier, help and parameters.
  public var description: MethodDescription {
    MethodDescription(
      "local-search", .localSearch,
      "static allocation: orders with first fit, late acceptance; programs: annealing with ejections"
        + " and large neighbourhoods over plans of tensors, exact totals",
      source: "Burke and Bykov (2017), The late acceptance hill-climbing heuristic; Kirkpatrick,"
        + " Gelatt and Vecchi (1983), Optimization by simulated annealing",
      parameters: AllocationLocalSearch.parameters, workUnit: "move", usesThreads: true)
  }

  /// Static allocation with too many pairs of buffers alive together.
  public func obstacle(on instance: MemoryInstance) -> String? {
    instance.allocation.flatMap(AllocationLocalSearch.obstacle)
  }

  /// Runs until the session says stop, or its work is done.
  ///
  /// - Throws: `SolveError` when a solution is wrong.
  public func run(
    _ request: SolveRequest<MemorySolution>, in session: SolveSession<MemoryInstance>
  ) throws(SolveError) -> Termination {
    guard let instance = session.instance.mapping else {
      return try AllocationLocalSearch(source: description.id).run(request, in: session)
    }
    return try LocalSearchMethod.map(
      instance, seed: request.seed, in: session, source: description.id)
  }

  /// Local search for a program, until a number of seconds of the session or the limits.
  ///
  /// - Parameter end: seconds since the run began; nil = none.
  static func map(
    _ instance: MappingInstance, seed: UInt64, in session: SolveSession<MemoryInstance>,
    until end: Double? = nil, source: String
  ) throws(SolveError) -> Termination {
    let work = session.limits.work ?? .max
    func isOver() -> Bool {
      session.stopReason != nil || end.map { session.elapsed >= $0 } ?? false
    }
    var search = MappingLocalSearch(MappingUnits(instance), seed: seed) { isOver() }
    let state = search.state
    try search.run(isStopped: { isOver() || state.evaluations >= work }) {
      (mapping) throws(SolveError) in
      try session.offer(.mapping(mapping), from: source)
    }
    return session.stopReason ?? (state.evaluations >= work ? .workLimit : .completed)
  }
}
