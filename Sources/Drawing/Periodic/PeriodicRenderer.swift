/// Writes a periodic chart as SVG from its layout.
struct PeriodicRenderer: Sendable {
  let chart: PeriodicChart
  let layout: PeriodicLayout

  init(chart: PeriodicChart) {
    self.chart = chart
    layout = PeriodicLayout(chart: chart)
  }

  func render() -> String {
    var writer = SVGWriter(
      width: layout.width, height: layout.height, title: chart.title,
      description: chart.facts.map { "\($0.name): \($0.value)" }.joined(separator: "; "))
    defineHatches(in: &writer)
    drawHeader(in: &writer)
    drawLanes(in: &writer)
    drawAxis(in: &writer)
    for repetition in [-1, 1, 0] { drawBars(of: repetition, in: &writer) }
    for index in chart.stacks.indices { drawStack(index, in: &writer) }
    drawVeils(in: &writer)
    drawPeriod(in: &writer)
    drawTicks(in: &writer)
    drawLabels(in: &writer)
    drawNames(in: &writer)
    for index in chart.stacks.indices { drawHeading(ofStack: index, in: &writer) }
    return writer.finished()
  }

  /// The identifier of the hatch of a density, dark on light colours and light on dark ones.
  static func hatch(_ density: Int, on colour: Colour) -> String {
    "hatch-\(min(density, 3))-\(colour.textColour == Palette.paper ? "light" : "dark")"
  }

  private func defineHatches(in writer: inout SVGWriter) {
    let greatest = max(
      chart.bars.map(\.density).max() ?? 0, chart.densityNames.count - 1)
    guard greatest > 0 else { return }
    for density in 1...min(greatest, 3) {
      let spacing = [12.0, 7, 4][density - 1]
      // Away from the colour of the letters, which stay readable.
      writer.defineStripes(id: "hatch-\(density)-dark", colour: Palette.paper, spacing: spacing)
      writer.defineStripes(id: "hatch-\(density)-light", colour: Palette.ink, spacing: spacing)
    }
  }

  private func drawHeader(in writer: inout SVGWriter) {
    layout.head.draw(in: &writer)
    layout.legend.draw(
      in: &writer, at: Point(24, layout.legendTop), width: layout.right - 24)
  }

  private func drawLanes(in writer: inout SVGWriter) {
    writer.group(style: .filled(Palette.lane)) { writer in
      for (top, height) in zip(layout.laneTops, layout.laneHeights) {
        writer.rect(
          Rectangle(x: layout.left, y: top, width: layout.right - layout.left, height: height))
      }
    }
  }

  private func drawAxis(in writer: inout SVGWriter) {
    let ticks = Ticks.multiples(of: layout.tickStep, from: 0, through: chart.period)
    let foot = (layout.stackTops.last.map { $0 + PeriodicLayout.stackHeight }) ?? layout.axisY
    writer.group(style: .outlined(Palette.grid)) { writer in
      for tick in ticks {
        writer.line(from: Point(layout.x(tick), layout.markY + 10), to: Point(layout.x(tick), foot))
      }
    }
  }

  /// Writes the ticks below the lanes.
  private func drawTicks(in writer: inout SVGWriter) {
    let ticks = Ticks.multiples(of: layout.tickStep, from: 0, through: chart.period)
    writer.group(text: TextStyle(size: 11, colour: Palette.faint, anchor: .middle)) { writer in
      for tick in ticks {
        writer.text(Decimal.grouped(tick), at: Point(layout.x(tick), layout.axisY + 14))
      }
    }
  }

  /// Pales what belongs to the neighbouring periods.
  private func drawVeils(in writer: inout SVGWriter) {
    let (top, foot) = (layout.markY + 10, layout.height - 8)
    writer.group(style: ShapeStyle(fill: .colour(Palette.paper), opacity: 0.62)) { writer in
      for (from, to) in [(layout.left, layout.periodLeft), (layout.periodRight, layout.right)] {
        writer.rect(Rectangle(x: from, y: top, width: to - from, height: foot - top))
      }
    }
  }

  /// Marks the period: lines at both ends, between them an arrow with its length.
  private func drawPeriod(in writer: inout SVGWriter) {
    let (from, to, y) = (layout.periodLeft, layout.periodRight, layout.markY)
    writer.group(style: .outlined(Palette.ink, width: 1.5)) { writer in
      for x in [from, to] {
        writer.line(from: Point(x, y - 6), to: Point(x, layout.axisY))
        // The ticks stand between the lanes and the stacks.
        guard !chart.stacks.isEmpty else { continue }
        let stacksTop = layout.axisY + PeriodicLayout.axisHeight
        writer.line(from: Point(x, stacksTop), to: Point(x, layout.height - 8))
      }
      writer.line(from: Point(from, y), to: Point(to, y))
    }
    for (tip, direction) in [(from, 1.0), (to, -1.0)] {
      writer.polygon(
        [
          Point(tip + direction, y), Point(tip + 8 * direction, y - 3.5),
          Point(tip + 8 * direction, y + 3.5),
        ], style: .filled(Palette.ink))
    }
    let text = "\(chart.periodName) = \(Decimal.grouped(chart.period))"
    writer.text(
      text, at: Point((from + to) / 2, y - 5),
      style: TextStyle(size: 12, colour: Palette.ink, anchor: .middle, isBold: true))
    writer.group(text: TextStyle(size: 10, colour: Palette.faint, anchor: .middle)) { writer in
      writer.text("before", at: Point((layout.left + from) / 2, y + 4))
      writer.text("after", at: Point((layout.right + to) / 2, y + 4))
    }
  }

  /// Writes the names of the lanes left of them, their notes right of them.
  private func drawNames(in writer: inout SVGWriter) {
    func middle(_ lane: Int) -> Double { layout.laneTops[lane] + layout.laneHeights[lane] / 2 + 4 }
    writer.group(text: TextStyle(size: 11, colour: Palette.ink, anchor: .end)) { writer in
      for (index, lane) in chart.lanes.enumerated() {
        let name = TextMetrics.fitted(lane.name, width: layout.left - 16, size: 11)
        writer.text(name, at: Point(layout.left - 8, middle(index)))
      }
    }
    writer.group(text: TextStyle(size: 10, colour: Palette.faint)) { writer in
      let room = layout.width - layout.right - 10
      writer.text(
        TextMetrics.fitted(chart.noteName, width: room, size: 10),
        at: Point(layout.right + 6, layout.markY + 4))
      for (index, lane) in chart.lanes.enumerated() where !lane.note.isEmpty {
        writer.text(
          TextMetrics.fitted(lane.note, width: room, size: 10),
          at: Point(layout.right + 6, middle(index)))
      }
    }
  }
}
