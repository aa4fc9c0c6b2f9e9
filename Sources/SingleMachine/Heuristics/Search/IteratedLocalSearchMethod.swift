import OptCore

/// Iterated local search over insertions and swaps with kicks in windows of random width.
public struct IteratedLocalSearchMethod: SolveMethod {
  /// Kicks made when neither a time nor a work limit is given.
  public static let usualKicks = 1000

  /// The method.
  public init() {}

  /// Identifier, help and parameters.
  public var description: MethodDescription {
    MethodDescription(
      "ils", .localSearch, "iterated local search: descent, kicks in windows of random width",
      source: "Lourenço, Martin and Stützle (2003), Iterated local search",
      parameters: [LocalSearchParameters.blockLengthDescription(default: 1)]
        + LocalSearchParameters.kickDescriptions,
      workUnit: "kick")
  }

  /// Searches from the warm start, or a rule's sequence, until a limit; without one, for `usualKicks` kicks.
  public func run(
    _ request: SolveRequest<TardinessSchedule>, in session: SolveSession<SingleMachineInstance>
  ) throws(SolveError) -> Termination {
    let limits = session.limits
    let task = IteratedLocalSearchTask(
      LocalSearchParameters(request.parameters), seed: request.seed,
      kickLimit: limits.work ?? (limits.time == nil ? IteratedLocalSearchMethod.usualKicks : nil))
    let kicks = try task.search(in: session, source: description.id)
    session.note("kicks", .integer(kicks))
    if let reason = session.stopReason { return reason }
    return limits.work == kicks ? .workLimit : .completed
  }
}
