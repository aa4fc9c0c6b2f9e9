import OptCore

/// Earliest due date first; ties: smaller id, or the shortest job when asked for.
///
/// The sequence minimises the largest tardiness. Hence, with unit weights, it is optimal when at most one job is
/// tardy in it: the total tardiness of any sequence is at least its largest.
///
/// - Complexity: O(n log n).
/// - Source: Jackson (1955), "Scheduling a production line to minimize maximum tardiness".
public struct EarliestDueDate: SequenceRule {
  /// The rule.
  public init() {}

  /// Identifier and help.
  public var description: MethodDescription {
    MethodDescription(
      "edd", .rule, "earliest due date first",
      source: "Jackson (1955), Scheduling a production line to minimize maximum tardiness",
      parameters: [TieOrder.parameter])
  }

  /// The jobs in due-date order.
  public func sequence(
    of instance: SingleMachineInstance, parameters: ParameterValues, until stop: () -> Bool
  ) -> [Int] {
    instance.jobsByDueDate(ties: TieOrder(parameters))
  }

  /// At most one tardy job, all weights 1.
  public func isOptimal(
    _ schedule: TardinessSchedule, in instance: SingleMachineInstance
  ) -> Bool {
    !instance.isWeighted && schedule.tardyCount(in: instance) <= 1
  }
}
