import OptCore

/// Iterated local search: kicks in windows of random width, each followed by a descent.
public struct IteratedLocalSearchMethod: SolveMethod {
  /// Kicks made when neither a time nor a work limit is given.
  public static let usualKicks = 1000

  /// Identifier, help and parameters.
  public let description: MethodDescription
  private let descent: IteratedLocalSearchTask.Descent

  /// The best insertion or swap of one job after the other.
  public static let ils = IteratedLocalSearchMethod(
    .jobByJob,
    MethodDescription(
      "ils", .localSearch, "iterated local search: descent, kicks in windows of random width",
      source: "Lourenço, Martin and Stützle (2003), Iterated local search",
      parameters: [LocalSearchParameters.blockLengthDescription(default: 1)]
        + LocalSearchParameters.kickDescriptions,
      workUnit: "kick"))

  /// The best set of independent insertions and swaps at once.
  public static let dynasearch = IteratedLocalSearchMethod(
    .independentMoves,
    MethodDescription(
      "dynasearch", .localSearch,
      "iterated dynasearch: best sets of independent insertions and swaps",
      source: "Congram, Potts and van de Velde (2002); Grosso, Della Croce and Tadei (2004)",
      parameters: LocalSearchParameters.kickDescriptions,
      workUnit: "kick"))

  private init(
    _ descent: IteratedLocalSearchTask.Descent, _ description: MethodDescription
  ) {
    self.descent = descent
    self.description = description
  }

  /// Searches from the warm start, or a rule's sequence, until a limit; without one, for `usualKicks` kicks.
  public func run(
    _ request: SolveRequest<TardinessSchedule>, in session: SolveSession<SingleMachineInstance>
  ) throws(SolveError) -> Termination {
    let limits = session.limits
    let task = IteratedLocalSearchTask(
      LocalSearchParameters(request.parameters), descent: descent, seed: request.seed,
      kickLimit: limits.work ?? (limits.time == nil ? IteratedLocalSearchMethod.usualKicks : nil))
    let kicks = try task.search(in: session, source: description.id)
    session.note("kicks", .integer(kicks))
    if let reason = session.stopReason { return reason }
    return limits.work == kicks ? .workLimit : .completed
  }
}
