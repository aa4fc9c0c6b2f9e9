import OptCore

/// A solution of a quick rule for engines to begin with.
enum QuickStart {
  /// Offers solutions of quick rules where a run has no start of its own.
  ///
  /// - Returns: Whether nothing is left to do.
  static func ends(
    _ request: SolveRequest<MemorySolution>, _ session: SolveSession<MemoryInstance>
  ) throws(SolveError) -> Bool {
    guard session.instance.mapping != nil else { return try GreedyStart.ends(request, session) }
    if request.warmStart == .automatic, session.incumbent == nil {
      let rule = XLAGreedyMethod()
      _ = try rule.run(try request.passed(to: rule.description), in: session)
    }
    return session.stopReason != nil
  }
}
