import OptCore

/// The published windowed search as a method of its own.
public struct WindowedMethod: SolveMethod {
  /// The method.
  public init() {}

  /// Identifier and help.
  public var description: MethodDescription {
    MethodDescription(
      "windowed", .exact, "the published search: lengths with as many copies as units alone need",
      source: "arXiv 2512.18134 (2025), Optimal software pipelining and warp specialization for"
        + " tensor core GPUs, algorithm 1",
      usesThreads: true)
  }

  /// Offers the shortest schedule of the first window that has one; it proves nothing about other lengths.
  ///
  /// - Throws: `SolveError` when the engine fails.
  public func run(
    _ request: SolveRequest<LoopSchedule>, in session: SolveSession<LoopInstance>
  ) throws(SolveError) -> Termination {
    session.restrict(
      to: "schedules with as many overlapped copies as the shortest one of units and dependences")
    let outcome = try WindowedSearch(session, request, source: description.id).run(offers: true)
    return session.stopReason ?? (outcome.schedule == nil ? outcome.reason : .completed)
  }
}
