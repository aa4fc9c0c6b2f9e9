import OptCore

/// A schedule soon, then the exact search.
public struct AutoMethod: SolveMethod {
  /// The method.
  public init() {}

  /// Identifier, help and parameters.
  public var description: MethodDescription {
    MethodDescription(
      "auto", .portfolio, "a schedule soon, then the exact search for interval, length and warps",
      parameters: [
        ParameterDescription(
          "twill-window", .flag, default: "false",
          "also run the published search, method windowed, and state what it finds")
      ], usesThreads: true)
  }

  /// Runs both; with `twill-window` the windowed search comes first, and its interval and length are noted.
  ///
  /// - Throws: `SolveError` when the engine fails.
  public func run(
    _ request: SolveRequest<LoopSchedule>, in session: SolveSession<LoopInstance>
  ) throws(SolveError) -> Termination {
    let instance = session.instance
    guard let bound = MinimumInterval.raise(in: session, from: description.id) else {
      return .proved
    }
    if request.parameters.flag("twill-window") {
      let outcome = try WindowedSearch(session, request, source: "windowed").run(offers: false)
      session.note("window_interval", outcome.schedule.map { .integer($0.interval) } ?? .null)
      session.note(
        "window_length", outcome.schedule.map { .integer($0.length(in: instance)) } ?? .null)
    }
    if LargeStart.fits(instance) {
      try LargeStart(session, request, source: description.id).run(from: bound)
    } else if session.incumbent == nil {
      try QuickStart(session, request, source: description.id).run(from: bound)
    }
    if let reason = session.stopReason { return reason }
    var search = IntervalSearch(session, request, source: description.id)
    return try search.run()
  }
}
