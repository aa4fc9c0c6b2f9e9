import OptCore

/// When a run of a study has to stop.
public struct RunLimits: Sendable, Hashable {
  /// Wall-clock seconds of the search; nil = none. The process is killed some time after it.
  public var time: Double?
  /// Units of work of the method; nil = none. A run limited by work alone is reproducible.
  public var work: Int?
  /// Mebibytes that the processes of the run may have in use together; nil = none.
  public var memory: Int?
  /// Relative gap at which to stop.
  public var gap: Double
  /// Objective at which to stop; nil = none.
  public var target: ObjectiveValue?

  /// No limits but those given.
  public init(
    time: Double? = nil, work: Int? = nil, memory: Int? = nil, gap: Double = 0,
    target: ObjectiveValue? = nil
  ) {
    self.time = time
    self.work = work
    self.memory = memory
    self.gap = gap
    self.target = target
  }
}
