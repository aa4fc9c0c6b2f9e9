import OptCore

/// The modified-due-date rule with one relocation to the end after each appended job.
///
/// - Complexity: O(n^2) with few sums taken, O(n^3) in the worst case.
/// - Source: Bean and Hall (1985), "Accuracy of the modified due date rule"; Cetinkaya et al. (2025), "Discovering
///   Heuristics with LLMs for Mixed-Integer Programs: Single-Machine Scheduling".
public struct AugmentedModifiedDueDate: SequenceRule {
  /// The rule.
  public init() {}

  /// Identifier and help.
  public var description: MethodDescription {
    MethodDescription(
      "augmented-mdd", .rule, "MDD; after each appended job the best move of one job to the end",
      source: "Bean and Hall (1985), Accuracy of the modified due date rule",
      parameters: [TieOrder.parameter])
  }

  /// The augmented sequence.
  public func sequence(
    of instance: SingleMachineInstance, parameters: ParameterValues, until stop: () -> Bool
  ) -> [Int] {
    let order = ModifiedDueDate().sequence(of: instance, parameters: parameters, until: stop)
    return augmented(order, of: instance, until: stop)
  }
}

/// The MDD challenger with one relocation to the end after each appended job.
///
/// - Complexity: O(n^2) with few sums taken, O(n^3) in the worst case.
/// - Source: Cetinkaya, Buyuktahtakin, Shojaee and Reddy (2025), "Discovering Heuristics with LLMs for Mixed-Integer
///   Programs: Single-Machine Scheduling".
public struct AugmentedMDDChallenger: SequenceRule {
  /// The rule.
  public init() {}

  /// Identifier and help.
  public var description: MethodDescription {
    MethodDescription(
      "augmented-mddc", .rule, "MDDC; after each appended job the best move of one job to the end",
      source: MDDChallenger.source)
  }

  /// The augmented sequence.
  public func sequence(
    of instance: SingleMachineInstance, parameters: ParameterValues, until stop: () -> Bool
  ) -> [Int] {
    let order = MDDChallenger().sequence(of: instance, parameters: parameters, until: stop)
    return augmented(order, of: instance, until: stop)
  }
}

/// Appends the jobs in order; after each one, makes the move of one earlier job to the end that lowers the total
/// tardiness of the partial sequence most, if any does (ties: the earliest position).
///
/// A move leaves the completion of the partial sequence as it is, so the order of appending does not depend on it.
private func augmented(
  _ order: [Int], of instance: SingleMachineInstance, until stop: () -> Bool
) -> [Int] {
  var line = RelocationLine(capacity: order.count)
  var isStopped = false
  for (place, job) in order.enumerated() {
    line.append(
      job, processingTime: instance.processingTimes[job], dueDate: instance.dueDates[job])
    if isStopped { continue }
    if let position = line.bestMove(behind: place) { line.move(position, behind: place) }
    isStopped = stop()
  }
  return line.jobs
}
