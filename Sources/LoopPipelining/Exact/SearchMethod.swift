import OptCore

/// The exact search by itself, from a cold start.
public struct SearchMethod: SolveMethod {
  /// The method.
  public init() {}

  /// Identifier and help.
  public var description: MethodDescription {
    MethodDescription(
      "search", .exact,
      "initiation intervals from the bounds upward, each decided; then length, then warps",
      usesThreads: true)
  }

  /// Runs the search; all it proves holds without any limit on lengths.
  ///
  /// - Throws: `SolveError` when the engine fails.
  public func run(
    _ request: SolveRequest<LoopSchedule>, in session: SolveSession<LoopInstance>
  ) throws(SolveError) -> Termination {
    var search = IntervalSearch(session, request, source: description.id)
    return try search.run()
  }
}
