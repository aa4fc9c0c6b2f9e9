import OptCore

/// A schedule of all jobs on the machine: the order they run in, without idle time, from tick 0.
public struct TardinessSchedule: ProblemSolution {
  /// The instance type it belongs to.
  public typealias Instance = SingleMachineInstance

  /// Job ids in the order they run.
  public let sequence: [Int]

  /// Adopts an order; `violations(in:)` says whether it is one.
  public init(sequence: [Int]) {
    self.sequence = sequence
  }

  /// Every way in which the sequence is no permutation of the instance's jobs.
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

/// One way in which a sequence is no schedule.
public enum SequenceViolation: Sendable, Hashable, CustomStringConvertible {
  /// A job id outside `0..<jobCount`.
  case unknownJob(job: Int, position: Int, jobCount: Int)
  /// A job that stands at two positions.
  case repeatedJob(job: Int, positions: [Int])
  /// A job that stands nowhere.
  case missingJob(job: Int)

  /// One line naming the job and the positions.
  public var description: String {
    switch self {
    case .unknownJob(let job, let position, let count):
      "position \(position) names job \(job), but the instance has \(count) jobs (0-based)"
    case .repeatedJob(let job, let positions):
      "job \(job) stands at positions " + positions.map(String.init).joined(separator: " and ")
    case .missingJob(let job): "job \(job) is missing from the sequence"
    }
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
