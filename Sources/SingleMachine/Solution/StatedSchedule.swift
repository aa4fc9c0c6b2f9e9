import OptCore

/// What a solution file says besides the sequence; held against the definition by `violations(in:)`.
public struct StatedSchedule: Sendable, Hashable {
  /// One record of the list of jobs.
  public struct Job: Sendable, Hashable {
    /// The job's id.
    public let id: Int
    /// The stated start.
    public let start: ObjectiveValue
    /// The stated completion.
    public let end: ObjectiveValue
    /// The stated tardiness.
    public let tardiness: ObjectiveValue
  }

  /// The stated objective; nil = none.
  public let objective: ObjectiveValue?
  /// The stated times; nil = none.
  public let jobs: [Job]?
}

extension TardinessSchedule {
  /// Where the stated values differ from the sequence's own; the sequence must be a permutation.
  ///
  /// Integer data agree exactly, real data within 1e-6 times the total processing time (at least 1e-6).
  func statedViolations(
    _ stated: StatedSchedule, in instance: SingleMachineInstance
  ) -> [SequenceViolation] {
    var found: [SequenceViolation] = []
    let tolerance = instance.quantisation.map { 1e-6 * max(1, $0.processingTimes.reduce(0, +)) }
    func differs(_ a: ObjectiveValue, _ b: ObjectiveValue) -> Bool {
      if let tolerance { return !(abs(a.asReal - b.asReal) <= tolerance) }
      // Integers beyond 2^53 may differ and be the same real number.
      if case .integer(let x) = a, case .integer(let y) = b { return x != y }
      return a.asReal != b.asReal
    }
    let objective = objective(in: instance)
    if let value = stated.objective, differs(value, objective) {
      found.append(.wrongObjective(stated: value, recomputed: objective))
    }
    guard let jobs = stated.jobs else { return found }
    var expected: [JobTiming?] = Array(repeating: nil, count: instance.jobCount)
    for timing in timings(in: instance) { expected[timing.job] = timing }
    for job in jobs {
      guard expected.indices.contains(job.id), let timing = expected[job.id] else {
        found.append(.wrongRecord(job: job.id))
        continue
      }
      expected[job.id] = nil
      let pairs = [
        ("start", job.start, timing.start), ("end", job.end, timing.end),
        ("tardiness", job.tardiness, timing.tardiness),
      ]
      for (field, value, correct) in pairs where differs(value, correct) {
        found.append(
          .wrongTime(job: job.id, field: field, stated: value, recomputed: correct))
      }
    }
    for timing in expected { if let timing { found.append(.noRecord(job: timing.job)) } }
    return found
  }
}
