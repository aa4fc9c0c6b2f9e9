import OptCore

/// One way in which a sequence is no schedule.
public enum SequenceViolation: Sendable, Hashable, CustomStringConvertible {
  /// A job id outside `0..<jobCount`.
  case unknownJob(job: Int, position: Int, jobCount: Int)
  /// A job that stands at two positions.
  case repeatedJob(job: Int, positions: [Int])
  /// A job that stands nowhere.
  case missingJob(job: Int)
  /// A stated objective that the sequence does not have.
  case wrongObjective(stated: ObjectiveValue, recomputed: ObjectiveValue)
  /// A stated time that the sequence does not give.
  case wrongTime(job: Int, field: String, stated: ObjectiveValue, recomputed: ObjectiveValue)
  /// A record of times for a job that does not exist or has one already.
  case wrongRecord(job: Int)
  /// A job without a record in a list of times.
  case noRecord(job: Int)

  /// One line naming the job and the positions.
  public var description: String {
    switch self {
    case .unknownJob(let job, let position, let count):
      "position \(position) names job \(job), but the instance has \(count) jobs (0-based)"
    case .repeatedJob(let job, let positions):
      "job \(job) stands at positions " + positions.map(String.init).joined(separator: " and ")
    case .missingJob(let job): "job \(job) is missing from the sequence"
    case .wrongObjective(let stated, let recomputed):
      "the stated objective is \(stated), recomputed \(recomputed)"
    case .wrongTime(let job, let field, let stated, let recomputed):
      "job \(job): the stated \(field) is \(stated), recomputed \(recomputed)"
    case .wrongRecord(let job): "'jobs' holds an unknown job or a second record for job \(job)"
    case .noRecord(let job): "'jobs' holds no record for job \(job)"
    }
  }
}
