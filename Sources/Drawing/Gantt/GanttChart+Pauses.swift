extension GanttChart {
  /// A stretch of time in which a lane does no work.
  public struct Pause: Sendable, Hashable {
    /// Why it does none.
    public enum Kind: Sendable, Hashable {
      /// It cannot: a breakdown, or a machine that is not free yet. Drawn as a hatched area.
      case closed
      /// It is made ready for the next bar. Drawn as a low grey bar.
      case setup
    }

    /// Index of the lane, 0-based; a pause outside the lanes is not drawn.
    public var lane: Int
    /// First tick.
    public var start: Int
    /// The tick after the last one; not before `start`.
    public var end: Int
    /// Why the lane does no work.
    public var kind: Kind
    /// Shown when the pointer rests on it.
    public var tooltip: String

    /// A pause with the given parts.
    public init(lane: Int, start: Int, end: Int, kind: Kind = .closed, tooltip: String = "") {
      self.lane = lane
      self.start = GanttChart.bounded(start)
      self.end = max(self.start, GanttChart.bounded(end))
      self.kind = kind
      self.tooltip = tooltip
    }
  }

  /// A time before which some work must not start.
  public struct Release: Sendable, Hashable {
    /// The tick.
    public var time: Int
    /// Written at the mark.
    public var label: String
    /// Ties the mark to other shapes in an interactive page (`data-key`); may be empty.
    public var key: String

    /// A release with the given parts.
    public init(time: Int, label: String, key: String = "") {
      self.time = GanttChart.bounded(time)
      self.label = label
      self.key = key
    }
  }
}
