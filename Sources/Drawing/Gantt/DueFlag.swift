/// The mark of one or more equal due dates above the bars of a strip, with the labels of its bars.
struct DueFlag: Sendable, Hashable {
  /// Position of the due date in user units.
  var x: Double
  /// The due date, ticks.
  var dueDate: Int
  /// Indices of the bars that are due here.
  var bars: [Int]
  /// Whether one of them is late.
  var isLate: Bool
  /// Written at the mark; empty when there is no room.
  var label = ""
  /// Height of the label above the bars, 0 lowest; -1 without a label.
  var row = -1

  static let fontSize = 9.0
  static let rowHeight = 10.0
  /// Height of the bare mark.
  static let markHeight = 8.0
  private static let maxRows = 6
  private static let maxLabelWidth = 90.0
  /// Space per flag below which a strip gets no labels, in user units.
  private static let roomPerLabel = 5.0

  /// The colour of the mark.
  var colour: Colour {
    isLate ? Palette.late : Palette.series(0)
  }

  /// The flags of one strip: due dates in the window `index`, those on one pixel taken together,
  /// with their labels arranged so that no label touches another one or a stem.
  static func flags(of chart: GanttChart, on timeline: GanttTimeline) -> [[DueFlag]] {
    var strips = [[DueFlag]](repeating: [], count: timeline.windows.count)
    let due = chart.bars.indices.compactMap { index in
      chart.bars[index].dueDate.map { (date: $0, bar: index) }
    }
    for (date, bar) in due.sorted(by: { ($0.date, $0.bar) < ($1.date, $1.bar) })
    where timeline.shows(date) && chart.lanes.indices.contains(chart.bars[bar].lane) {
      let strip = timeline.windowIndex(of: date)
      let x = timeline.windows[strip].x(date).rounded()
      let isLate = chart.bars[bar].tardiness > 0
      if let previous = strips[strip].last, previous.x == x {
        strips[strip][strips[strip].count - 1].bars.append(bar)
        if isLate { strips[strip][strips[strip].count - 1].isLate = true }
      } else {
        strips[strip].append(DueFlag(x: x, dueDate: date, bars: [bar], isLate: isLate))
      }
    }
    for (strip, window) in timeline.windows.enumerated()
    where !isCrowd(strips[strip], in: window) {
      arrange(&strips[strip], chart: chart, rightEdge: window.right + GanttLayout.margin)
    }
    return strips
  }

  /// Whether the flags of a strip are too many for labels and tooltips.
  static func isCrowd(_ flags: [DueFlag], in window: TimeWindow) -> Bool {
    Double(flags.count) * roomPerLabel > window.right - window.left
  }

  /// Gives labels to the flags (ascending in x) from right to left.
  ///
  /// A label extends to the right of its stem, so a stem can only be crossed by the labels of flags
  /// further left; such a label is put above the top of that stem, or left out in the top row.
  private static func arrange(
    _ flags: inout [DueFlag], chart: GanttChart, rightEdge: Double
  ) {
    for index in flags.indices.reversed() {
      let labels = flags[index].bars.map { chart.bars[$0].label }
      guard let label = labels.first, !label.isEmpty else { continue }
      let text =
        labels.count == 1
        ? label
        : labels.count == 2 ? labels.joined(separator: ",") : "\(label) +\(labels.count - 1)"
      let room = min(maxLabelWidth, rightEdge - flags[index].x - 3)
      let fitted = TextMetrics.fitted(text, width: room, size: fontSize)
      guard !fitted.isEmpty else { continue }
      let right = flags[index].x + TextMetrics.width(of: fitted, size: fontSize) + 3
      var row = 0
      var other = index + 1
      while other < flags.count && flags[other].x < right {
        row = max(row, flags[other].row + 1)
        other += 1
      }
      if row < maxRows {
        flags[index].row = row
        flags[index].label = fitted
      }
    }
  }

  /// Height that the flags need above the bars.
  static func height(of flags: [DueFlag]) -> Double {
    guard let highest = flags.map(\.row).max() else { return 0 }
    return markHeight + Double(highest + 1) * rowHeight + (highest >= 0 ? 2 : 0)
  }

  /// Draws the flag with its foot at height `foot`.
  func draw(in writer: inout SVGWriter, foot: Double, tooltip: String, key: String) {
    let labelled = row >= 0
    let top = foot - DueFlag.markHeight - (labelled ? Double(row) * DueFlag.rowHeight + 7 : 0)
    writer.group(key: key, tooltip: tooltip) { writer in
      DueFlag.drawMark(in: &writer, x: x, top: top, foot: foot, colour: colour)
      if labelled {
        writer.text(
          label, at: Point(x + 2.5, top + 6),
          style: TextStyle(colour: isLate ? Palette.lateText : colour))
      }
    }
  }

  /// Draws a stem with a triangle at its foot that points to the time axis.
  static func drawMark(
    in writer: inout SVGWriter, x: Double, top: Double, foot: Double, colour: Colour
  ) {
    var path = Path()
    outlineMark(x: x, top: top, foot: foot, in: &path)
    writer.path(path, style: .filled(colour))
  }

  /// Adds the outline of such a mark to `path`.
  private static func outlineMark(x: Double, top: Double, foot: Double, in path: inout Path) {
    path.move(to: Point(x - 0.5, top))
    path.line(to: Point(x + 0.5, top))
    path.line(to: Point(x + 0.5, foot - 5))
    path.line(to: Point(x + 2.5, foot - 5))
    path.line(to: Point(x, foot))
    path.line(to: Point(x - 2.5, foot - 5))
    path.line(to: Point(x - 0.5, foot - 5))
    path.close()
  }

  /// Draws the bare marks of a strip that is too full for labels, as one shape per colour.
  static func drawCrowd(_ flags: [DueFlag], in writer: inout SVGWriter, foot: Double) {
    for isLate in [false, true] {
      var path = Path()
      for flag in flags where flag.isLate == isLate {
        outlineMark(x: flag.x, top: foot - markHeight, foot: foot, in: &path)
      }
      guard !path.bytes.isEmpty else { continue }
      writer.path(path, style: .filled(isLate ? Palette.late : Palette.series(0)))
    }
  }
}
