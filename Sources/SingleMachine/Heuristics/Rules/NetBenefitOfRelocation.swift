import OptCore

/// Net benefit of relocation: from the modified-due-date sequence (ties: shortest job), moves jobs back behind tardy ones while that pays.
///
/// From the last position i to the second: when the job there is tardy, the earlier job whose move just behind position
/// i lowers total tardiness most is moved there, and the search goes on with the job now at i - 1. Passes are repeated
/// until one changes nothing.
///
/// - Complexity: O(n^2) per pass with few sums taken, O(n^3) in the worst case.
/// - Source: Holsenback and Russell (1992), "A heuristic algorithm for sequencing on one machine to minimize total
///   tardiness"; restated here.
public struct NetBenefitOfRelocation: SequenceRule {
  /// The rule.
  public init() {}

  /// Identifier and help.
  public var description: MethodDescription {
    MethodDescription(
      "nbr", .rule, "net benefit of relocation: MDD order, jobs moved back behind tardy ones",
      source:
        "Holsenback and Russell (1992), A heuristic algorithm for sequencing on one machine to"
        + " minimize total tardiness")
  }

  /// The sequence in which no pass finds a gain.
  public func sequence(
    of instance: SingleMachineInstance, parameters: ParameterValues, until stop: () -> Bool
  ) -> [Int] {
    var line = RelocationLine(capacity: instance.jobCount)
    for job in ModifiedDueDate().sequence(of: instance, ties: .shortest, until: stop) {
      line.append(
        job, processingTime: instance.processingTimes[job], dueDate: instance.dueDates[job])
    }
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      var place = instance.jobCount - 1
      while place > 0 {
        if line.tardiness[place] > 0, let position = line.bestMove(behind: place) {
          line.move(position, behind: place)
          hasChanged = true
        }
        place -= 1
        if stop() { return line.jobs }
      }
    }
    return line.jobs
  }
}
