/// Where everything of a Gantt chart stands, computed before the first shape is written.
struct GanttLayout: Sendable {
  /// How the tardiness of late bars is shown below the bars.
  enum TardinessDisplay: Sendable, Hashable {
    /// Not at all: several lanes, or nothing is late.
    case none
    /// One line per late bar from its due date to its end; for few late bars in one strip.
    case spans(bars: [Int])
    /// Columns hanging from the late bars, as deep as the bar is late; the deepest is `greatest`.
    case columns(greatest: Int)
  }

  /// One strip from top to bottom.
  struct Strip: Sendable {
    var window: TimeWindow
    var pieces: [[GanttPiece]]
    var flags: [DueFlag]
    /// Top of the first lane.
    var lanesTop: Double
    /// Bottom of the last lane.
    var lanesBottom: Double
    /// Height of the time axis: below the bars and their tardiness.
    var axisY: Double
  }

  let width: Double
  let height: Double
  let left: Double
  let right: Double
  let laneHeight: Double
  let barHeight: Double
  let legendTop: Double
  let strips: [Strip]
  let tickStep: Int
  let tardiness: TardinessDisplay
  let legend: Legend
  let head: ChartHead

  /// Space left and right of the time axis.
  static let margin = 44.0
  static let spanRow = 14.0
  static let columnDepth = 34.0
  static let labelSize = 11.0
  /// Labels that need a smaller font than this are left out.
  static let smallestLabelSize = 8.0
  private static let axisHeight = 20.0
  private static let stripGap = 14.0

  init(chart: GanttChart) {
    width = chart.width.bounded(400, 20_000)
    let names = chart.lanes.map { TextMetrics.width(of: $0.name, size: 11) }.max() ?? 0
    left = max(GanttLayout.margin, min(names + 24, 200))
    right = width - GanttLayout.margin
    laneHeight = GanttLayout.laneHeight(laneCount: chart.lanes.count)
    barHeight = laneHeight - (laneHeight > 16 ? 4 : 2)

    let lanesHeight = laneHeight * Double(chart.lanes.count)
    let maxStrips = chart.lanes.count == 1 ? 30 : max(1, Int(4800 / (lanesHeight + 50)))
    let timeline = GanttTimeline(
      chart: chart, left: left, width: right - left, maxStrips: maxStrips)
    tickStep = timeline.tickStep
    tardiness = GanttLayout.tardinessDisplay(of: chart, stripCount: timeline.windows.count)
    let pieces = GanttPiece.all(of: chart, on: timeline)
    var legend = GanttLayout.legend(of: chart, on: timeline, tardiness: tardiness)
    if let hint = GanttLayout.hint(of: chart, pieces, on: timeline) {
      legend.entries.append(hint)
    }
    self.legend = legend
    head = ChartHead(title: chart.title, facts: chart.facts, width: width, right: right)
    legendTop = head.bottom

    let flags = DueFlag.flags(of: chart, on: timeline)
    var y = legendTop + legend.height(width: right - 24) + 14
    var strips: [Strip] = []
    for (index, window) in timeline.windows.enumerated() {
      let lanesTop = y + max(DueFlag.height(of: flags[index]), 4) + 2
      let lanesBottom = lanesTop + lanesHeight
      let hasLate = pieces[index].contains { $0.contains { $0.tardiness > 0 } }
      let axisY = lanesBottom + (hasLate ? GanttLayout.depth(of: tardiness) : 4)
      strips.append(
        Strip(
          window: window, pieces: pieces[index], flags: flags[index], lanesTop: lanesTop,
          lanesBottom: lanesBottom, axisY: axisY))
      y = axisY + GanttLayout.axisHeight + GanttLayout.stripGap
    }
    self.strips = strips
    height = (y + 4).rounded(.up)
  }

  private static func laneHeight(laneCount: Int) -> Double {
    switch laneCount {
    case 1: 28
    case 2...12: 26
    case 13...30: 20
    default: 15
    }
  }

  private static func tardinessDisplay(
    of chart: GanttChart, stripCount: Int
  ) -> TardinessDisplay {
    let late = chart.bars.indices.filter { chart.bars[$0].tardiness > 0 }
    guard chart.lanes.count == 1, let greatest = late.map({ chart.bars[$0].tardiness }).max()
    else { return .none }
    if stripCount == 1 && late.count <= 16 {
      let order = late.sorted { (chart.bars[$0].end, $0) < (chart.bars[$1].end, $1) }
      return .spans(bars: order)
    }
    return .columns(greatest: greatest)
  }

  private static func depth(of display: TardinessDisplay) -> Double {
    switch display {
    case .none: 4
    case .spans(let bars): Double(bars.count) * spanRow + 10
    case .columns: columnDepth + 15
    }
  }

  private static func legend(
    of chart: GanttChart, on timeline: GanttTimeline, tardiness: TardinessDisplay
  ) -> Legend {
    var entries = chart.legend
    let hasRegular = chart.bars.contains { $0.colour == .regular }
    let isLate = chart.bars.contains { $0.tardiness > 0 }
    if hasRegular { entries.append(.init(.box(Palette.regular), "processing")) }
    if isLate {
      entries.append(
        hasRegular
          ? .init(.box(Palette.late), "processing after the due date")
          : .init(
            .stripedBox(Colour(0xc3cad4), stripes: GanttRenderer.stripesID),
            "processing after the due date"))
    }
    if chart.bars.contains(where: { $0.dueDate != nil && $0.tardiness == 0 }) {
      entries.append(.init(.flag(Palette.series(0)), "due date, met"))
    }
    if isLate { entries.append(.init(.flag(Palette.late), "due date, missed")) }
    if !chart.releases.isEmpty { entries.append(.init(.release(Palette.faint), "release")) }
    switch tardiness {
    case .none: break
    case .spans:
      entries.append(
        .init(.line(Palette.late, dashes: []), "\(chart.tardinessName): due date to completion"))
    case .columns(let greatest):
      entries.append(
        .init(
          .box(GanttRenderer.tardinessColour),
          "\(chart.tardinessName) (depth; deepest: \(chart.text(ofTicks: greatest)))"))
    }
    let hidden = chart.bars.compactMap(\.dueDate).count { !timeline.shows($0) }
    if hidden > 0 {
      entries.append(
        .init(.flag(Palette.faint), "\(hidden) due date\(hidden == 1 ? "" : "s") beyond the axis"))
    }
    return Legend(entries)
  }

  /// The chart's hint where more than half of the pieces have no room for a label.
  private static func hint(
    of chart: GanttChart, _ pieces: [[[GanttPiece]]], on timeline: GanttTimeline
  ) -> Legend.Entry? {
    guard !chart.hintWhenCrowded.isEmpty else { return nil }
    var count = 0
    var narrow = 0
    for (strip, lanes) in pieces.enumerated() {
      let unitsPerTick = timeline.windows[strip].unitsPerTick
      for piece in lanes.joined() {
        count += piece.barCount
        let bar = chart.bars[piece.bar]
        let label = TextMetrics.width(
          of: bar.shortLabel.isEmpty ? bar.label : bar.shortLabel, size: smallestLabelSize)
        if Double(piece.end - piece.start) * unitsPerTick < label { narrow += piece.barCount }
      }
    }
    return 2 * narrow > count
      ? Legend.Entry(.box(Palette.lane), chart.hintWhenCrowded) : nil
  }
}
