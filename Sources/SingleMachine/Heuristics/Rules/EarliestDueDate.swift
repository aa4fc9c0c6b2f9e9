import OptCore

/// Earliest due date first; ties: smaller processing time, then smaller id.
///
/// - Complexity: O(n log n).
/// - Source: Jackson (1955), "Scheduling a production line to minimize maximum tardiness".
public struct EarliestDueDate: SolveMethod {
  /// The rule.
  public init() {}

  /// Identifier and help.
  public var description: MethodDescription {
    MethodDescription(
      "edd", .rule, "earliest due date first",
      source: "Jackson (1955), Scheduling a production line to minimize maximum tardiness")
  }

  /// Offers the one sequence of the rule.
  public func run(
    _ request: SolveRequest<TardinessSchedule>, in session: SolveSession<SingleMachineInstance>
  ) throws(SolveError) -> Termination {
    try session.offer(
      TardinessSchedule(sequence: EarliestDueDate.sequence(of: session.instance)), from: "edd")
    return .completed
  }

  /// The jobs in due-date order.
  public static func sequence(of instance: SingleMachineInstance) -> [Int] {
    let p = instance.processingTimes
    let d = instance.dueDates
    return (0..<instance.jobCount).sorted { (d[$0], p[$0], $0) < (d[$1], p[$1], $1) }
  }
}
