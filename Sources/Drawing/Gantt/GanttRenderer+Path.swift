extension GanttRenderer {
  static let closedID = "closed-stripes"
  static let closedColour = Colour(0xb3bbc7)

  /// Draws the stretches of `strip` in which lanes do no work; bars come on top.
  func drawPauses(of strip: GanttLayout.Strip, in writer: inout SVGWriter) {
    let window = strip.window
    for pause in chart.pauses
    where chart.lanes.indices.contains(pause.lane) && pause.start < window.end
      && window.start < pause.end
    {
      let left = window.x(max(pause.start, window.start))
      let right = window.x(min(pause.end, window.end))
      let height = pause.kind == .closed ? layout.laneHeight - 2 : layout.barHeight / 3
      let box = Rectangle(
        x: left, y: middle(of: pause.lane, in: strip) - height / 2,
        width: max(right - left, 0.8), height: height)
      writer.group(tooltip: pause.tooltip) { writer in
        switch pause.kind {
        case .closed:
          writer.rect(box, style: .filled(Palette.grid))
          writer.rect(box, style: ShapeStyle(fill: .reference(id: GanttRenderer.closedID)))
        case .setup: writer.rect(box, style: .filled(ColourClass.neutral.colour))
        }
      }
    }
  }

  /// Draws the chart's path where it goes from one bar to the next: a dark line with a light border.
  func drawPath(of strip: GanttLayout.Strip, in writer: inout SVGWriter) {
    var path = Path()
    for (first, second) in zip(chart.path, chart.path.dropFirst())
    where chart.bars.indices.contains(first) && chart.bars.indices.contains(second) {
      let (from, to) = (chart.bars[first], chart.bars[second])
      guard isInside(from.end, strip.window), isInside(to.start, strip.window),
        from.lane != to.lane || from.end != to.start
      else { continue }
      path.move(to: Point(strip.window.x(from.end), middle(of: from.lane, in: strip)))
      if from.end != to.start {
        path.line(to: Point(strip.window.x(to.start), middle(of: from.lane, in: strip)))
      }
      path.line(to: Point(strip.window.x(to.start), middle(of: to.lane, in: strip)))
    }
    guard !path.bytes.isEmpty else { return }
    writer.path(path, style: .outlined(Palette.paper, width: 3))
    writer.path(path, style: .outlined(Palette.ink, width: 1.5))
  }
}
