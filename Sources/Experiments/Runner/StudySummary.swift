/// What became of the runs of a study.
public struct StudySummary: Sendable, Hashable {
  /// Runs that have a record now, failed ones included.
  public var finished: Int
  /// Runs among them that did not go as they should; see `RunEnding.isOrderly`.
  public var failed: Int
  /// Runs that were not begun or not finished.
  public var remaining: Int
  /// Whether a cancellation ended the study early.
  public var isCancelled: Bool
  /// Wall seconds of it all.
  public var wall: Double
}
