import OptCore

/// One variable neighbourhood descent: insertions and swaps, then block insertions, to a common local optimum.
public struct DescentMethod: SolveMethod {
  /// The method.
  public init() {}

  /// Identifier, help and parameters.
  public var description: MethodDescription {
    MethodDescription(
      "descent", .localSearch, "insertions, swaps and block insertions to a common local optimum",
      source: "Mladenović and Hansen (1997), Variable neighborhood search",
      parameters: [LocalSearchParameters.blockLengthDescription(default: 3)])
  }

  /// Improves the warm start, or a rule's sequence.
  public func run(
    _ request: SolveRequest<TardinessSchedule>, in session: SolveSession<SingleMachineInstance>
  ) throws(SolveError) -> Termination {
    let task = IteratedLocalSearchTask(LocalSearchParameters(request.parameters), kickLimit: 0)
    _ = try task.search(in: session, source: description.id)
    return session.stopReason ?? .completed
  }
}

extension IteratedLocalSearchTask {
  /// Searches on behalf of a session from its incumbent or a rule's sequence.
  ///
  /// - Returns: The number of kicks made.
  func search(
    in session: SolveSession<SingleMachineInstance>, source: String
  ) throws(SolveError) -> Int {
    try search(
      session.instance, from: StartingSequence.sequence(in: session),
      while: { session.stopReason == nil },
      improved: { cost, sequence throws(SolveError) in
        try session.offer(TardinessSchedule(sequence: sequence), from: source)
        if cost == 0 {
          session.raise(bound: session.instance.objectiveValue(ofTicks: 0), from: source)
        }
      })
  }
}
