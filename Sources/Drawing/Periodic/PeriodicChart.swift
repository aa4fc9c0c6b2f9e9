/// A schedule that repeats, drawn over one period with a part of the periods before and after it; below it what resources carry.
///
/// Times are ticks of the first repetition; everything happens again after every period.
public struct PeriodicChart: Sendable, Hashable {
  /// A row of the chart: a unit, a warp.
  public struct Lane: Sendable, Hashable {
    /// Shown left of the row.
    public var name: String
    /// A few characters shown right of the row, such as how much of the time it works; may be empty.
    public var note: String
    /// Whether a wider gap sets it off from the lane above it.
    public var startsGroup = false
    /// Whether bars too short for their labels leave room for them, on further lines if need be; else a lane has as many lines as
    /// bars at the same time.
    public var makesRoom = false

    /// A lane called `name`.
    public init(_ name: String, note: String = "") {
      self.name = name
      self.note = note
    }
  }

  /// A piece of work in a lane.
  public struct Bar: Sendable, Hashable {
    /// Index of the lane, 0-based; a bar outside the lanes is not drawn.
    public var lane: Int
    /// First tick of the work.
    public var start: Int
    /// Tick at which it is complete; not before `start`.
    public var end: Int
    /// How many lines of the lane it takes, at least 1.
    public var count = 1
    /// Written into the bar, or beside it where there is room.
    public var label: String
    /// Written where there is no room for the label; may be empty.
    public var shortLabel = ""
    /// What the colour of the bar stands for.
    public var colour: ColourClass
    /// Hatched the denser, the greater: 0 is plain, from 3 on all look the same.
    public var density = 0
    /// Shown when the pointer rests on the bar.
    public var tooltip: String
    /// Ties together all shapes of one thing in an interactive page (`data-key`); may be empty.
    public var key: String
    /// Whether a dark edge at its start makes the bar stand out.
    public var isMarked = false

    /// A bar with the given parts.
    public init(
      lane: Int, start: Int, end: Int, label: String, colour: ColourClass, tooltip: String = "",
      key: String = ""
    ) {
      self.lane = lane
      self.start = GanttChart.bounded(start)
      self.end = max(self.start, GanttChart.bounded(end))
      self.label = label
      self.colour = colour
      self.tooltip = tooltip
      self.key = key
    }
  }

  /// What a resource carries over the period, as layers on top of each other.
  public struct Stack: Sendable, Hashable {
    /// Shown above it.
    public var name: String
    /// Shown behind the name; may be empty.
    public var note: String
    /// The most it can carry; nil = no limit.
    public var limit: Int?
    /// From bottom to top.
    public var layers: [Layer]

    /// The resource called `name`.
    public init(_ name: String, note: String = "", limit: Int?, layers: [Layer]) {
      self.name = name
      self.note = note
      self.limit = limit
      self.layers = layers
    }
  }

  /// What one thing takes of a resource.
  public struct Layer: Sendable, Hashable {
    /// From a tick on, until the next step or the end of the period.
    public struct Step: Sendable, Hashable {
      /// `0 ..< period`.
      public var start: Int
      /// At least 0.
      public var height: Int

      /// A step of the given height.
      public init(start: Int, height: Int) {
        self.start = start
        self.height = height
      }
    }

    /// Written into it where there is room.
    public var label: String
    /// What its colour stands for.
    public var colour: ColourClass
    /// Ascending in their starts.
    public var steps: [Step]
    /// Shown when the pointer rests on it.
    public var tooltip: String
    /// Ties together all shapes of one thing in an interactive page (`data-key`); may be empty.
    public var key: String

    /// A layer with the given parts.
    public init(
      label: String, colour: ColourClass, steps: [Step], tooltip: String = "", key: String = ""
    ) {
      self.label = label
      self.colour = colour
      self.steps = steps
      self.tooltip = tooltip
      self.key = key
    }
  }

  /// Heading of the picture.
  public var title: String
  /// Numbers stated below the heading.
  public var facts: [GanttChart.Fact] = []
  /// Ticks after which everything repeats, at least 1.
  public var period: Int
  /// What the period is called, such as `II`.
  public var periodName: String
  /// Rows from top to bottom.
  public var lanes: [Lane]
  /// The work.
  public var bars: [Bar]
  /// Drawn below the lanes, from top to bottom.
  public var stacks: [Stack] = []
  /// Explanations of colours and marks; those of hatches are named `density`.
  public var legend: [Legend.Entry] = []
  /// What densities in use mean, by density, such as `stage 1`; the last one stands for all from 3 on.
  public var densityNames: [String] = []
  /// What marked bars are called in the legend; empty = they are not explained.
  public var markName = ""
  /// Written above the notes of the lanes.
  public var noteName = ""
  /// Width of the picture in user units, 400...20,000; the height follows.
  public var width = 1200.0

  /// A chart with the given heading and content.
  public init(
    title: String, period: Int, periodName: String = "period", lanes: [Lane], bars: [Bar]
  ) {
    self.title = title
    self.period = max(1, GanttChart.bounded(period))
    self.periodName = periodName
    self.lanes = lanes
    self.bars = bars
  }

  /// The chart as an SVG document.
  ///
  /// - Complexity: O(n^2) for n bars of one lane at worst, plus the steps of all layers.
  public func svg() -> String { PeriodicRenderer(chart: self).render() }
}
