import OptCore

/// What statistics need to know about one run.
public struct RunFacts: Sendable, Hashable {
  /// Index into the records of the study's results.
  public var recordIndex: Int
  /// Index into the instances of the statistics.
  public var instanceIndex: Int
  /// Index into the methods of the statistics.
  public var methodIndex: Int
  /// The run's seed.
  public var seed: UInt64
  /// The best checked objective; nil = none.
  public var objective: ObjectiveValue?
  /// What the run claims to know about the instance.
  public var status: SolveStatus
  /// Whether the process ended in disorder: a crash, a kill, an error status.
  public var isFailed: Bool
  /// Whether a claim of the run contradicts what is known; such runs count in no mean. See `Fault`.
  public var isFaulty = false
  /// Relative gap to the run's own bound; nil unless objective and bound are known.
  public var gap: Double?
  /// By how much the objective is worse than the instance's baseline; negative when it is better.
  public var excess: Double?
  /// `excess / |baseline|`; nil also when the baseline is zero.
  public var deviation: Double?
  /// Whether the objective equals the known optimum of the instance.
  public var isOptimal = false
  /// Whether the objective is as good as the instance's baseline or better.
  public var isAtBaseline = false
  /// Whether the objective is better than the best published one.
  public var isImprovement = false
  /// Wall seconds that count in means of times; see `RunRecord.timeScore`. nil = none is known.
  public var timeScore: Double?
  /// Whether the run stopped by itself: `timeScore` is then its own time.
  public var isFinished: Bool
  /// Whether the run ended in order at its work limit: `timeScore` is then its own time, too.
  public var isWorkLimited: Bool
  /// CPU seconds.
  public var cpu: Double
  /// The primal integral over the instance's horizon in seconds; nil when nobody knows a solution.
  public var primalIntegral: Double?
  /// Objectives at the checkpoints of the options; nil = no solution yet.
  public var checkpointObjectives: [ObjectiveValue?]

  /// Whether the run itself proved its answer: optimal, infeasible or unbounded.
  public var isProven: Bool {
    switch status {
    case .optimal, .infeasible, .unbounded: true
    case .feasible, .unknown: false
    }
  }
}

extension RunRecord {
  /// Whether the method stopped by itself rather than at a limit, an interruption or a failure.
  var isFinished: Bool {
    guard ending.isOrderly, let termination else { return false }
    switch termination {
    case .proved, .completed, .target, .gap: return true
    case .timeLimit, .workLimit, .memoryLimit, .interrupted: return false
    }
  }

  /// Whether the method ended in order because it had done all the work it was allowed.
  var isWorkLimited: Bool { ending.isOrderly && termination == .workLimit }

  /// The wall seconds that count in means of times.
  ///
  /// A run that stopped by itself or at its work limit counts with its own time. Any other counts with its time limit,
  /// so that stopping early by a failure is no merit; without a time limit an orderly one counts with its own time
  /// and a failed one not at all.
  var timeScore: Double? {
    if isFinished || isWorkLimited { return time }
    if let limit = specification.limits.time { return limit }
    return ending.isOrderly ? time : nil
  }
}
