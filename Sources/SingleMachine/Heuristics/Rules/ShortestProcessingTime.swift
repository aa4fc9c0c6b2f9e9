import OptCore

/// Shortest processing time first; ties: smaller due date, then smaller id.
///
/// The sequence minimises the sum of completion times. Hence, with unit weights, it is optimal when no job in it
/// completes before its due date: total tardiness is never below the sum of `C[j] - d[j]`.
///
/// - Complexity: O(n log n).
/// - Source: Smith (1956), "Various optimizers for single-stage production".
public struct ShortestProcessingTime: SequenceRule {
  /// The rule.
  public init() {}

  /// Identifier and help.
  public var description: MethodDescription {
    MethodDescription(
      "spt", .rule, "shortest processing time first",
      source: "Smith (1956), Various optimizers for single-stage production")
  }

  /// The jobs in order of processing time.
  public func sequence(
    of instance: SingleMachineInstance, parameters: ParameterValues, until stop: () -> Bool
  ) -> [Int] {
    instance.jobsByProcessingTime()
  }

  /// No job completes before its due date, all weights 1.
  public func isOptimal(
    _ schedule: TardinessSchedule, in instance: SingleMachineInstance
  ) -> Bool {
    !instance.isWeighted && schedule.hasNoEarlyJob(in: instance)
  }
}

/// Weighted shortest processing time first: `p[j] / w[j]` ascending; ties: smaller processing time, then smaller id.
///
/// Jobs with `p = 0` come first, of the others those with `w = 0` last. The sequence minimises the weighted sum of
/// completion times, hence it is optimal when no job in it completes before its due date. Ratios are compared
/// exactly.
///
/// - Complexity: O(n log n).
/// - Source: Smith (1956), "Various optimizers for single-stage production".
public struct WeightedShortestProcessingTime: SequenceRule {
  /// The rule.
  public init() {}

  /// Identifier and help.
  public var description: MethodDescription {
    MethodDescription(
      "wspt", .rule, "smallest ratio of processing time to weight first",
      source: "Smith (1956), Various optimizers for single-stage production")
  }

  /// The jobs in order of `p / w`.
  public func sequence(
    of instance: SingleMachineInstance, parameters: ParameterValues, until stop: () -> Bool
  ) -> [Int] {
    let p = instance.processingTimes
    let w = instance.weights
    // 0: takes no time; 1: a proper ratio; 2: costs nothing when late.
    func group(_ j: Int) -> Int { p[j] == 0 ? 0 : w[j] == 0 ? 2 : 1 }
    return (0..<instance.jobCount).sorted { i, j in
      let (a, b) = (group(i), group(j))
      if a != b { return a < b }
      if a == 1 {
        let left = p[i].multipliedFullWidth(by: w[j])
        let right = p[j].multipliedFullWidth(by: w[i])
        if left != right { return (left.high, left.low) < (right.high, right.low) }
      }
      return (p[i], i) < (p[j], j)
    }
  }

  /// No job completes before its due date.
  public func isOptimal(
    _ schedule: TardinessSchedule, in instance: SingleMachineInstance
  ) -> Bool {
    schedule.hasNoEarlyJob(in: instance)
  }
}

extension TardinessSchedule {
  /// Whether every job completes at its due date or later.
  func hasNoEarlyJob(in instance: SingleMachineInstance) -> Bool {
    let ends = completionTimes(in: instance)
    return zip(sequence, ends).allSatisfy { job, end in end >= instance.dueDates[job] }
  }
}
