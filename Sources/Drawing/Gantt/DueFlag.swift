/// The mark of one or more equal due dates or releases above the bars of a strip, with the labels of what they are about.
struct DueFlag: Sendable, Hashable {
  /// What a time means.
  enum Kind: Int, Sendable, Hashable, CaseIterable {
    /// A due date that all of its bars meet.
    case met
    /// A due date that one of its bars misses.
    case missed
    /// A time before which work must not start.
    case release
  }

  /// Position of the time in user units.
  var x: Double
  /// The due date or release, ticks.
  var time: Int
  var kind: Kind
  /// What is due or released here.
  var labels: [String]
  /// The keys of that; may be empty.
  var keys: [String]
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
  var colour: Colour { kind.colour }

  /// The flags of one strip: due dates and releases in the window `index`, those on one pixel taken together,
  /// with their labels arranged so that no label touches another one or a stem.
  static func flags(of chart: GanttChart, on timeline: GanttTimeline) -> [[DueFlag]] {
    var strips = [[DueFlag]](repeating: [], count: timeline.windows.count)
    for var flag in single(of: chart) where timeline.shows(flag.time) {
      let strip = timeline.windowIndex(of: flag.time)
      let x = timeline.windows[strip].x(flag.time).rounded()
      flag.x = x
      let last = strips[strip].count - 1
      if last >= 0, strips[strip][last].x == x,
        (strips[strip][last].kind == .release) == (flag.kind == .release)
      {
        strips[strip][last].labels += flag.labels
        strips[strip][last].keys += flag.keys
        if flag.kind == .missed { strips[strip][last].kind = .missed }
      } else {
        strips[strip].append(flag)
      }
    }
    for (strip, window) in timeline.windows.enumerated()
    where !isCrowd(strips[strip], in: window) {
      arrange(&strips[strip], rightEdge: window.right + GanttLayout.margin)
    }
    return strips
  }

  /// One flag for every due date and release, ascending in time; not yet placed.
  private static func single(of chart: GanttChart) -> [DueFlag] {
    var flags: [DueFlag] = []
    for bar in chart.bars where chart.lanes.indices.contains(bar.lane) {
      guard let date = bar.dueDate else { continue }
      flags.append(
        DueFlag(
          x: 0, time: date, kind: bar.tardiness > 0 ? .missed : .met,
          labels: [bar.dueLabel.isEmpty ? bar.label : bar.dueLabel], keys: [bar.key]))
    }
    for release in chart.releases {
      flags.append(
        DueFlag(
          x: 0, time: release.time, kind: .release, labels: [release.label], keys: [release.key]))
    }
    let order = flags.indices.sorted { (flags[$0].time, $0) < (flags[$1].time, $1) }
    return order.map { flags[$0] }
  }

  /// Whether the flags of a strip are too many for labels and tooltips.
  static func isCrowd(_ flags: [DueFlag], in window: TimeWindow) -> Bool {
    Double(flags.count) * roomPerLabel > window.right - window.left
  }

  /// Gives labels to the flags (ascending in x) from right to left.
  ///
  /// A label extends to the right of its stem, so a stem can only be crossed by the labels of flags
  /// further left; such a label is put above the top of that stem, or left out in the top row.
  private static func arrange(_ flags: inout [DueFlag], rightEdge: Double) {
    for index in flags.indices.reversed() {
      let labels = flags[index].labels
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
      DueFlag.drawMark(in: &writer, x: x, top: top, foot: foot, kind: kind)
      if labelled {
        writer.text(
          label, at: Point(x + 2.5, top + 6),
          style: TextStyle(colour: kind == .missed ? Palette.lateText : colour))
      }
    }
  }
}
