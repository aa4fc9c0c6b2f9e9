/// The stretch of time that one strip of a Gantt chart shows, and where it lies on the page.
struct TimeWindow: Sendable, Hashable {
  /// First tick shown.
  let start: Int
  /// Last tick shown; greater than `start`.
  let end: Int
  /// Position of `start` in user units.
  let left: Double
  /// User units per tick.
  let unitsPerTick: Double

  /// The position of `time`, which may lie outside the window.
  func x(_ time: Int) -> Double {
    left + Double(time - start) * unitsPerTick
  }

  /// Position of `end`.
  var right: Double { x(end) }
}

/// How the time of a Gantt chart is cut into strips of equal duration.
struct GanttTimeline: Sendable, Hashable {
  /// The strips from the earliest to the latest; never empty.
  let windows: [TimeWindow]
  /// Ticks between two marks of the time axis.
  let tickStep: Int

  /// Space on the page per bar below which the time is wrapped, in user units.
  private static let roomPerBar = 31.0

  /// Cuts the time so that the bars of the fullest lane have room for their labels.
  ///
  /// - Parameters:
  ///   - left, width: where the time axis lies on the page.
  ///   - maxStrips: upper limit on the number of strips, at least 1.
  init(chart: GanttChart, left: Double, width: Double, maxStrips: Int) {
    let range = GanttTimeline.range(of: chart)
    var barsInLane = [Int](repeating: 0, count: chart.lanes.count)
    for bar in chart.bars where barsInLane.indices.contains(bar.lane) { barsInLane[bar.lane] += 1 }
    let wanted = Double(barsInLane.max() ?? 0) * GanttTimeline.roomPerBar / width
    let duration = range.upperBound - range.lowerBound
    // A little crowding is better than a second strip that is almost empty.
    let strips =
      wanted < 1.3 ? 1 : max(1, min(Int(wanted.rounded(.up)), maxStrips, duration))

    let longest = TextMetrics.width(of: chart.text(ofTicks: range.upperBound), size: 11)
    let ticks = max(2, Int(width / max(84, longest + 28)))
    let perStrip = (duration + strips - 1) / strips
    let step = Ticks.integerStep(atLeast: (perStrip + ticks - 1) / ticks)
    tickStep = step
    guard strips > 1 else {
      windows = [
        TimeWindow(
          start: range.lowerBound, end: range.upperBound, left: left,
          unitsPerTick: width / Double(duration))
      ]
      return
    }
    // Strips start and end at a tick, so that every strip has the same grid.
    let stripDuration = (perStrip + step - 1) / step * step
    var start = GanttTimeline.floor(range.lowerBound, toMultipleOf: step)
    var windows: [TimeWindow] = []
    while start < range.upperBound {
      windows.append(
        TimeWindow(
          start: start, end: start + stripDuration, left: left,
          unitsPerTick: width / Double(stripDuration)))
      start += stripDuration
    }
    self.windows = windows
  }

  /// The index of the strip that shows `time`: strips hold their first tick but not their last,
  /// except that the last strip holds everything later.
  func windowIndex(of time: Int) -> Int {
    guard windows.count > 1, time > windows[0].start else { return 0 }
    let duration = windows[0].end - windows[0].start
    return min((time - windows[0].start) / duration, windows.count - 1)
  }

  /// Whether `time` lies in one of the strips.
  func shows(_ time: Int) -> Bool {
    windows[0].start <= time && time <= windows[windows.count - 1].end
  }

  /// From the first start (or 0 when that is near) to the last end or due date close behind it.
  private static func range(of chart: GanttChart) -> ClosedRange<Int> {
    guard let firstStart = chart.bars.map(\.start).min(), let lastEnd = chart.bars.map(\.end).max()
    else { return 0...1 }
    let span = lastEnd - firstStart
    let start = firstStart > 0 && firstStart <= span / 5 ? 0 : firstStart
    let reach = lastEnd + span / 5
    let lastDue = chart.bars.compactMap(\.dueDate).filter { $0 <= reach }.max() ?? lastEnd
    return start...max(lastEnd, lastDue, start + 1)
  }

  private static func floor(_ value: Int, toMultipleOf step: Int) -> Int {
    let rest = value % step
    return rest < 0 ? value - rest - step : value - rest
  }
}
