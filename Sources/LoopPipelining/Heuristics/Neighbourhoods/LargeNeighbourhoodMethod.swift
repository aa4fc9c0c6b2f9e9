import OptCore

/// Large-neighbourhood search: a schedule soon, then parts of it anew for smaller intervals, then for less length.
public struct LargeNeighbourhoodMethod: SolveMethod {
  /// The method.
  public init() {}

  /// Identifier and help.
  public var description: MethodDescription {
    MethodDescription(
      "lns", .localSearch,
      "large neighbourhoods: parts of a schedule anew by constraint programming, for large loops",
      source: "Shaw (1998), Using constraint programming and local search methods to solve vehicle"
        + " routing problems",
      workUnit: "part")
  }

  /// Runs until bounds are met, the limits are reached, or doubled efforts no longer help; it proves nothing by itself.
  ///
  /// - Throws: `SolveError` when the engine fails.
  public func run(
    _ request: SolveRequest<LoopSchedule>, in session: SolveSession<LoopInstance>
  ) throws(SolveError) -> Termination {
    guard let bound = MinimumInterval.raise(in: session, from: description.id) else {
      return .proved
    }
    var search = IntervalDescent(session, request, source: description.id, bound: bound)
    return try search.run(parts: session.limits.work)
  }
}
