import OptCore

/// A schedule of all jobs on the machine: the order they run in, without idle time, from tick 0.
public struct TardinessSchedule: ProblemSolution {
  /// The instance type it belongs to.
  public typealias Instance = SingleMachineInstance

  /// Job ids in the order they run.
  public let sequence: [Int]
  /// What the file it was read from says about it; nil for a computed schedule.
  public let stated: StatedSchedule?

  /// Adopts an order; `violations(in:)` says whether it is one.
  public init(sequence: [Int], stated: StatedSchedule? = nil) {
    self.sequence = sequence
    self.stated = stated
  }

  /// Every way in which the sequence is no permutation of the instance's jobs, or else every stated value that
  /// differs from the definition's.
  public func violations(in instance: SingleMachineInstance) -> [SequenceViolation] {
    let count = instance.jobCount
    var found: [SequenceViolation] = []
    var position = [Int?](repeating: nil, count: count)
    for (index, job) in sequence.enumerated() {
      if job < 0 || job >= count {
        found.append(.unknownJob(job: job, position: index, jobCount: count))
      } else if let first = position[job] {
        found.append(.repeatedJob(job: job, positions: [first, index]))
      } else {
        position[job] = index
      }
    }
    for job in 0..<count where position[job] == nil { found.append(.missingJob(job: job)) }
    if found.isEmpty, let stated { return statedViolations(stated, in: instance) }
    return found
  }

  /// The total weighted tardiness, from the definition; a real number for real-valued data.
  ///
  /// - Complexity: O(n).
  public func objective(in instance: SingleMachineInstance) -> ObjectiveValue {
    if let data = instance.quantisation { return .real(realObjective(data)) }
    var time = 0
    var total = 0
    for job in sequence where instance.processingTimes.indices.contains(job) {
      time = saturatingSum(time, instance.processingTimes[job])
      let tardiness = max(0, saturatingDifference(time, instance.dueDates[job]))
      let (cost, overflow) = tardiness.multipliedReportingOverflow(by: instance.weights[job])
      total = saturatingSum(total, overflow ? .max : cost)
    }
    return .integer(total)
  }

  private func realObjective(_ data: Quantisation) -> Double {
    var time = 0.0
    var total = 0.0
    for job in sequence where data.processingTimes.indices.contains(job) {
      time += data.processingTimes[job]
      total += data.weights[job] * max(0, time - data.dueDates[job])
    }
    return total
  }
}

/// The sum, or the largest integer when it overflows (only sequences that are no schedules reach it).
private func saturatingSum(_ a: Int, _ b: Int) -> Int {
  let (sum, overflow) = a.addingReportingOverflow(b)
  return overflow ? .max : sum
}

/// The difference, or the largest integer when it overflows.
private func saturatingDifference(_ a: Int, _ b: Int) -> Int {
  let (difference, overflow) = a.subtractingReportingOverflow(b)
  return overflow ? .max : difference
}
