/// Something worth telling while a run goes on.
public struct ProgressEvent: Sendable, Hashable {
  /// What happened.
  public enum Kind: Sendable, Hashable {
    /// A better checked incumbent.
    case incumbent
    /// A better proven bound.
    case bound
    /// A remark, such as the phase a portfolio has reached.
    case message(String)
  }

  /// What happened.
  public let kind: Kind
  /// Wall seconds since the run began.
  public let time: Double
  /// The incumbent's objective after the event; nil = none yet.
  public let objective: ObjectiveValue?
  /// The proven bound after the event; nil = none yet.
  public let bound: ObjectiveValue?
  /// What reported it: a method or a phase of one.
  public let source: String

  /// States an event.
  public init(
    kind: Kind, time: Double, objective: ObjectiveValue?, bound: ObjectiveValue?, source: String
  ) {
    self.kind = kind
    self.time = time
    self.objective = objective
    self.bound = bound
    self.source = source
  }

  /// The relative gap after the event; nil unless both sides are known.
  public var gap: Double? {
    guard let objective, let bound else { return nil }
    return relativeGap(incumbent: objective, bound: bound)
  }
}

/// Receives events, from whatever thread they happen on, one at a time.
public typealias ProgressSink = @Sendable (ProgressEvent) -> Void
