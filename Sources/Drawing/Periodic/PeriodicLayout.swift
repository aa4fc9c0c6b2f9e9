/// Where everything of a periodic chart stands, computed before the first shape is written.
struct PeriodicLayout: Sendable {
  let width: Double
  let height: Double
  /// Where the window begins, ends, and where the period does.
  let left: Double
  let right: Double
  let periodLeft: Double
  let periodRight: Double
  /// User units per tick.
  let unitsPerTick: Double
  let head: ChartHead
  let legend: Legend
  let legendTop: Double
  /// Where the line stands that names the period.
  let markY: Double
  /// By lane.
  let pieces: [[PeriodicPiece]]
  let laneTops: [Double]
  let laneHeights: [Double]
  let lineHeight: Double
  /// Where the time axis stands, below the lanes.
  let axisY: Double
  /// Tops of the areas of the stacks, whose names stand above them.
  let stackTops: [Double]
  let tickStep: Int

  static let stackHeight = 84.0
  static let labelSize = 11.0
  static let smallestLabelSize = 8.0
  /// Parts of a period shown before and after it.
  private static let ghostShare = 0.16
  private static let margin = 56.0
  static let axisHeight = 20.0

  init(chart: PeriodicChart) {
    width = chart.width.bounded(400, 20_000)
    let names = chart.lanes.map { TextMetrics.width(of: $0.name, size: 11) }.max() ?? 0
    left = (names + 24).bounded(64, 200)
    right = width - PeriodicLayout.margin
    let scale = (right - left) / (Double(chart.period) * (1 + 2 * PeriodicLayout.ghostShare))
    unitsPerTick = scale
    periodLeft =
      left + (right - left) * PeriodicLayout.ghostShare / (1 + 2 * PeriodicLayout.ghostShare)
    periodRight = periodLeft + scale * Double(chart.period)
    head = ChartHead(title: chart.title, facts: chart.facts, width: width, right: right)
    let pieces = PeriodicPiece.all(of: chart) { bar in
      let label = TextMetrics.width(of: chart.bars[bar].label, size: PeriodicLayout.labelSize) + 14
      return Int(min((label / scale).rounded(.up), Double(chart.period)))
    }
    self.pieces = pieces
    legend = PeriodicLayout.legend(of: chart, pieces)
    legendTop = head.bottom
    markY = legendTop + legend.height(width: right - 24) + 22

    let lines = pieces.map { ($0.map(\.line).max() ?? 0) + 1 }
    let lineCount = lines.reduce(0, +)
    lineHeight = lineCount <= 16 ? 24 : lineCount <= 40 ? 19 : 15
    var (y, tops, heights) = (markY + 14, [Double](), [Double]())
    for (lane, count) in zip(chart.lanes, lines) {
      if lane.startsGroup, !tops.isEmpty { y += 12 }
      tops.append(y)
      heights.append(Double(count) * lineHeight)
      y += Double(count) * lineHeight + 4
    }
    (laneTops, laneHeights) = (tops, heights)
    axisY = y + 2
    y += PeriodicLayout.axisHeight
    var stackTops: [Double] = []
    for _ in chart.stacks {
      y += 28
      stackTops.append(y)
      y += PeriodicLayout.stackHeight
    }
    self.stackTops = stackTops
    height = (y + 16).rounded(.up)
    let longest = TextMetrics.width(of: Decimal.grouped(chart.period), size: 11)
    let ticks = max(2, Int((periodRight - periodLeft) / max(44, longest + 28)))
    tickStep = Ticks.integerStep(atLeast: (chart.period + ticks - 1) / ticks)
  }

  /// The position of a tick.
  func x(_ tick: Int) -> Double { periodLeft + Double(tick) * unitsPerTick }

  /// The position of a tick, or the end of the window that it passes.
  func boundedX(_ tick: Int) -> Double { x(tick).bounded(left, right) }

  private static func legend(of chart: PeriodicChart, _ pieces: [[PeriodicPiece]]) -> Legend {
    var entries = chart.legend
    for (density, name) in chart.densityNames.enumerated() {
      let colour = ColourClass.neutral.colour
      entries.append(
        .init(
          density == 0
            ? .box(colour)
            : .stripedBox(colour, stripes: PeriodicRenderer.hatch(density, on: colour)), name))
    }
    if chart.bars.contains(where: \.isMarked), !chart.markName.isEmpty {
      entries.append(.init(.line(Palette.late, dashes: []), chart.markName))
    }
    if chart.stacks.contains(where: { $0.limit != nil }) {
      entries.append(.init(.line(Palette.late, dashes: [5, 3]), "capacity"))
    }
    let drawn = Set(pieces.joined().map(\.bar)).count
    let hidden = chart.bars.count { chart.lanes.indices.contains($0.lane) } - drawn
    if hidden > 0 {
      entries.append(.init(.box(Palette.lane), "\(hidden) bars without room are left out"))
    }
    return Legend(entries)
  }
}
