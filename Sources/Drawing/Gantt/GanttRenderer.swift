/// Writes a Gantt chart as SVG from its layout.
struct GanttRenderer: Sendable {
  let chart: GanttChart
  let layout: GanttLayout

  static let stripesID = "late-stripes"
  static let tardinessColour = Palette.late.mixed(with: Palette.paper, share: 0.45)

  init(chart: GanttChart) {
    self.chart = chart
    layout = GanttLayout(chart: chart)
  }

  func render() -> String {
    var writer = SVGWriter(
      width: layout.width, height: layout.height, title: chart.title,
      description: chart.facts.map { "\($0.name): \($0.value)" }.joined(separator: "; "))
    if usesStripes {
      writer.defineStripes(id: GanttRenderer.stripesID, colour: Palette.ink, spacing: 6)
    }
    if chart.pauses.contains(where: { $0.kind == .closed }) {
      writer.defineStripes(
        id: GanttRenderer.closedID, colour: GanttRenderer.closedColour, spacing: 6)
    }
    drawHeader(in: &writer)
    for (index, strip) in layout.strips.enumerated() {
      drawGrid(of: strip, in: &writer, isFirst: index == 0)
      drawTardiness(of: strip, in: &writer)
      drawPauses(of: strip, in: &writer)
      drawBars(of: strip, in: &writer)
      drawFlags(of: strip, in: &writer)
      drawLinks(of: index, in: &writer)
      drawPath(of: strip, in: &writer)
    }
    return writer.finished()
  }

  /// Whether some late part, or its entry in the legend, is striped: late bars whose colour says something else.
  private var usesStripes: Bool {
    let hasRegular = chart.bars.contains { $0.colour == .regular }
    return chart.bars.contains { $0.tardiness > 0 && ($0.colour != .regular || !hasRegular) }
  }

  private func drawHeader(in writer: inout SVGWriter) {
    layout.head.draw(in: &writer)
    layout.legend.draw(
      in: &writer, at: Point(24, layout.legendTop), width: layout.right - 24)
  }

  private func drawGrid(of strip: GanttLayout.Strip, in writer: inout SVGWriter, isFirst: Bool) {
    let window = strip.window
    writer.group(style: .filled(Palette.lane)) { writer in
      for lane in chart.lanes.indices {
        writer.rect(
          Rectangle(
            x: window.left, y: strip.lanesTop + Double(lane) * layout.laneHeight + 1,
            width: window.right - window.left, height: layout.laneHeight - 2))
      }
    }
    let ticks = Ticks.multiples(of: layout.tickStep, from: window.start, through: window.end)
    writer.group(style: .outlined(Palette.grid)) { writer in
      for tick in ticks {
        let x = window.x(tick)
        writer.line(from: Point(x, strip.lanesTop - 2), to: Point(x, strip.axisY + 4))
      }
    }
    writer.line(
      from: Point(window.left, strip.axisY), to: Point(window.right, strip.axisY),
      style: .outlined(Palette.faint))
    writer.group(text: TextStyle(size: 11, colour: Palette.faint, anchor: .middle)) { writer in
      for tick in ticks {
        let text = chart.text(ofTicks: tick)
        // Long numbers at the ends of the axis move inwards instead of leaving the picture.
        let half = TextMetrics.width(of: text, size: 11) / 2
        let x = window.x(tick).bounded(half + 2, layout.width - half - 2)
        writer.text(text, at: Point(x, strip.axisY + 16))
      }
    }
    drawNames(of: strip, in: &writer)
    if isFirst { drawNotes(of: strip, in: &writer) }
  }

  /// Writes the names of the lanes left of them.
  private func drawNames(of strip: GanttLayout.Strip, in writer: inout SVGWriter) {
    writer.group(text: TextStyle(size: 11, colour: Palette.ink, anchor: .end)) { writer in
      for (index, lane) in chart.lanes.enumerated() where !lane.name.isEmpty {
        writer.text(
          TextMetrics.fitted(lane.name, width: layout.left - 16, size: 11),
          at: Point(layout.left - 8, middle(of: index, in: strip) + 4))
      }
    }
  }

  /// Writes the notes of the lanes right of them, below what they state.
  private func drawNotes(of strip: GanttLayout.Strip, in writer: inout SVGWriter) {
    guard chart.lanes.contains(where: { !$0.note.isEmpty }) else { return }
    writer.group(text: TextStyle(size: 10, colour: Palette.faint)) { writer in
      writer.text(
        TextMetrics.fitted(chart.noteName, width: GanttLayout.margin - 8, size: 10),
        at: Point(layout.right + 6, strip.lanesTop - 4))
      for (index, lane) in chart.lanes.enumerated() where !lane.note.isEmpty {
        writer.text(
          TextMetrics.fitted(lane.note, width: GanttLayout.margin - 8, size: 10),
          at: Point(layout.right + 6, middle(of: index, in: strip) + 4))
      }
    }
  }

  private func drawFlags(of strip: GanttLayout.Strip, in writer: inout SVGWriter) {
    if DueFlag.isCrowd(strip.flags, in: strip.window) {
      DueFlag.drawCrowd(strip.flags, in: &writer, foot: strip.lanesTop)
      return
    }
    writer.group(text: TextStyle(size: DueFlag.fontSize)) { writer in
      for flag in strip.flags {
        let labels = flag.labels.prefix(8).joined(separator: ", ")
        let more = flag.labels.count > 8 ? " and \(flag.labels.count - 8) more" : ""
        let word = flag.kind == .release ? "released" : "due"
        flag.draw(
          in: &writer, foot: strip.lanesTop,
          tooltip: "\(word) \(chart.text(ofTicks: flag.time)): \(labels)\(more)",
          key: flag.keys.filter { !$0.isEmpty }.joined(separator: "\n"))
      }
    }
  }
}
