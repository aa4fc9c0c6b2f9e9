/// A schedule drawn over time: lanes (machines) with bars (work), due dates and tardiness.
///
/// One lane with many bars is wrapped into strips, like the lines of a text, so that single-machine
/// schedules stay readable from a handful to hundreds of jobs; several lanes are drawn one below
/// the other in each strip. With one lane, the tardiness of every late bar is drawn below it.
public struct GanttChart: Sendable, Hashable {
  /// A row of the chart: a machine, a core, a stage.
  public struct Lane: Sendable, Hashable {
    /// Shown left of the row.
    public var name: String
    /// A few characters shown right of the row in the first strip, such as how much of the time it works; may be empty.
    public var note: String

    /// A lane called `name`.
    public init(_ name: String, note: String = "") {
      self.name = name
      self.note = note
    }
  }

  /// A piece of work in a lane, from `start` to `end` (ticks).
  public struct Bar: Sendable, Hashable {
    /// Index of the lane, 0-based; a bar outside the lanes is not drawn.
    public var lane: Int
    /// First tick of the work.
    public var start: Int
    /// Tick at which the work is complete; not before `start`.
    public var end: Int
    /// Written into the bar where it fits, and at the due date.
    public var label: String
    /// What the colour of the bar stands for.
    public var colour: ColourClass
    /// The tick after which the work is late, where it has one.
    public var dueDate: Int?
    /// Shown when the pointer rests on the bar.
    public var tooltip: String
    /// Ties together all shapes of one thing in an interactive page (`data-key`); may be empty.
    public var key: String
    /// Written where there is no room for the label; empty = nothing is.
    public var shortLabel = ""
    /// Written at the due date instead of the label; empty = the label is.
    public var dueLabel = ""
    /// Whether a dark outline makes the bar stand out from the others.
    public var isMarked = false

    /// A bar with the given parts.
    public init(
      lane: Int = 0, start: Int, end: Int, label: String = "", colour: ColourClass = .regular,
      dueDate: Int? = nil, tooltip: String = "", key: String = ""
    ) {
      self.lane = lane
      self.start = GanttChart.bounded(start)
      self.end = max(self.start, GanttChart.bounded(end))
      self.label = label
      self.colour = colour
      self.dueDate = dueDate.map(GanttChart.bounded)
      self.tooltip = tooltip
      self.key = key
    }

    /// How long after its due date the bar ends; 0 when it is on time or has no due date.
    public var tardiness: Int {
      guard let dueDate else { return 0 }
      return max(0, end - dueDate)
    }
  }

  /// A dependency drawn as an arrow from the end of one bar to the start of another.
  public struct Link: Sendable, Hashable {
    /// Index of the bar that comes first.
    public var from: Int
    /// Index of the bar that waits for it.
    public var to: Int

    /// The arrow between the bars with indices `from` and `to`.
    public init(from: Int, to: Int) {
      self.from = from
      self.to = to
    }
  }

  /// A number worth stating above the chart.
  public struct Fact: Sendable, Hashable {
    /// What the number is.
    public var name: String
    /// The number.
    public var value: String

    /// The fact that `name` is `value`.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Heading of the picture.
  public var title: String
  /// Numbers stated below the heading.
  public var facts: [Fact]
  /// Rows from top to bottom.
  public var lanes: [Lane]
  /// The work; bars of one lane should not overlap.
  public var bars: [Bar]
  /// Dependencies; drawn when both bars are in the same strip.
  public var links: [Link]
  /// Stretches of time in which a lane does no work.
  public var pauses: [Pause] = []
  /// Times before which work must not start; drawn above the lanes.
  public var releases: [Release] = []
  /// Indices of bars in the order of time, through which a dark line is drawn: a critical path.
  public var path: [Int] = []
  /// Explanations besides the built-in ones, such as what each colour class means.
  public var legend: [Legend.Entry]
  /// Written above the notes of the lanes.
  public var noteName = ""
  /// What the heights below late bars are called in the legend.
  public var tardinessName = "tardiness"
  /// Said in the legend when bars are too narrow for their labels; empty = nothing is said.
  public var hintWhenCrowded = ""
  /// Ticks per unit of the numbers shown, at least 1: schedules of decimal data count in fractions.
  public var ticksPerUnit: Int
  /// Width of the picture in user units, 400...20,000; the height follows.
  public var width: Double

  /// A chart with the given heading and content; an empty `lanes` means one unnamed lane.
  public init(
    title: String, facts: [Fact] = [], lanes: [Lane] = [], bars: [Bar], links: [Link] = [],
    legend: [Legend.Entry] = [], ticksPerUnit: Int = 1, width: Double = 1200
  ) {
    self.title = title
    self.facts = facts
    self.lanes = lanes.isEmpty ? [Lane("")] : lanes
    self.bars = bars
    self.links = links
    self.legend = legend
    self.ticksPerUnit = max(ticksPerUnit, 1)
    self.width = width
  }

  /// The chart as an SVG document.
  ///
  /// - Complexity: O(n log n) for n bars, plus one unit per strip that a bar crosses.
  public func svg() -> String {
    GanttRenderer(chart: self).render()
  }

  /// The text of a time or duration in ticks, in the unit shown.
  func text(ofTicks ticks: Int) -> String {
    guard ticksPerUnit > 1 else { return Decimal.grouped(ticks) }
    let value = Double(ticks) / Double(ticksPerUnit)
    return abs(value) < 1e8 ? Decimal.text(value, places: 4) : Decimal.grouped(Int(value.rounded()))
  }

  /// `time` within +-2^60, so that differences of times cannot overflow.
  static func bounded(_ time: Int) -> Int {
    min(max(time, -(1 << 60)), 1 << 60)
  }
}
