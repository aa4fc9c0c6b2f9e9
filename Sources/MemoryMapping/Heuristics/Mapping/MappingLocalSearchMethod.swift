import OptCore

/// Annealing and large neighbourhoods over plans of tensors, with exact totals; addresses for what is best.
public struct MappingLocalSearchMethod: SolveMethod {
  /// The method.
  public init() {}

  /// Identifier and help.
  public var description: MethodDescription {
    MethodDescription(
      "local-search", .localSearch,
      "annealing with ejections and large neighbourhoods over plans of tensors, exact totals",
      source: "Kirkpatrick, Gelatt and Vecchi (1983), Optimization by simulated annealing",
      workUnit: "evaluation")
  }

  /// It maps programs.
  public func obstacle(on instance: MemoryInstance) -> String? {
    MappingUnits.obstacle(on: instance)
  }

  /// Runs until the session says stop, or its work is done.
  ///
  /// - Throws: `SolveError` when a mapping is wrong.
  public func run(
    _ request: SolveRequest<MemorySolution>, in session: SolveSession<MemoryInstance>
  ) throws(SolveError) -> Termination {
    guard let instance = session.instance.mapping else { return .completed }
    let work = session.limits.work ?? .max
    var search = MappingLocalSearch(MappingUnits(instance), seed: request.seed) {
      session.stopReason != nil
    }
    let state = search.state
    let source = description.id
    try search.run(isStopped: { session.stopReason != nil || state.evaluations >= work }) {
      (mapping) throws(SolveError) in
      try session.offer(.mapping(mapping), from: source)
    }
    return session.stopReason ?? (state.evaluations >= work ? .workLimit : .completed)
  }
}
