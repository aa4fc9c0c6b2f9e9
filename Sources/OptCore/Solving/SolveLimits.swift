/// When a run has to stop, whatever it has found.
public struct SolveLimits: Sendable, Hashable {
  /// Wall-clock seconds; nil = none.
  public var time: Double?
  /// Units of work of the method (iterations or nodes, see its description); nil = none.
  /// A run limited by work alone is reproducible.
  public var work: Int?
  /// Mebibytes of memory the method may use for its tables; nil = the method's default.
  public var memory: Int?
  /// Relative gap at which to stop; 0 asks for a full proof.
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
